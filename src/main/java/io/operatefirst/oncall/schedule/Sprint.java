package io.operatefirst.oncall.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * The days for which a team plans its work. A shift belongs to the sprint in which the local date
 * of its start lies, with all of its days.
 *
 * @param start its first date
 * @param end the first date of the next sprint
 */
public record Sprint(LocalDate start, LocalDate end) {

  /** Its last date, which may be a day off. */
  public LocalDate last() {
    return end.minusDays(1);
  }

  /** When it begins, by the rotation's zone. */
  public Instant begins(WallClock clock) {
    return clock.at(start, LocalTime.MIDNIGHT);
  }

  boolean contains(LocalDate date) {
    return !date.isBefore(start) && date.isBefore(end);
  }

  /** How many of its days are worked. */
  int workingDays(WorkCalendar calendar) {
    return (int) start.datesUntil(end).filter(calendar::isWorkingDay).count();
  }

  /** How many shifts begin in it; none before the rotation does. */
  int shifts(Roster roster) {
    LocalDate from = roster.startDate().isAfter(start) ? roster.startDate() : start;
    return roster.handovers().between(from, end);
  }
}
