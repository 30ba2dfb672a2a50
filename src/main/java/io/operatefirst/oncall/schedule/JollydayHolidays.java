package io.operatefirst.oncall.schedule;

import static java.util.stream.Collectors.toUnmodifiableSet;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Public holidays as the Jollyday library knows them. Its observances (Christmas Eve in Austria)
 * and its stock exchange calendars are left out: on those people work.
 */
public final class JollydayHolidays implements PublicHolidays {

  private record YearIn(Region region, int year) {}

  private final Map<YearIn, Set<LocalDate>> known = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> subdivisions = new ConcurrentHashMap<>();
  private final Set<String> countries =
      HolidayManager.getSupportedCalendarCodes().stream()
          .filter(code -> code.length() == 2)
          .map(code -> code.toLowerCase(Locale.ROOT))
          .collect(toUnmodifiableSet());

  @Override
  public boolean isHoliday(LocalDate date, Region region) {
    return known
        .computeIfAbsent(new YearIn(region, date.getYear()), JollydayHolidays::lookUp)
        .contains(date);
  }

  @Override
  public Set<String> countries() {
    return countries;
  }

  @Override
  public Set<String> subdivisions(String country) {
    return subdivisions.computeIfAbsent(country, JollydayHolidays::lookUpSubdivisions);
  }

  /** One at a time: who asks the library while it is still loading is told that there are none. */
  private static synchronized Set<String> lookUpSubdivisions(String country) {
    return manager(country).getCalendarHierarchy().getChildren().keySet().stream()
        .map(code -> code.toLowerCase(Locale.ROOT))
        .collect(toUnmodifiableSet());
  }

  /**
   * One at a time, too. A holiday may be kept in another year than its own: New Year 2022 was, on
   * 2021-12-31.
   */
  private static synchronized Set<LocalDate> lookUp(YearIn in) {
    String[] within =
        in.region().subdivision().isEmpty()
            ? new String[0]
            : new String[] {in.region().subdivision()};
    HolidayManager manager = manager(in.region().country());
    return IntStream.rangeClosed(in.year() - 1, in.year() + 1)
        .mapToObj(year -> manager.getHolidays(Year.of(year), within))
        .flatMap(Set::stream)
        .filter(holiday -> holiday.getType() != HolidayType.OBSERVANCE)
        .map(Holiday::getDate)
        .filter(date -> date.getYear() == in.year())
        .collect(toUnmodifiableSet());
  }

  private static HolidayManager manager(String country) {
    return HolidayManager.getInstance(ManagerParameters.create(country));
  }
}
