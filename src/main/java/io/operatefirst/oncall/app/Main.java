package io.operatefirst.oncall.app;

import io.operatefirst.oncall.preview.CommandLineInterface;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** Without arguments the operator; with arguments a command, which needs no cluster. */
@QuarkusMain
public class Main {

  /**
   * Starts the one or the other.
   *
   * @param arguments none for the operator; else a command and its options
   */
  public static void main(String... arguments) {
    if (arguments.length == 0) {
      Quarkus.run(arguments);
    } else {
      // Whatever the locale, which in a container is none: names are not to lose their letters.
      System.exit(
          CommandLineInterface.commands(Clock.systemUTC())
              .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
              .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
              .execute(arguments));
    }
  }
}
