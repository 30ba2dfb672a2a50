package io.operatefirst.oncall.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.override.OverrideView;
import io.operatefirst.oncall.schedule.Effect;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.PlannedShift;
import io.operatefirst.oncall.schedule.Planner;
import io.operatefirst.oncall.schedule.Roster;
import io.operatefirst.oncall.schedule.Shown;
import io.operatefirst.oncall.schedule.WallClock;
import io.operatefirst.oncall.status.Conditions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the shifts of a rotation file, by the code that the operator goes by. */
@Command(
    name = "preview",
    mixinStandardHelpOptions = true,
    description = {
      "Shows who will be on call when: from the start date of a rotation file, or from the state of"
          + " a rotation that is running.",
      "Exit code 0; 2 where the input is wrong, with a line for each mistake."
    })
final class PreviewCommand implements Callable<Integer> {

  private static final int INVALID = 2;

  /** How far a preview goes where nobody says so. */
  private static final int WEEKS = 4;

  /** Beyond it nobody knows the public holidays. */
  private static final LocalDate LAST_DATE = LocalDate.of(2199, 12, 31);

  private final Clock clock;
  private final RotationFile files;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "FILE",
      description = "The rotation, in YAML or JSON.")
  private Path file;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description = "Log entries and overrides of the running rotation: oc get ocl,oco -o yaml.")
  private Path state;

  @Option(
      names = "--overrides",
      paramLabel = "FILE",
      description = "OnCallOverrides that are to hold as well, in YAML or JSON.")
  private List<Path> overrides = List.of();

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "First date, YYYY-MM-DD. Default: where the rotation begins or stands.")
  private LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "Last date, included. Default: four weeks on.")
  private LocalDate to;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table or json. Default: table.")
  private Format format;

  enum Format {
    table,
    json
  }

  PreviewCommand(Clock clock, RotationFile files) {
    this.clock = clock;
    this.files = files;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      OnCallRotation rotation = files.rotation(file, state != null);
      Optional<Handover> last =
          state == null ? Optional.empty() : Optional.of(files.state(state, rotation));
      Map<String, OnCallOverride> agreed = new LinkedHashMap<>();
      Roster roster = roster(rotation, last.isPresent(), agreed);
      if (roster.suspended()) {
        err.println("spec.suspend: true, so that no shift will begin");
      }
      Planner planner = new Planner(roster);
      ineffective(planner, last, agreed).forEach(err::println);
      List<PlannedShift> shifts = shifts(planner, last);
      out.print(
          switch (format) {
            case table -> ShiftTable.render(shifts, roster.calendar().clock().zone());
            case json -> ShiftJson.render(shifts);
          });
      return 0;
    } catch (InvalidInput e) {
      e.mistakes().forEach(err::println);
      return INVALID;
    } finally {
      out.flush();
      err.flush();
    }
  }

  /**
   * As it is written, with what people have agreed.
   *
   * @param agreed by name, since a file may repeat what is in the state; it is filled
   */
  private Roster roster(OnCallRotation rotation, boolean begun, Map<String, OnCallOverride> agreed)
      throws InvalidInput {
    Roster roster = files.roster(rotation, begun);
    if (state != null) {
      files
          .overridesInState(state, rotation)
          .forEach(o -> agreed.put(o.getMetadata().getName(), o));
    }
    for (Path from : overrides) {
      files
          .overrides(from, rotation, roster)
          .forEach(o -> agreed.putIfAbsent(o.getMetadata().getName(), o));
    }
    return files.agreed(roster, agreed.values());
  }

  /** Which overrides change nothing, and why. */
  private Stream<String> ineffective(
      Planner planner, Optional<Handover> last, Map<String, OnCallOverride> agreed) {
    Roster roster = planner.roster();
    Instant now = last.isPresent() ? clock.instant() : roster.handovers().first(roster.startDate());
    OverrideView view =
        new OverrideView(roster, Effect.shifts(planner, last, Shown.NOTHING, now), now);
    return agreed.entrySet().stream()
        .flatMap(
            entry ->
                Conditions.find(
                    view.of(entry.getValue(), files.reading(entry.getValue(), roster)).conditions(),
                    Conditions.INEFFECTIVE)
                    .filter(condition -> condition.getStatus().equals("True"))
                    .map(condition -> "override " + entry.getKey() + ": " + condition.getMessage())
                    .stream());
  }

  private List<PlannedShift> shifts(Planner planner, Optional<Handover> last) throws InvalidInput {
    WallClock zone = planner.roster().calendar().clock();
    LocalDate today = zone.dateAt(clock.instant());
    LocalDate begins = planner.roster().startDate();
    LocalDate first =
        from != null ? from : last.isEmpty() && begins.isAfter(today) ? begins : today;
    LocalDate until = to != null ? to : first.plusWeeks(WEEKS);
    if (until.isAfter(LAST_DATE)) {
      throw new InvalidInput(
          "--to: " + until + " is too far away; write a date up to " + LAST_DATE);
    }
    if (from != null && until.isBefore(from)) {
      throw new InvalidInput(
          "--to: " + until + " is before --from " + from + "; both are included");
    }
    Instant windowStart = from == null ? Instant.MIN : zone.at(from, LocalTime.MIDNIGHT);
    Instant windowEnd = zone.at(until.plusDays(1), LocalTime.MIDNIGHT);
    // Without a state the rotation is shown from its very beginning, be it past or to come.
    Stream<PlannedShift> shifts =
        planner.shifts(last, last.isEmpty() ? Instant.EPOCH : clock.instant());
    return shifts
        .takeWhile(planned -> planned.shift().start().isBefore(windowEnd))
        .filter(planned -> planned.shift().end().isAfter(windowStart))
        .toList();
  }
}
