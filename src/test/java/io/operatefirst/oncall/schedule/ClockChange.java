package io.operatefirst.oncall.schedule;

import io.operatefirst.oncall.spec.Zones;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.stream.Stream;

/**
 * A change of the clocks in a zone, as the tz database has it in the copy that the JDK brings.
 *
 * @param zone the zone
 * @param transition the change
 */
record ClockChange(ZoneId zone, ZoneOffsetTransition transition) {

  private static final int FIRST_YEAR = 2026;
  private static final int LAST_YEAR = 2027;

  private static final Duration A_BIT = Duration.ofMinutes(30);

  /** Every zone whose clocks change in 2026 or 2027. */
  static List<String> zones() {
    return ZoneId.getAvailableZoneIds().stream()
        .filter(Zones::isKnown)
        .filter(zone -> !in(zone).isEmpty())
        .sorted()
        .toList();
  }

  /** All changes of a zone in 2026 and 2027. */
  static List<ClockChange> in(String zoneId) {
    ZoneId zone = ZoneId.of(zoneId);
    Instant newYear = LocalDate.of(FIRST_YEAR, 1, 1).atStartOfDay(zone).toInstant();
    return Stream.iterate(
            zone.getRules().nextTransition(newYear),
            change -> change != null && change.getDateTimeBefore().getYear() <= LAST_YEAR,
            change -> zone.getRules().nextTransition(change.getInstant()))
        .map(change -> new ClockChange(zone, change))
        .toList();
  }

  /** Local times before the change, at both ends and in the middle of the gap or overlap, after. */
  List<LocalDateTime> moments() {
    return Stream.of(
            before(),
            start(),
            middle(),
            end(),
            after(),
            start().with(LocalTime.MIDNIGHT),
            end().with(LocalTime.MIDNIGHT),
            start().with(LocalTime.of(23, 59)))
        .distinct()
        .toList();
  }

  /** Coverages that hold, start in, end in, are, precede and follow the gap or overlap. */
  List<Coverage> coverages() {
    return Stream.of(
            Stream.of(new Coverage(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)),
            Stream.of(new Coverage(LocalTime.of(9, 0), LocalTime.of(17, 0))),
            between(before(), after()),
            between(start(), end()),
            between(middle(), after()),
            between(before(), middle()),
            between(before(), start()),
            between(end(), after()))
        .flatMap(coverages -> coverages)
        .distinct()
        .toList();
  }

  private LocalDateTime before() {
    return start().minus(A_BIT);
  }

  /** The first local time that is skipped or repeated. */
  private LocalDateTime start() {
    return transition.isGap() ? transition.getDateTimeBefore() : transition.getDateTimeAfter();
  }

  private LocalDateTime middle() {
    return start().plus(transition.getDuration().abs().dividedBy(2));
  }

  /** The first local time that is neither skipped nor repeated any more. */
  private LocalDateTime end() {
    return start().plus(transition.getDuration().abs());
  }

  private LocalDateTime after() {
    return end().plus(A_BIT);
  }

  /** What lies across midnight becomes two coverages. */
  private static Stream<Coverage> between(LocalDateTime from, LocalDateTime to) {
    LocalTime fromTime = from.toLocalTime();
    LocalTime toTime = to.toLocalTime();
    if (from.toLocalDate().equals(to.toLocalDate())) {
      return Stream.of(new Coverage(fromTime, toTime));
    }
    Coverage evening = new Coverage(fromTime, LocalTime.MIDNIGHT);
    return toTime.equals(LocalTime.MIDNIGHT)
        ? Stream.of(evening)
        : Stream.of(evening, new Coverage(LocalTime.MIDNIGHT, toTime));
  }
}
