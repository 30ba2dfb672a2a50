package io.operatefirst.oncall.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How a team divides its time into sprints, which follow each other without gaps: each has the same
 * number of dates of the working week, holidays included, and the days off that come after them.
 *
 * @param start the first date of one of them; there are others before it
 * @param workingDays how many dates of the working week each has; at least one
 * @param mostTurns the most turns that anybody is to have in one; empty: no limit
 */
public record Sprints(LocalDate start, int workingDays, OptionalInt mostTurns) {

  private static final int WEEK = 7;

  /**
   * The sprint in which a date lies.
   *
   * @param week the days of the week that are worked; at least one
   */
  public Sprint at(LocalDate date, Set<DayOfWeek> week) {
    LocalDate first = first(week);
    int number = Math.floorDiv(position(first, date, week), workingDays);
    return new Sprint(
        workDay(first, number * workingDays, week),
        workDay(first, (number + 1) * workingDays, week));
  }

  /** A start on a day off is that of the next day that is worked. */
  private LocalDate first(Set<DayOfWeek> week) {
    LocalDate day = start;
    while (!week.contains(day.getDayOfWeek())) {
      day = day.plusDays(1);
    }
    return day;
  }

  /**
   * Which date of the working week it is, from the first on; a day off counts to the one before.
   */
  private static int position(LocalDate first, LocalDate date, Set<DayOfWeek> week) {
    int days = (int) ChronoUnit.DAYS.between(first, date);
    LocalDate sameDay = first.plusDays(Math.floorDiv(days, WEEK) * (long) WEEK);
    int since =
        (int)
            sameDay
                .plusDays(1)
                .datesUntil(date.plusDays(1))
                .filter(day -> week.contains(day.getDayOfWeek()))
                .count();
    return Math.floorDiv(days, WEEK) * week.size() + since;
  }

  /** The date at such a position. */
  private static LocalDate workDay(LocalDate first, int position, Set<DayOfWeek> week) {
    LocalDate day = first.plusWeeks(Math.floorDiv(position, week.size()));
    for (int left = Math.floorMod(position, week.size()); left > 0; ) {
      day = day.plusDays(1);
      left -= week.contains(day.getDayOfWeek()) ? 1 : 0;
    }
    return day;
  }
}
