package io.operatefirst.oncall.rotation;

import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.PlannedShift;
import io.operatefirst.oncall.schedule.Planner;
import io.operatefirst.oncall.schedule.Roster;
import io.operatefirst.oncall.schedule.RotationState;
import io.operatefirst.oncall.schedule.Shown;
import io.operatefirst.oncall.schedule.SprintShares;
import io.operatefirst.oncall.schedule.Stint;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A rotation as it stands at an instant, with all due handovers committed: what every surface
 * shows.
 *
 * @param roster as it is written
 * @param last the last handover; empty before the first
 * @param list the list as it stands
 * @param running the running shift with the end it has by the current calendar; empty before the
 *     first and while suspended
 * @param coming the next shifts
 * @param shown what people were shown of the running shift before
 * @param sprint what the current sprint brings to everybody; empty where the team has none
 * @param now the instant
 */
record Outlook(
    Roster roster,
    Optional<Handover> last,
    RotationState list,
    Optional<PlannedShift> running,
    List<PlannedShift> coming,
    Shown shown,
    Optional<SprintShares> sprint,
    Instant now) {

  private static final int COMING = 10;

  static Outlook of(Planner planner, Optional<Handover> last, Shown shown, Instant now) {
    return new Outlook(
        planner.roster(),
        last,
        planner.listNow(last),
        planner.running(last, shown, now),
        planner.coming(last, shown, now).limit(COMING).toList(),
        shown,
        Optional.empty(),
        now);
  }

  /** The same, with its sprint. */
  Outlook with(Optional<SprintShares> current) {
    return new Outlook(roster, last, list, running, coming, shown, current, now);
  }

  ZoneId zone() {
    return roster.calendar().clock().zone();
  }

  /** Whose shift it is, by the list. */
  Optional<String> scheduled() {
    return running.flatMap(PlannedShift::engineer);
  }

  /** Who is on call when in the running shift. */
  List<Stint> stints() {
    return running.map(PlannedShift::stints).orElse(List.of());
  }

  /** Who is on call, for how long; empty before the first shift and while suspended. */
  Optional<Stint> current() {
    List<Stint> left = left();
    return left.isEmpty() ? Optional.empty() : Optional.of(left.get(0));
  }

  Optional<String> onCall() {
    return current().flatMap(Stint::engineer);
  }

  /** Who is on call when, after that. */
  Stream<Stint> upcoming() {
    return Stream.concat(
        left().stream().skip(1), coming.stream().flatMap(shift -> shift.stints().stream()));
  }

  /** The running shift from now on; it goes on until its handover is committed. */
  private List<Stint> left() {
    List<Stint> stints = stints();
    int over = (int) stints.stream().filter(stint -> !stint.time().end().isAfter(now)).count();
    return stints.subList(Math.min(over, Math.max(0, stints.size() - 1)), stints.size());
  }

  /** When something here changes next, as far as one can know. */
  Instant nextChange() {
    Instant dutyTime = roster.calendar().nextDutyTimeChange(now);
    return upcoming()
        .map(stint -> stint.time().start())
        .findFirst()
        .filter(at -> at.isBefore(dutyTime))
        .orElse(dutyTime);
  }
}
