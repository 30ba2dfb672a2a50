package io.operatefirst.oncall.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.TestClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for each command of the jar. */
class CommandLineInterfaceTest {

  private static final String SAMPLE = "deploy/samples/sre.yaml";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "preview -f " + SAMPLE,
        "preview -f " + SAMPLE + " --against " + SAMPLE,
        "export -f src/test/resources/export/log.yaml",
        "export --help"
      })
  void whatCouldNotBeWrittenIsSaid(String command) throws IOException {
    Writer full = Writer.nullWriter();
    full.close();

    int exit = execute(full, command.split(" "));

    assertThat(exit).isEqualTo(70);
    assertThat(err.toString()).contains("the output could not be written");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-V", "preview --version", "export -V"})
  void theVersionIsThatOfTheBuild(String command) {
    assertThat(execute(out, command.split(" "))).isZero();
    assertThat(out.toString()).matches("oncall-operator \\d+\\.\\d+\\.\\d+\\S*\\R");
  }

  @ParameterizedTest
  @ValueSource(strings = {"previw", "preview --form 2026-12-03", "preview", "export -f"})
  void aCommandThatIsMistypedIsOneLine(String command) {
    assertThat(execute(out, command.split(" "))).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).hasLineCount(1);
  }

  @Test
  void whatIsNoOptionRefersToTheHelp() {
    execute(out, "preview", "-f", SAMPLE, "--form", "2026-12-03");

    assertThat(err.toString()).startsWith("Unknown options: '--form'").endsWith("; see --help\n");
  }

  private int execute(Writer printed, String... arguments) {
    return CommandLineInterface.commands(new TestClock())
        .setOut(new PrintWriter(printed))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
