package io.operatefirst.oncall.schedule;

import java.time.LocalDate;
import java.util.Set;

/** Where the schedule learns which dates are public holidays. */
public interface PublicHolidays {

  /** Whether the date is a public holiday there. The region must be a known one. */
  boolean isHoliday(LocalDate date, Region region);

  /** The known countries, ISO 3166-1 alpha-2 in lower case. */
  Set<String> countries();

  /** The known subdivisions of a known country, in lower case; empty where there are none. */
  Set<String> subdivisions(String country);
}
