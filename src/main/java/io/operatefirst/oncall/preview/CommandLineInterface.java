package io.operatefirst.oncall.preview;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.schedule.JollydayHolidays;
import io.operatefirst.oncall.spec.OverrideReader;
import io.operatefirst.oncall.spec.RosterReader;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of the jar. */
@Command(
    name = "oncall",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Without arguments the operator; with a command, no cluster is needed.")
public final class CommandLineInterface {

  private static final int INVALID = 2;

  /** A fault of the program must not pass for shifts that move. */
  static final int BROKEN = 70;

  private CommandLineInterface() {}

  /** The commands, ready to be executed; the exit code is 2 where the input is wrong. */
  public static CommandLine commands(Clock clock) {
    KubernetesSerialization serialization = new KubernetesSerialization();
    RosterReader rosters = new RosterReader(serialization, new JollydayHolidays(), clock);
    return new CommandLine(new CommandLineInterface())
        .addSubcommand(
            new PreviewCommand(
                clock, new RotationFile(serialization, rosters, new OverrideReader(serialization))))
        .addSubcommand(new ExportCommand(serialization))
        .setExecutionExceptionHandler((e, command, parsed) -> mistakes(e, command));
  }

  private static int mistakes(Exception e, CommandLine command) throws Exception {
    if (!(e instanceof InvalidInput input)) {
      throw e;
    }
    input.mistakes().forEach(command.getErr()::println);
    command.getErr().flush();
    return INVALID;
  }
}
