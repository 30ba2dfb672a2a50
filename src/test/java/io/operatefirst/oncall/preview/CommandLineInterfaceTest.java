package io.operatefirst.oncall.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.TestClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for each command of the jar. */
class CommandLineInterfaceTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"-V", "preview --version", "export -V"})
  void theVersionIsThatOfTheBuild(String command) {
    assertThat(execute(out, command.split(" "))).isZero();
    assertThat(out.toString()).matches("oncall-operator \\d+\\.\\d+\\.\\d+\\S*\\R");
  }

  private int execute(Writer printed, String... arguments) {
    return CommandLineInterface.commands(new TestClock())
        .setOut(new PrintWriter(printed))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
