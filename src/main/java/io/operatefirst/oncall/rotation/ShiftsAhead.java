package io.operatefirst.oncall.rotation;

import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Planner;
import io.operatefirst.oncall.schedule.Roster;
import io.operatefirst.oncall.schedule.Stint;
import io.operatefirst.oncall.schedule.WallClock;
import io.operatefirst.oncall.spec.OverrideReader;
import io.operatefirst.oncall.spec.RosterReader;
import io.operatefirst.oncall.spec.RosterReader.Reading;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The shifts to come, further than the status has room for: by the planner that the operator goes
 * by, from the same handover.
 */
@Singleton
public final class ShiftsAhead {

  private final RosterReader rosters;
  private final OverrideReader overrides;
  private final Clock clock;

  public ShiftsAhead(RosterReader rosters, OverrideReader overrides, Clock clock) {
    this.rosters = rosters;
    this.overrides = overrides;
    this.clock = clock;
  }

  /**
   * Who will be on call when in the shifts that begin within some weeks; none of a rotation that is
   * suspended or invalid.
   *
   * @param log entries of the rotation's namespace, those of others included
   * @param agreed overrides of the rotation
   */
  public List<Stint> of(
      OnCallRotation rotation,
      Collection<OnCallLogEntry> log,
      Collection<OnCallOverride> agreed,
      int weeks) {
    Memory memory = Memory.of(rotation, log);
    Optional<Handover> last = last(rotation, memory);
    return rosters.read(rotation, last.isPresent()) instanceof Reading.Valid valid
        ? stints(rotation, overrides.agreed(valid.roster(), agreed), last, weeks)
        : List.of();
  }

  /** Where the log has lost it, it will be written again from the status. */
  private static Optional<Handover> last(OnCallRotation rotation, Memory memory) {
    return memory.newest().isPresent()
        ? memory.last()
        : StatusView.remembered(rotation.getStatus()).map(HandoverEntries::read);
  }

  private List<Stint> stints(
      OnCallRotation rotation, Roster roster, Optional<Handover> last, int weeks) {
    Instant now = clock.instant();
    Instant horizon = horizon(roster.calendar().clock(), now, weeks);
    return new Planner(roster)
        .coming(last, ShownShift.of(rotation.getStatus(), last, now), now)
        .takeWhile(planned -> planned.shift().start().isBefore(horizon))
        .flatMap(planned -> planned.stints().stream())
        .toList();
  }

  /** A midnight, since what is shown is not to change with every second. */
  private static Instant horizon(WallClock zone, Instant now, int weeks) {
    LocalDate end = zone.dateAt(now).plusWeeks(weeks).plusDays(1);
    return zone.at(end, LocalTime.MIDNIGHT);
  }
}
