package io.operatefirst.oncall.chaos;

import io.operatefirst.oncall.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The wall clock of one process, which can be set while it runs: by a library of a few lines of C
 * that is loaded before all others. What only goes on, such as {@link System#nanoTime()}, is left
 * alone.
 */
public final class OperatorsClock {

  private static final Path SOURCE = Path.of("src", "test", "native", "clock.c");
  private static final Path COMPILER = Path.of("/usr/bin/gcc");

  private static final long GOES_ON = 0;

  private static Path library;

  private final Path file;

  /** A clock that is right. */
  public OperatorsClock() {
    try {
      file = Files.createTempFile("clock", ".ahead");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    set(Duration.ZERO);
  }

  /** Whether there is a C compiler. */
  public static boolean canBeSet() {
    return Files.isExecutable(COMPILER);
  }

  /** What a process needs in its environment to go by this clock. */
  public Map<String, String> environment() {
    return Map.of("LD_PRELOAD", library().toString(), "CLOCK_AHEAD", file.toString());
  }

  /** Sets it at once, in whole seconds as against the machine's own. */
  public void set(Duration ahead) {
    write(ahead.toSeconds(), GOES_ON);
  }

  /** Sets it at once, to a second at which it stays. */
  public void stopAt(Instant instant) {
    write(0, instant.getEpochSecond());
  }

  private void write(long ahead, long stoppedAt) {
    ByteBuffer setting =
        ByteBuffer.allocate(2 * Long.BYTES)
            .order(ByteOrder.nativeOrder())
            .putLong(ahead)
            .putLong(stoppedAt);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(setting.flip(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static synchronized Path library() {
    if (library == null) {
      try {
        Path made = Files.createTempDirectory("clock").resolve("libclock.so");
        Run run =
            Run.of(
                new ProcessBuilder(
                    COMPILER.toString(),
                    "-shared",
                    "-fPIC",
                    "-O2",
                    "-Wall",
                    "-Werror",
                    "-o",
                    made.toString(),
                    SOURCE.toString()));
        if (run.code() != 0) {
          throw new IllegalStateException(run.toString());
        }
        library = made;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return library;
  }
}
