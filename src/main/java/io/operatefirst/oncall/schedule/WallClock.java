package io.operatefirst.oncall.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;

/**
 * Turns the team's local times into instants.
 *
 * @param zone the IANA zone of the rotation
 */
public record WallClock(ZoneId zone) {

  /**
   * The instant of a local time. A time that a clock change skips moves to the first valid instant
   * after the gap (java.time would move it by the length of the gap); of two equal local times the
   * earlier counts.
   */
  public Instant at(LocalDate date, LocalTime time) {
    LocalDateTime local = LocalDateTime.of(date, time);
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    return offsets.isEmpty()
        ? zone.getRules().getTransition(local).getInstant()
        : local.toInstant(offsets.get(0));
  }

  /** The local date at an instant. */
  public LocalDate dateAt(Instant instant) {
    return instant.atZone(zone).toLocalDate();
  }

  /**
   * The first instant after the given one at which clocks may show another date: at midnight, or
   * where they are changed before that. A midnight that comes twice is met twice.
   */
  public Instant nextDateChange(Instant instant) {
    ZoneOffset offset = zone.getRules().getOffset(instant);
    Instant midnight = dateAt(instant).plusDays(1).atTime(LocalTime.MIDNIGHT).toInstant(offset);
    return Optional.ofNullable(zone.getRules().nextTransition(instant))
        .map(ZoneOffsetTransition::getInstant)
        .filter(midnight::isAfter)
        .orElse(midnight);
  }

  /** Whether anybody in the zone lives that date: a zone that crosses the date line skips one. */
  public boolean exists(LocalDate date) {
    ZoneOffsetTransition change = zone.getRules().getTransition(date.atStartOfDay());
    return change == null
        || !change.isGap()
        || change.getDateTimeAfter().toLocalDate().equals(date);
  }
}
