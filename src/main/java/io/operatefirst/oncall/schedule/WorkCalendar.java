package io.operatefirst.oncall.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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

  /** Whether the next date that would be worked, by the days of the week, is a holiday. */
  boolean isBeforeHoliday(LocalDate date) {
    LocalDate next = date.plusDays(1);
    while (!workingDays.contains(next.getDayOfWeek())) {
      next = next.plusDays(1);
    }
    return isHoliday(next);
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

  /** The first instant within coverage, at or after one. There must be a working day to come. */
  public Instant nextCovered(Instant instant) {
    Instant at = instant;
    while (dutyTime(at) != DutyTime.IN_COVERAGE) {
      at = nextDutyTimeChange(at);
    }
    return at;
  }

  /**
   * The instant at which so much coverage has gone by. As its last moment is no part of it, what
   * would be over then is so when coverage next starts. There must be working days to come.
   */
  public Instant afterCovered(Instant from, Duration coverageGoneBy) {
    Instant at = nextCovered(from);
    Duration left = coverageGoneBy;
    for (; ; ) {
      Instant end = coverage.endOn(clock.dateAt(at), clock);
      Duration here = Duration.between(at, end);
      if (left.compareTo(here) < 0) {
        return at.plus(left);
      }
      left = left.minus(here);
      at = nextCovered(end);
    }
  }

  /**
   * A shift's days: the working days of whose coverage it holds the middle, and so the larger part.
   * A shift that is too short for any (somebody takes over late in the day) has the days whose
   * coverage it touches, so that nobody is called on their day off.
   */
  public List<LocalDate> daysOf(Shift shift) {
    List<LocalDate> held =
        workingDaysAround(shift)
            .filter(day -> shift.contains(coverage.middleOn(day, clock)))
            .toList();
    return held.isEmpty() ? daysTouchedBy(shift) : held;
  }

  /** The working days of whose coverage a time holds anything. */
  public List<LocalDate> daysTouchedBy(Shift time) {
    return workingDaysAround(time)
        .filter(day -> coverage.on(day, clock).flatMap(time::overlap).isPresent())
        .toList();
  }

  private Stream<LocalDate> workingDaysAround(Shift time) {
    return clock
        .dateAt(time.start())
        .datesUntil(clock.dateAt(time.end()).plusDays(1))
        .filter(this::isWorkingDay);
  }

  /** The middle of the coverage of a date, which decides to which shift the day belongs. */
  Instant middleOfCoverage(LocalDate date) {
    return coverage.middleOn(date, clock);
  }

  /** How much of a time lies within coverage. */
  Duration coveredWithin(Shift time) {
    return workingDaysAround(time)
        .flatMap(day -> coverage.on(day, clock).flatMap(time::overlap).stream())
        .map(Shift::length)
        .reduce(Duration.ZERO, Duration::plus);
  }
}
