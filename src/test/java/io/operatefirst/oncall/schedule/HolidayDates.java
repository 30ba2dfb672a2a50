package io.operatefirst.oncall.schedule;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The public holidays of a country as dates, taken from the library past the code under test. */
final class HolidayDates {

  private static final int FIRST_YEAR = 2009;
  private static final int LAST_YEAR = 2035;

  private static final Map<String, Set<LocalDate>> KNOWN = new ConcurrentHashMap<>();

  private HolidayDates() {}

  static Set<LocalDate> of(String country) {
    return KNOWN.computeIfAbsent(country, HolidayDates::lookUp);
  }

  private static Set<LocalDate> lookUp(String country) {
    HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(country));
    Set<LocalDate> dates = new HashSet<>();
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
      for (Holiday holiday : manager.getHolidays(Year.of(year))) {
        if (holiday.getType() == HolidayType.PUBLIC_HOLIDAY) {
          dates.add(holiday.getDate());
        }
      }
    }
    return dates;
  }
}
