package io.operatefirst.oncall.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The boundaries between shifts.
 *
 * @param cadence every working day, or every week that has one
 * @param time local time of the handover
 * @param weekBegins the first day of a week; matters to {@link Cadence#WEEKLY} only
 * @param calendar which days are worked
 */
public record Handovers(
    Cadence cadence, LocalTime time, DayOfWeek weekBegins, WorkCalendar calendar) {

  /** A calendar that works on no day for so long will never work. */
  private static final int SEARCH_DAYS = 3 * 366;

  /** Thrown where a calendar has no working day within three years. */
  public static final class NoWorkingDay extends IllegalStateException {
    private NoWorkingDay(LocalDate from) {
      super("there is no working day within three years of " + from);
    }
  }

  /**
   * The start of the very first shift: the handover of the first working day at or after a date.
   */
  public Instant first(LocalDate startDate) {
    for (LocalDate day = startDate; ; day = day.plusDays(1)) {
      if (calendar.isWorkingDay(day)) {
        return on(day);
      }
      giveUp(startDate, day);
    }
  }

  /** The first boundary after an instant. */
  public Instant after(Instant instant) {
    return atOrAfter(instant.plusNanos(1));
  }

  /** The first boundary at or after an instant. */
  public Instant atOrAfter(Instant instant) {
    LocalDate origin = calendar.clock().dateAt(instant);
    // A skipped local time may move a handover into the next day, hence one day (or week) earlier.
    LocalDate period = periodStart(origin).minusDays(periodDays());
    for (; ; period = period.plusDays(periodDays())) {
      Optional<Instant> boundary =
          firstWorkingDay(period).map(this::on).filter(at -> !at.isBefore(instant));
      if (boundary.isPresent()) {
        return boundary.get();
      }
      giveUp(origin, period);
    }
  }

  /**
   * How many boundaries there are on the dates from one to another.
   *
   * @param from the first date
   * @param until the date after the last
   */
  int between(LocalDate from, LocalDate until) {
    return (int)
        Stream.iterate(
                periodStart(from), day -> day.isBefore(until), day -> day.plusDays(periodDays()))
            .flatMap(period -> firstWorkingDay(period).stream())
            .filter(day -> !day.isBefore(from) && day.isBefore(until))
            .count();
  }

  private Instant on(LocalDate date) {
    return calendar.clock().at(date, time);
  }

  private int periodDays() {
    return cadence == Cadence.DAILY ? 1 : 7;
  }

  private LocalDate periodStart(LocalDate date) {
    return cadence == Cadence.DAILY
        ? date
        : date.with(TemporalAdjusters.previousOrSame(weekBegins));
  }

  private Optional<LocalDate> firstWorkingDay(LocalDate period) {
    return IntStream.range(0, periodDays())
        .mapToObj(period::plusDays)
        .filter(calendar::isWorkingDay)
        .findFirst();
  }

  private static void giveUp(LocalDate from, LocalDate at) {
    if (at.isAfter(from.plusDays(SEARCH_DAYS))) {
      throw new NoWorkingDay(from);
    }
  }
}
