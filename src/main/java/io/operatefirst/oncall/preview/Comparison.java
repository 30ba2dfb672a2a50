package io.operatefirst.oncall.preview;

import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Move;
import io.operatefirst.oncall.schedule.Moves;
import io.operatefirst.oncall.schedule.Plan;
import io.operatefirst.oncall.schedule.PlannedShift;
import io.operatefirst.oncall.schedule.Planner;
import io.operatefirst.oncall.schedule.Roster;
import io.operatefirst.oncall.schedule.Shift;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Two rosters of one rotation, run ahead from where it stands.
 *
 * @param last the handover from which both continue; empty where both begin
 * @param now what has passed does not move; the beginning of time where both begin
 */
record Comparison(Roster before, Roster after, Optional<Handover> last, Instant now) {

  /** The moves that touch a period. */
  List<Move> moves(Period period) {
    Instant end =
        Stream.of(before, after)
            .flatMap(roster -> shifts(roster, period.end()).stream())
            .map(planned -> planned.shift().end())
            .reduce(period.end(), (a, b) -> a.isAfter(b) ? a : b);
    // From the beginning on, however late the period: what it shows may follow from what was
    // before.
    return Moves.between(plan(before, end), plan(after, end), new Shift(now, end)).stream()
        .filter(move -> period.touches(move.time()))
        .toList();
  }

  private Plan plan(Roster roster, Instant end) {
    return Plan.of(roster, last, shifts(roster, end));
  }

  private List<PlannedShift> shifts(Roster roster, Instant end) {
    return new Planner(roster)
        .shifts(last, now)
        .takeWhile(planned -> planned.shift().start().isBefore(end))
        .toList();
  }
}
