package io.operatefirst.oncall.schedule;

import io.operatefirst.oncall.schedule.WorkCalendar.DutyTime;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Somebody who looks at a clock again and again and knows nothing of its changes, so that no
 * mistake of the calendar is shared.
 *
 * @param zone whose clock it is
 */
record ClockOnTheWall(ZoneId zone) {

  /** Clocks change at and by multiples of it; half a change of half an hour is one. */
  static final Duration STEP = Duration.ofMinutes(15);

  /**
   * One look at the clock.
   *
   * @param at when
   * @param shown by the clock
   */
  record Look(Instant at, LocalDateTime shown) {

    LocalDate date() {
      return shown.toLocalDate();
    }
  }

  /** All looks from the first moment of a date to the first of another. */
  List<Look> looks(LocalDate from, LocalDate to) {
    List<Look> looks = new ArrayList<>();
    // No zone is a whole day ahead of UTC.
    Instant at = from.minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    for (Look look = look(at); look.date().isBefore(to); look = look(look.at().plus(STEP))) {
      if (!look.date().isBefore(from)) {
        looks.add(look);
      }
    }
    return looks;
  }

  private Look look(Instant at) {
    return new Look(at, LocalDateTime.ofInstant(at, zone));
  }

  /**
   * What each look means: a date is covered from when its clock first shows the start, or a later
   * time, until it first shows the end, or a later time.
   */
  static List<DutyTime> dutyTimes(List<Look> looks, Set<DayOfWeek> workingDays, Coverage coverage) {
    boolean untilMidnight = coverage.to().equals(LocalTime.MIDNIGHT);
    List<DutyTime> dutyTimes = new ArrayList<>();
    LocalDate today = LocalDate.MIN;
    boolean begun = false;
    boolean over = false;
    for (Look look : looks) {
      if (!look.date().equals(today)) {
        today = look.date();
        begun = false;
        over = false;
      }
      LocalTime time = look.shown().toLocalTime();
      begun = begun || !time.isBefore(coverage.from());
      over = over || (!untilMidnight && !time.isBefore(coverage.to()));
      if (!workingDays.contains(today.getDayOfWeek())) {
        dutyTimes.add(DutyTime.NON_WORKING_DAY);
      } else {
        dutyTimes.add(begun && !over ? DutyTime.IN_COVERAGE : DutyTime.OUTSIDE_COVERAGE);
      }
    }
    return dutyTimes;
  }

  /** When the clock first shows a local time, or else the next one that it shows at all. */
  Instant first(LocalDateTime local) {
    LocalDateTime shown = local;
    while (zone.getRules().getValidOffsets(shown).isEmpty()) {
      shown = shown.plusMinutes(1);
    }
    return zone.getRules().getValidOffsets(shown).stream()
        .map(shown::toInstant)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }
}
