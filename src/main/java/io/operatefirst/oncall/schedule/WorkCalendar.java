package io.operatefirst.oncall.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which days are worked, and when on them somebody is expected to react.
 *
 * @param clock the rotation's zone, in which dates are judged
 * @param workingDays at least one day of the week
 * @param coverage the covered part of each working day
 * @param holidays whose public holidays are nobody's turn; empty: none
 * @param added further holidays
 * @param removed public holidays that are worked all the same
 * @param publicHolidays where public holidays are looked up
 */
public record WorkCalendar(
    WallClock clock,
    Set<DayOfWeek> workingDays,
    Coverage coverage,
    Optional<Region> holidays,
    Set<LocalDate> added,
    Set<LocalDate> removed,
    PublicHolidays publicHolidays) {

  /** What an instant is to the person on call. */
  public enum DutyTime {
    IN_COVERAGE,
    OUTSIDE_COVERAGE,
    NON_WORKING_DAY
  }

  public WorkCalendar {
    workingDays = Set.copyOf(workingDays);
    added = Set.copyOf(added);
    removed = Set.copyOf(removed);
  }

  public boolean isWorkingDay(LocalDate date) {
    return workingDays.contains(date.getDayOfWeek()) && !isHoliday(date) && clock.exists(date);
  }

  private boolean isHoliday(LocalDate date) {
    return added.contains(date)
        || (!removed.contains(date)
            && holidays.filter(region -> publicHolidays.isHoliday(date, region)).isPresent());
  }

  public DutyTime dutyTime(Instant instant) {
    LocalDate today = clock.dateAt(instant);
    if (!isWorkingDay(today)) {
      return DutyTime.NON_WORKING_DAY;
    }
    boolean covered =
        !instant.isBefore(coverage.startOn(today, clock))
            && instant.isBefore(coverage.endOn(today, clock));
    return covered ? DutyTime.IN_COVERAGE : DutyTime.OUTSIDE_COVERAGE;
  }

  /** The first instant after the given one at which {@link #dutyTime} may answer otherwise. */
  public Instant nextDutyTimeChange(Instant instant) {
    LocalDate today = clock.dateAt(instant);
    return Stream.of(
            coverage.startOn(today, clock),
            coverage.endOn(today, clock),
            clock.nextDateChange(instant))
        .filter(change -> change.isAfter(instant))
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /**
   * A shift's days: the working days of whose coverage it holds the middle, and so the larger part.
   * A shift that is too short for any (somebody takes over late in the day) has the days whose
   * coverage it touches, so that nobody is called on their day off.
   */
  public List<LocalDate> daysOf(Shift shift) {
    List<LocalDate> held = new ArrayList<>();
    List<LocalDate> touched = new ArrayList<>();
    LocalDate last = clock.dateAt(shift.end());
    for (LocalDate day = clock.dateAt(shift.start()); !day.isAfter(last); day = day.plusDays(1)) {
      if (!isWorkingDay(day)) {
        continue;
      }
      if (shift.contains(coverage.middleOn(day, clock))) {
        held.add(day);
      }
      if (coverage.startOn(day, clock).isBefore(shift.end())
          && coverage.endOn(day, clock).isAfter(shift.start())) {
        touched.add(day);
      }
    }
    return held.isEmpty() ? touched : held;
  }
}
