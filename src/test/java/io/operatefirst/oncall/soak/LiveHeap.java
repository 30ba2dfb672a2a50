package io.operatefirst.oncall.soak;

import static java.util.Comparator.comparingLong;

import io.operatefirst.oncall.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a JVM holds on to: what is left on its heap when all that nobody needs is collected. */
final class LiveHeap {

  private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

  /** Its last line: of how many instances, how many bytes. */
  private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(?<bytes>\\d+)\\s*");

  /**
   * The serial collector leaves holes, which it fills with arrays of int: megabytes of them. Only
   * each fourth time (MarkSweepAlwaysCompactCount) it leaves none.
   */
  private static final int COLLECTIONS = 4;

  private LiveHeap() {}

  /** How much is of which class, and how many bytes that is in all. */
  private record Histogram(String text, long bytes) {}

  /**
   * In bytes.
   *
   * @param classes the file for how much is of which class, for whoever looks into a slope
   */
  static long of(long pid, Path classes) throws IOException {
    Histogram least =
        Stream.generate(() -> histogram(pid))
            .limit(COLLECTIONS)
            .min(comparingLong(Histogram::bytes))
            .orElseThrow();
    Files.writeString(classes, least.text());
    return least.bytes();
  }

  /** After a collection. */
  private static Histogram histogram(long pid) {
    Run run = Run.of(new ProcessBuilder(JCMD.toString(), Long.toString(pid), "GC.class_histogram"));
    return run.out()
        .lines()
        .map(TOTAL::matcher)
        .filter(Matcher::matches)
        .map(total -> new Histogram(run.out(), Long.parseLong(total.group("bytes"))))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(run.toString()));
  }
}
