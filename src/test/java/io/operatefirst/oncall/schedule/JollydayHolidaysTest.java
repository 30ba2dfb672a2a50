package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Public holidays as the library knows them, held against dates from the countries' own laws. */
class JollydayHolidaysTest {

  private final JollydayHolidays holidays = new JollydayHolidays();

  @Test
  void knowsEveryCzechHolidayOfAYearAndNoOther() {
    assertThat(datesOf(2024, "cz", ""))
        .containsExactly(
            "2024-01-01",
            "2024-03-29",
            "2024-04-01",
            "2024-05-01",
            "2024-05-08",
            "2024-07-05",
            "2024-07-06",
            "2024-09-28",
            "2024-10-28",
            "2024-11-17",
            "2024-12-24",
            "2024-12-25",
            "2024-12-26");
  }

  @ParameterizedTest
  @CsvSource({
    "de, '',  2024-10-03, true",
    "de, '',  2024-11-01, false",
    "de, by,  2024-11-01, true",
    "de, be,  2024-11-01, false",
    "de, be,  2024-03-08, true",
    "gb, sct, 2024-01-02, true",
    "gb, eng, 2024-01-02, false",
    // Observances are worked: Christmas Eve in Austria, Valentine's Day in the United States.
    "at, '',  2024-12-24, false",
    "us, '',  2024-02-14, false",
    // A holiday on a Saturday that is kept on the Friday before it.
    "us, '',  2026-07-03, true",
    // New Year 2022 is a Saturday, and so kept in 2021; that of 2023 is a Sunday, kept on Monday.
    "us, '',  2021-12-31, true",
    "us, '',  2020-12-31, false",
    "us, '',  2022-12-31, false",
    "us, '',  2023-01-02, true",
  })
  void knowsCountriesAndTheirSubdivisions(
      String country, String subdivision, LocalDate date, boolean expected) {
    assertThat(holidays.isHoliday(date, new Region(country, subdivision))).isEqualTo(expected);
  }

  @Test
  void codesMayBeWrittenInAnyCase() {
    assertThat(holidays.isHoliday(LocalDate.parse("2024-11-01"), new Region("DE", "BY"))).isTrue();
    assertThat(new Region("CZ", null)).isEqualTo(new Region("cz", ""));
  }

  @Test
  void listsTheCountriesAndTheirSubdivisions() {
    assertThat(holidays.countries()).hasSizeGreaterThan(80).contains("cz", "de", "us", "gb");
    assertThat(holidays.countries()).allMatch(code -> code.matches("[a-z]{2}"));
    assertThat(holidays.subdivisions("de")).hasSize(16).contains("by", "be");
    assertThat(holidays.subdivisions("cz")).isEmpty();
  }

  private List<String> datesOf(int year, String country, String subdivision) {
    LocalDate first = LocalDate.of(year, 1, 1);
    return first
        .datesUntil(first.plusYears(1))
        .filter(date -> holidays.isHoliday(date, new Region(country, subdivision)))
        .map(LocalDate::toString)
        .toList();
  }
}
