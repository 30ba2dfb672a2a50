package io.operatefirst.oncall.schedule;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Somebody on the list, as far as the schedule needs to know them.
 *
 * @param name unique on the list
 * @param holidays whose public holidays are this person's own; empty: none of their own
 * @param timeOff when they are away
 */
public record Engineer(String name, Optional<Region> holidays, List<TimeOff> timeOff) {

  public Engineer {
    timeOff = List.copyOf(timeOff);
  }

  /** Whether they are away on a date: time off or a public holiday of their own. */
  boolean awayOn(LocalDate date, PublicHolidays publicHolidays) {
    return hasTimeOffOn(date)
        || holidays.filter(region -> publicHolidays.isHoliday(date, region)).isPresent();
  }

  boolean hasTimeOffOn(LocalDate date) {
    return timeOff.stream().anyMatch(off -> off.includes(date));
  }
}
