package io.operatefirst.oncall.preview;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/** The preview command, as a shell runs it. */
final class PreviewRun {

  private PreviewRun() {}

  /** What it printed, and how it ended. */
  record Result(int exit, String out, String err) {}

  static Result at(String now, String... options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        CommandLineInterface.commands(Clock.fixed(Instant.parse(now), ZoneOffset.UTC))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(
                Stream.concat(Stream.of("preview"), Stream.of(options)).toArray(String[]::new));
    return new Result(exit, out.toString(), err.toString());
  }
}
