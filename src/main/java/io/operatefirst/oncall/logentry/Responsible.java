package io.operatefirst.oncall.logentry;

import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.api.OnCallRotationStatus.UpcomingShift;
import io.operatefirst.oncall.log.Phase;
import io.operatefirst.oncall.schedule.WorkCalendar;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whom an entry concerns: who was on call when it came in, or, outside coverage, who is on call
 * when coverage next starts. The rotation's status is where the one answer to that is written down.
 *
 * @param engineer empty where nobody is on call then
 * @param waitsUntil when coverage next starts; empty where it came in within coverage
 */
record Responsible(Optional<String> engineer, Optional<Instant> waitsUntil) {

  static final Responsible NOBODY = new Responsible(Optional.empty(), Optional.empty());

  /**
   * Of an entry that comes in.
   *
   * @param calendar of its rotation; empty where that was never valid
   */
  static Responsible of(
      OnCallRotationStatus rotation, Optional<WorkCalendar> calendar, Instant cameIn, Instant now) {
    Optional<Instant> waitsUntil =
        calendar.map(days -> days.nextCovered(cameIn)).filter(start -> start.isAfter(cameIn));
    Instant counts = waitsUntil.filter(start -> start.isAfter(now)).orElse(now);
    return new Responsible(onCallAt(rotation, counts), waitsUntil);
  }

  /**
   * Who is on call then, as far as the status looks ahead; empty where nobody is. While the spec is
   * invalid the running shift goes on.
   */
  static Optional<String> onCallAt(OnCallRotationStatus rotation, Instant at) {
    List<UpcomingShift> upcoming = Optional.ofNullable(rotation.upcoming()).orElse(List.of());
    if (rotation.phase() == OnCallRotationStatus.Phase.INVALID
        || upcoming.isEmpty()
        || at.isBefore(Instant.parse(upcoming.get(0).start()))) {
      return Optional.ofNullable(rotation.onCall());
    }
    return upcoming.stream()
        .filter(stint -> at.isBefore(Instant.parse(stint.end())))
        .findFirst()
        .map(UpcomingShift::engineer);
  }

  /** What an entry's status says of it. */
  static Responsible shownIn(OnCallLogEntryStatus status) {
    return status == null
        ? NOBODY
        : new Responsible(
            Optional.ofNullable(status.onCall()),
            Optional.ofNullable(status.waitsUntil()).map(Instant::parse));
  }

  /**
   * Whether it is decided: until the moment that counts somebody may still take over, unless an
   * entry is looked after already.
   */
  boolean isDecided(Phase phase, Instant now) {
    boolean waits = waitsUntil.filter(now::isBefore).isPresent();
    boolean lookedAfter = phase != Phase.OPEN && phase != Phase.ESCALATED;
    return engineer.isPresent() && (lookedAfter || !waits);
  }
}
