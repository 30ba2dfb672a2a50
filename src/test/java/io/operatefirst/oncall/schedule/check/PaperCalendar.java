package io.operatefirst.oncall.schedule.check;

import io.operatefirst.oncall.schedule.Shift;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The days and boundaries of a rotation, worked out date by date as one would on paper.
 *
 * @param spec the rotation as it is written
 */
record PaperCalendar(Spec spec) {

  /** A clock change moves a boundary by a day at most. */
  private static final int DAYS_BACK = 2;

  private static final int YEARS_OF_SEARCH = 4;

  /** The first instant at which clocks in the zone show that local time. */
  Instant instant(LocalDate date, LocalTime time) {
    LocalDateTime local = date.atTime(time);
    while (spec.zone().getRules().getValidOffsets(local).isEmpty()) {
      local = local.plusMinutes(1);
    }
    LocalDateTime shown = local;
    return spec.zone().getRules().getValidOffsets(shown).stream()
        .map((ZoneOffset offset) -> shown.toInstant(offset))
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  LocalDate date(Instant instant) {
    return LocalDate.ofInstant(instant, spec.zone());
  }

  boolean isWorked(LocalDate date) {
    return spec.workingDays().contains(date.getDayOfWeek())
        && !spec.holidays().contains(date)
        && isLived(date);
  }

  /** A zone that moves across the date line has no such date. */
  private boolean isLived(LocalDate date) {
    return IntStream.range(0, 24)
        .anyMatch(hour -> !spec.zone().getRules().getValidOffsets(date.atTime(hour, 0)).isEmpty());
  }

  /** Weekly: only the first working day of a week. */
  boolean isHandoverDay(LocalDate date) {
    if (!isWorked(date)) {
      return false;
    }
    DayOfWeek begins = spec.weekBegins();
    for (LocalDate day = date;
        spec.weekly() && day.getDayOfWeek() != begins;
        day = day.minusDays(1)) {
      if (isWorked(day.minusDays(1))) {
        return false;
      }
    }
    return true;
  }

  Instant handoverOn(LocalDate date) {
    return instant(date, spec.handoverTime());
  }

  LocalDate firstWorkedFrom(LocalDate date) {
    return search(date).filter(this::isWorked).findFirst().orElseThrow();
  }

  Instant boundaryAtOrAfter(Instant instant) {
    return search(date(instant).minusDays(DAYS_BACK))
        .filter(this::isHandoverDay)
        .map(this::handoverOn)
        .filter(boundary -> !boundary.isBefore(instant))
        .findFirst()
        .orElseThrow();
  }

  Instant boundaryAfter(Instant instant) {
    return boundaryAtOrAfter(instant.plusNanos(1));
  }

  /**
   * The working days of whose coverage the shift holds the larger part (of two halves the second);
   * where that is none, those whose coverage it touches.
   */
  List<LocalDate> daysOf(Shift shift) {
    List<LocalDate> candidates =
        date(shift.start())
            .minusDays(1)
            .datesUntil(date(shift.end()).plusDays(2))
            .filter(this::isWorked)
            .toList();
    List<LocalDate> held = candidates.stream().filter(day -> holdsMost(shift, day)).toList();
    return held.isEmpty()
        ? candidates.stream().filter(day -> !heldOf(shift, day).isZero()).toList()
        : held;
  }

  private boolean holdsMost(Shift shift, LocalDate day) {
    Duration whole = Duration.between(coverageStart(day), coverageEnd(day));
    int more = heldOf(shift, day).multipliedBy(2).compareTo(whole);
    return more > 0 || (more == 0 && !whole.isZero() && shift.start().isAfter(coverageStart(day)));
  }

  private Duration heldOf(Shift shift, LocalDate day) {
    Instant from = max(shift.start(), coverageStart(day));
    Instant to = min(shift.end(), coverageEnd(day));
    return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
  }

  /** The parts of it in which people are expected to react. */
  List<Shift> coverageIn(Shift shift) {
    return date(shift.start())
        .minusDays(1)
        .datesUntil(date(shift.end()).plusDays(2))
        .filter(this::isWorked)
        .filter(day -> coverageStart(day).isBefore(coverageEnd(day)))
        .flatMap(day -> new Shift(coverageStart(day), coverageEnd(day)).overlap(shift).stream())
        .toList();
  }

  /** Whether the next date of the days that are worked in a week is a holiday. */
  boolean isHolidayNext(LocalDate date) {
    LocalDate next =
        search(date.plusDays(1))
            .filter(day -> spec.workingDays().contains(day.getDayOfWeek()))
            .findFirst()
            .orElseThrow();
    return spec.holidays().contains(next);
  }

  private Instant coverageStart(LocalDate day) {
    return instant(day, spec.coverageFrom());
  }

  private Instant coverageEnd(LocalDate day) {
    boolean wholeDay = spec.coverageTo().equals(LocalTime.MIDNIGHT);
    return instant(wholeDay ? day.plusDays(1) : day, spec.coverageTo());
  }

  private Stream<LocalDate> search(LocalDate from) {
    return from.datesUntil(from.plusYears(YEARS_OF_SEARCH));
  }

  private static Instant max(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant min(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
