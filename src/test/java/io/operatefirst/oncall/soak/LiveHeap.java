package io.operatefirst.oncall.soak;

import io.operatefirst.oncall.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM holds on to: what is left on its heap when all that nobody needs is collected. */
final class LiveHeap {

  private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

  /** Its last line: of how many instances, how many bytes. */
  private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(?<bytes>\\d+)\\s*");

  private LiveHeap() {}

  /**
   * In bytes.
   *
   * @param classes the file for how much is of which class, for whoever looks into a slope
   */
  static long of(long pid, Path classes) throws IOException {
    Run histogram =
        Run.of(new ProcessBuilder(JCMD.toString(), Long.toString(pid), "GC.class_histogram"));
    Files.writeString(classes, histogram.out());
    return histogram
        .out()
        .lines()
        .map(TOTAL::matcher)
        .filter(Matcher::matches)
        .map(total -> Long.parseLong(total.group("bytes")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(histogram.toString()));
  }
}
