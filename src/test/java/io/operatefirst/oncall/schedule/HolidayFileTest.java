package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.schedule.HolidayDifference.Source;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Working days held against holidays that somebody else has published, because the library that
 * says who has a day off is nobody's law.
 */
class HolidayFileTest {

  private static final HolidayFile FILE = HolidayFile.load();
  private static final List<HolidayDifference> LISTED = HolidayDifference.load();
  private static final PublicHolidays JOLLYDAY = new JollydayHolidays();

  private static final Set<DayOfWeek> MONDAY_TO_FRIDAY =
      EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

  static Set<String> places() {
    return FILE.places().keySet();
  }

  @ParameterizedTest
  @MethodSource("places")
  void aTeamThatWorksFromMondayToFridayHasTheDaysOffOfTheFile(String place) {
    assertThat(differences(place, MONDAY_TO_FRIDAY))
        .containsExactlyEntriesOf(listed(place, MONDAY_TO_FRIDAY));
  }

  @ParameterizedTest
  @MethodSource("places")
  void aTeamThatWorksEveryDayHasTheDaysOffOfTheFile(String place) {
    Set<DayOfWeek> everyDay = EnumSet.allOf(DayOfWeek.class);

    assertThat(differences(place, everyDay)).containsExactlyEntriesOf(listed(place, everyDay));
  }

  @Test
  void whatIsListedIsInTheFileUnderTheSameName() {
    for (HolidayDifference difference : LISTED) {
      assertThat(places()).contains(difference.place());
      for (LocalDate date : difference.dates()) {
        String inFile = FILE.places().get(difference.place()).get(date);
        String expected = difference.holidayBy() == Source.FILE ? difference.name() : null;
        assertThat(inFile).as("%s %s", difference.place(), date).isEqualTo(expected);
      }
      assertThat(difference.why()).as("%s", difference).isNotBlank();
    }
  }

  @Test
  void theFileIsNotEmpty() {
    assertThat(places())
        .containsExactly("AT", "CZ", "DE", "FR", "GB_ENG", "GB_SCT", "IT", "NO", "PL", "SK");
    FILE.places()
        .forEach(
            (place, holidays) -> {
              assertThat(holidays).as(place).hasSizeGreaterThan(7 * 8);
              assertThat(holidays.keySet())
                  .as(place)
                  .contains(HolidayFile.FIRST_DATE, LocalDate.of(2030, 12, 25))
                  .allMatch(date -> !date.isBefore(HolidayFile.FIRST_DATE))
                  .allMatch(date -> !date.isAfter(HolidayFile.LAST_DATE));
            });
  }

  /** On which dates only one of the two has a working day, and who calls them holidays. */
  private static Map<LocalDate, Source> differences(String place, Set<DayOfWeek> workingDays) {
    WorkCalendar calendar = calendar(place, workingDays);
    Map<LocalDate, Source> differences = new TreeMap<>();
    HolidayFile.FIRST_DATE
        .datesUntil(HolidayFile.LAST_DATE.plusDays(1))
        .forEach(
            date -> {
              boolean workedByFile =
                  workingDays.contains(date.getDayOfWeek())
                      && !FILE.places().get(place).containsKey(date);
              if (calendar.isWorkingDay(date) != workedByFile) {
                differences.put(date, workedByFile ? Source.JOLLYDAY : Source.FILE);
              }
            });
    return differences;
  }

  private static Map<LocalDate, Source> listed(String place, Set<DayOfWeek> workingDays) {
    Map<LocalDate, Source> listed = new TreeMap<>();
    for (HolidayDifference difference : LISTED) {
      if (difference.place().equals(place)) {
        difference.dates().stream()
            .filter(date -> workingDays.contains(date.getDayOfWeek()))
            .forEach(date -> listed.put(date, difference.holidayBy()));
      }
    }
    return listed;
  }

  private static WorkCalendar calendar(String place, Set<DayOfWeek> workingDays) {
    int underscore = place.indexOf('_');
    Region region =
        underscore < 0
            ? new Region(place, "")
            : new Region(place.substring(0, underscore), place.substring(underscore + 1));
    return new WorkCalendar(
        new WallClock(ZoneOffset.UTC),
        workingDays,
        new Coverage(LocalTime.of(9, 0), LocalTime.of(17, 0)),
        Optional.of(region),
        Set.of(),
        Set.of(),
        JOLLYDAY);
  }
}
