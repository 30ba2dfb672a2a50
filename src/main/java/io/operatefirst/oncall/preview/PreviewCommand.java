package io.operatefirst.oncall.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.override.OverrideView;
import io.operatefirst.oncall.schedule.Effect;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Move;
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
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
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
    versionProvider = Version.class,
    description = {
      "Shows who will be on call when: from the start date of a rotation file, or from the state of"
          + " a rotation that is running. With --against: whose shifts an edit moves, and why.",
      "Exit code 0; with --against 1 where shifts move; 2 where the input is wrong, with a line for"
          + " each mistake; 70 where the output could not be written."
    },
    exitCodeOnExecutionException = CommandLineInterface.BROKEN)
final class PreviewCommand implements Callable<Integer> {

  private static final int MOVES = 1;

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
      names = "--against",
      paramLabel = "OLD",
      description = "The rotation as it was before it was edited.")
  private Path against;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description = "Log entries and overrides of the running rotation: oc get ocl,oco -o yaml.")
  private Path state;

  @Option(
      names = "--overrides",
      paramLabel = "FILE",
      description =
          "OnCallOverrides that are to hold as well, in YAML or JSON. One without a"
              + " creationTimestamp counts as newer than those that have one, and with --state"
              + " holds from now on; one of a name that the state has is an edit of that.")
  private List<Path> overrides = List.of();

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "First date, YYYY-MM-DD. Default: where the rotation begins or stands.")
  private LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "Last date, included. Default: four weeks on, and no later than 2199-12-31.")
  private LocalDate to;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, markdown, json or ics (a calendar). Default: table.")
  private Format format;

  enum Format {
    table,
    markdown,
    json,
    ics
  }

  PreviewCommand(Clock clock, RotationFile files) {
    this.clock = clock;
    this.files = files;
  }

  @Override
  public Integer call() throws InvalidInput, JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (against != null && format == Format.ics) {
      throw new InvalidInput(
          "-o: ics shows shifts, not whose shifts move; write table, markdown or json, or leave"
              + " --against out");
    }
    OnCallRotation rotation = rotation();
    Optional<Handover> last =
        state == null ? Optional.empty() : Optional.of(files.state(state, rotation));
    Roster roster = files.roster(rotation, last.isPresent());
    Collection<OnCallOverride> agreed = agreed(rotation, roster);
    Roster after = files.agreed(roster, agreed);
    Optional<Roster> before =
        against == null ? Optional.empty() : Optional.of(rosterBefore(rotation, agreed));
    if (isShuffledByUnknownNamespace()) {
      err.println(
          "without metadata.namespace and spec.order.seed the list is shuffled as that of default/"
              + rotation.getMetadata().getName()
              + "; in another namespace it has another order: set one of the two");
    }
    if (after.suspended()) {
      err.println("spec.suspend: true, so that no shift will begin");
    }
    if (!overrides.isEmpty()) {
      // Of those in a state, oc get oco tells.
      ineffective(after, last, agreed).forEach(err::println);
    }
    int exit =
        before.isEmpty()
            ? show(out, rotation, after, last)
            : compare(out, before.get(), after, last);
    err.flush();
    return exit;
  }

  private int show(PrintWriter out, OnCallRotation rotation, Roster roster, Optional<Handover> last)
      throws InvalidInput, JsonProcessingException {
    Period period = period(roster.startDate(), first(last, roster), roster);
    List<PlannedShift> shifts =
        new Planner(roster)
            .shifts(last, from())
            .takeWhile(planned -> planned.shift().start().isBefore(period.end()))
            .filter(planned -> period.touches(planned.shift()))
            .toList();
    Table table = ShiftTable.of(shifts, zone(roster).zone());
    out.print(
        switch (format) {
          case table -> table.text();
          case markdown -> table.markdown();
          case json -> ShiftJson.render(shifts);
          case ics -> ShiftCalendar.render(rotation, roster, last, shifts);
        });
    return 0;
  }

  private int compare(PrintWriter out, Roster before, Roster after, Optional<Handover> last)
      throws InvalidInput, JsonProcessingException {
    LocalDate begins = Collections.min(List.of(before.startDate(), after.startDate()));
    if (last.isEmpty() && begins.isBefore(today(after))) {
      spec.commandLine()
          .getErr()
          .println(
              "without --state both lists are run from "
                  + begins
                  + " on; a rotation that is running goes on from its log: oc get ocl,oco -o yaml");
    }
    Period period = period(begins, first(last, before, after), after);
    List<Move> moves = new Comparison(before, after, last, from()).moves(period);
    MoveReport report = new MoveReport(moves, period.to(), zone(after).zone());
    out.print(
        switch (format) {
          case table -> report.text();
          case markdown -> report.markdown();
          case json -> report.json();
          case ics -> throw new IllegalStateException("refused before anything is read");
        });
    return moves.isEmpty() ? 0 : MOVES;
  }

  /** A state is of the namespace that is taken where none is said, or it is refused. */
  private boolean isShuffledByUnknownNamespace() throws InvalidInput {
    return state == null
        && (files.isShuffledByUnknownNamespace(file)
            || (against != null && files.isShuffledByUnknownNamespace(against)));
  }

  /** Of two files that are wrong, the mistakes of both are told. */
  private OnCallRotation rotation() throws InvalidInput {
    try {
      return files.rotation(file, state != null);
    } catch (InvalidInput e) {
      throw against == null ? e : e.and(mistakesBefore());
    }
  }

  private InvalidInput mistakesBefore() {
    try {
      files.rotation(against, state != null);
      return new InvalidInput(List.of());
    } catch (InvalidInput e) {
      return e.in(against);
    }
  }

  private Roster rosterBefore(OnCallRotation edited, Collection<OnCallOverride> agreed)
      throws InvalidInput {
    try {
      OnCallRotation rotation = files.rotation(against, state != null);
      RotationFile.expectSame(rotation, edited);
      return files.agreed(files.roster(rotation, state != null), agreed);
    } catch (InvalidInput e) {
      throw e.in(against);
    }
  }

  /** What people have agreed; by name, since a file may have an edit of what is in the state. */
  private Collection<OnCallOverride> agreed(OnCallRotation rotation, Roster roster)
      throws InvalidInput {
    Map<String, OnCallOverride> agreed = new LinkedHashMap<>();
    if (state != null) {
      files
          .overridesInState(state, rotation)
          .forEach(o -> agreed.put(o.getMetadata().getName(), o));
    }
    for (Path from : overrides) {
      files
          .overrides(from, rotation, roster)
          .forEach(o -> agreed.merge(o.getMetadata().getName(), o, PreviewCommand::edited));
    }
    if (state != null) {
      agreed.values().forEach(this::madeNowAtTheEarliest);
    }
    return agreed.values();
  }

  /** In a rotation that is running, what is not applied yet changes nothing of what is over. */
  private void madeNowAtTheEarliest(OnCallOverride override) {
    if (override.getMetadata().getCreationTimestamp() == null) {
      override.getMetadata().setCreationTimestamp(clock.instant().toString());
    }
  }

  /** An edit makes an override no newer than it was. */
  private static OnCallOverride edited(OnCallOverride before, OnCallOverride after) {
    String created = before.getMetadata().getCreationTimestamp();
    if (created != null) {
      after.getMetadata().setCreationTimestamp(created);
    }
    return after;
  }

  /** Which overrides change nothing, and why. */
  private Stream<String> ineffective(
      Roster roster, Optional<Handover> last, Collection<OnCallOverride> agreed) {
    Instant now = last.isPresent() ? clock.instant() : roster.handovers().first(roster.startDate());
    OverrideView view =
        new OverrideView(roster, Effect.shifts(new Planner(roster), last, Shown.NOTHING, now), now);
    return agreed.stream()
        .flatMap(
            override ->
                Conditions.find(
                    view.of(override, files.reading(override, roster)).conditions(),
                    Conditions.INEFFECTIVE)
                    .filter(condition -> condition.getStatus().equals("True"))
                    .map(
                        condition ->
                            "override "
                                + override.getMetadata().getName()
                                + ": "
                                + condition.getMessage())
                    .stream());
  }

  /** Without a state the rotation is shown from its very beginning, be it past or to come. */
  private Instant from() {
    return state == null ? Instant.EPOCH : clock.instant();
  }

  private Period period(LocalDate begins, Optional<LocalDate> first, Roster roster)
      throws InvalidInput {
    LocalDate today = today(roster);
    boolean toCome = state == null && begins.isAfter(today);
    return Period.of(from, to, toCome ? begins : today, first, zone(roster));
  }

  /** When the first shift begins that could be shown; empty where no shift will begin. */
  private Optional<LocalDate> first(Optional<Handover> last, Roster... rosters) {
    return Stream.of(rosters)
        .flatMap(
            roster ->
                new Planner(roster)
                    .shifts(last, from())
                    .limit(1)
                    .map(planned -> zone(roster).dateAt(planned.shift().start())))
        .min(Comparator.naturalOrder());
  }

  private LocalDate today(Roster roster) {
    return zone(roster).dateAt(clock.instant());
  }

  private static WallClock zone(Roster roster) {
    return roster.calendar().clock();
  }
}
