package io.operatefirst.oncall.rotation;

import io.operatefirst.oncall.schedule.Duty;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Planner;
import io.operatefirst.oncall.schedule.Roster;
import io.operatefirst.oncall.schedule.RotationState;
import io.operatefirst.oncall.schedule.Shift;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A rotation as it stands at an instant, with all due handovers committed: what every surface
 * shows.
 *
 * @param roster as it is written
 * @param last the last handover; empty before the first
 * @param list the list as it stands
 * @param duty the running shift with the end it has by the current calendar; empty before the first
 *     and while suspended
 * @param coming the next handovers
 * @param now the instant
 */
record Outlook(
    Roster roster,
    Optional<Handover> last,
    RotationState list,
    Optional<Duty> duty,
    List<Handover> coming,
    Instant now) {

  private static final int COMING = 10;

  static Outlook of(
      Planner planner, Optional<Handover> last, Optional<Instant> publishedEnd, Instant now) {
    Optional<Duty> duty =
        last.flatMap(handover -> handover.state().duty())
            .map(
                committed ->
                    new Duty(
                        new Shift(
                            committed.shift().start(),
                            planner.endOf(committed.shift(), publishedEnd, now)),
                        committed.engineer()));
    List<Handover> coming =
        planner
            .from(last, publishedEnd, now)
            .filter(handover -> handover.state().duty().isPresent())
            .limit(COMING)
            .toList();
    return new Outlook(planner.roster(), last, planner.listNow(last), duty, coming, now);
  }

  Optional<String> onCall() {
    return duty.flatMap(Duty::engineer);
  }

  /** When something here changes next, as far as one can know. */
  Instant nextChange() {
    Instant dutyTime = roster.calendar().nextDutyTimeChange(now);
    return coming.stream()
        .map(Handover::at)
        .filter(at -> at.isBefore(dutyTime))
        .findFirst()
        .orElse(dutyTime);
  }
}
