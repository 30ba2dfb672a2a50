package io.operatefirst.oncall.preview;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.schedule.JollydayHolidays;
import io.operatefirst.oncall.spec.OverrideReader;
import io.operatefirst.oncall.spec.RosterReader;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The commands of the jar. */
@Command(
    name = "oncall",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Without arguments the operator; with a command, no cluster is needed.")
public final class CommandLineInterface {

  private static final int INVALID = 2;

  /** A fault of the program, or a disk that is full, must not pass for shifts that move. */
  static final int BROKEN = 70;

  private CommandLineInterface() {}

  /**
   * The commands, ready to be executed; the exit code is 2 where the input is wrong, and 70 where
   * what was printed is not all there.
   */
  public static CommandLine commands(Clock clock) {
    KubernetesSerialization serialization = new KubernetesSerialization();
    RosterReader rosters = new RosterReader(serialization, new JollydayHolidays(), clock);
    return new CommandLine(new CommandLineInterface())
        .addSubcommand(
            new PreviewCommand(
                clock, new RotationFile(serialization, rosters, new OverrideReader(serialization))))
        .addSubcommand(new ExportCommand(serialization))
        .registerConverter(LocalDate.class, new DateOption())
        .setParameterExceptionHandler((e, arguments) -> misused(e))
        .setExecutionExceptionHandler((e, command, parsed) -> mistakes(e, command))
        .setExecutionStrategy(CommandLineInterface::execute);
  }

  /** A writer keeps quiet about what it could not write. */
  private static int execute(ParseResult parsed) {
    int exit = new RunLast().execute(parsed);
    CommandLine command = parsed.commandSpec().commandLine();
    if (command.getOut().checkError()) {
      command.getErr().println("the output could not be written; what is there of it is not all");
      command.getErr().flush();
      return BROKEN;
    }
    return exit;
  }

  /** One line, as of any other mistake: the help is longer than a terminal. */
  private static int misused(ParameterException e) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println(e.getMessage() + (e.getArgSpec() == null ? "; see --help" : ""));
    err.flush();
    return INVALID;
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
