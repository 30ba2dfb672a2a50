package io.operatefirst.oncall.rotation;

import static java.util.stream.Collectors.joining;

import io.operatefirst.oncall.api.CoverStatus;
import io.operatefirst.oncall.api.OnCallRotationStatus.UpcomingShift;
import io.operatefirst.oncall.override.CoverRecords;
import io.operatefirst.oncall.schedule.Cause;
import io.operatefirst.oncall.schedule.Move;
import io.operatefirst.oncall.schedule.Moves;
import io.operatefirst.oncall.schedule.Plan;
import io.operatefirst.oncall.schedule.PlannedShift;
import io.operatefirst.oncall.schedule.Shift;
import io.operatefirst.oncall.schedule.Stint;
import io.operatefirst.oncall.status.WhyMoved;
import io.operatefirst.oncall.text.Moment;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The coming shifts that people were shown and that are somebody else's now, as far as both are
 * known.
 *
 * @param names who was on the list when they were shown
 * @param shown the shifts as they were shown
 * @param outlook the shifts as they are
 */
record MovedShifts(Set<String> names, List<UpcomingShift> shown, Outlook outlook) {

  /** So many are told one by one. */
  private static final int TOLD = 3;

  /** In one line; empty where none has moved. */
  Optional<String> inWords() {
    List<Move> moves = moves();
    if (moves.isEmpty()) {
      return Optional.empty();
    }
    String told = moves.stream().limit(TOLD).map(this::inWords).collect(joining("; "));
    int more = moves.size() - TOLD;
    return Optional.of(
        "Of the coming shifts that were shown, these move: "
            + told
            + (more > 0 ? "; and " + more + " more." : "."));
  }

  private List<Move> moves() {
    List<Stint> before = shown.stream().map(MovedShifts::read).toList();
    List<PlannedShift> after =
        Stream.concat(outlook.running().stream(), outlook.coming().stream()).toList();
    if (before.isEmpty() || after.isEmpty() || outlook.roster().suspended()) {
      return List.of();
    }
    Instant start = Collections.max(List.of(outlook.now(), before.get(0).time().start()));
    Instant end =
        Collections.min(
            List.of(
                before.get(before.size() - 1).time().end(),
                after.get(after.size() - 1).shift().end()));
    return start.isBefore(end)
        ? Moves.between(
                Plan.shown(names, before),
                Plan.of(outlook.roster(), outlook.last(), after),
                new Shift(start, end))
            .stream()
            .filter(move -> !isByOverride(move))
            .toList()
        : List.of();
  }

  /** Who covers is told by the override; the shift has not moved. */
  private static boolean isByOverride(Move move) {
    if (move.why() instanceof Cause.Covered covered) {
      return covered.stint().scheduled().equals(move.was());
    }
    return move.why() instanceof Cause.Uncovered uncovered
        && uncovered.cover().whose().equals(move.now());
  }

  private static Stint read(UpcomingShift shift) {
    if (shift.override() != null) {
      return CoverRecords.read(
          new CoverStatus(
              shift.engineer(),
              shift.scheduled(),
              shift.start(),
              shift.end(),
              shift.override(),
              null));
    }
    Optional<String> engineer = Optional.ofNullable(shift.engineer());
    Shift time = new Shift(Instant.parse(shift.start()), Instant.parse(shift.end()));
    return new Stint(time, engineer, engineer, List.of());
  }

  /** How the rotation was written before is unknown, so that not every cause is. */
  private String inWords(Move move) {
    ZoneId zone = outlook.zone();
    return "%s %s instead of %s%s"
        .formatted(
            Moment.of(move.time().start(), zone),
            move.now().orElse("nobody"),
            move.was().orElse("nobody"),
            move.why() instanceof Cause.ListMoved ? "" : " (" + WhyMoved.of(move, zone) + ")");
  }
}
