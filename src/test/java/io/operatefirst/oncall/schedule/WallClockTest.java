package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Local times where clocks change, because DST must neither lose nor double an hour of duty. */
class WallClockTest {

  @ParameterizedTest
  @CsvSource({
    "Europe/Prague,       2024-01-15, 09:00, 2024-01-15T08:00:00Z",
    "Europe/Prague,       2024-07-15, 09:00, 2024-07-15T07:00:00Z",
    "Asia/Kathmandu,      2024-07-15, 09:00, 2024-07-15T03:15:00Z",
    "Pacific/Kiritimati,  2024-07-15, 09:00, 2024-07-14T19:00:00Z",
  })
  void turnsLocalTimeIntoAnInstant(String zone, String date, String time, Instant instant) {
    assertThat(at(zone, date, time)).isEqualTo(instant);
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Prague,       2024-03-31, 02:00, 2024-03-31T01:00:00Z",
    "Europe/Prague,       2024-03-31, 02:30, 2024-03-31T01:00:00Z",
    "Europe/Prague,       2024-03-31, 02:59, 2024-03-31T01:00:00Z",
    // Midnight is skipped.
    "America/Sao_Paulo,   2017-10-15, 00:00, 2017-10-15T03:00:00Z",
    "Asia/Beirut,         2022-03-27, 00:30, 2022-03-26T22:00:00Z",
    // The hour before midnight is skipped: the first valid instant is the next day's.
    "America/Nuuk,        2024-03-30, 23:30, 2024-03-31T01:00:00Z",
    "Australia/Lord_Howe, 2023-10-01, 02:15, 2023-09-30T15:30:00Z",
    // Summer time that is not in force during Ramadan.
    "Africa/Casablanca,   2022-05-08, 02:30, 2022-05-08T02:00:00Z",
    // A whole date that nobody lived.
    "Pacific/Apia,        2011-12-30, 12:00, 2011-12-30T10:00:00Z",
  })
  void movesASkippedTimeToTheFirstValidInstant(
      String zone, String date, String time, Instant instant) {
    assertThat(at(zone, date, time)).isEqualTo(instant);
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Prague,       2024-10-27, 02:30, 2024-10-27T00:30:00Z",
    "America/Sao_Paulo,   2018-02-17, 23:30, 2018-02-18T01:30:00Z",
    "America/Havana,      2023-11-05, 00:00, 2023-11-05T04:00:00Z",
    "Australia/Lord_Howe, 2024-04-07, 01:45, 2024-04-06T14:45:00Z",
    "Africa/Casablanca,   2022-03-27, 02:30, 2022-03-27T01:30:00Z",
  })
  void takesTheEarlierOfTwoEqualTimes(String zone, String date, String time, Instant instant) {
    assertThat(at(zone, date, time)).isEqualTo(instant);
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Prague,      2024-03-30T22:59:59Z, 2024-03-30",
    "Europe/Prague,      2024-03-30T23:00:00Z, 2024-03-31",
    "Pacific/Apia,       2011-12-30T09:59:59Z, 2011-12-29",
    "Pacific/Apia,       2011-12-30T10:00:00Z, 2011-12-31",
  })
  void knowsTheLocalDate(String zone, Instant instant, LocalDate date) {
    assertThat(new WallClock(ZoneId.of(zone)).dateAt(instant)).isEqualTo(date);
  }

  @Test
  void knowsTheDateThatSamoaSkipped() {
    WallClock apia = new WallClock(ZoneId.of("Pacific/Apia"));

    assertThat(apia.exists(LocalDate.parse("2011-12-29"))).isTrue();
    assertThat(apia.exists(LocalDate.parse("2011-12-30"))).isFalse();
    assertThat(apia.exists(LocalDate.parse("2011-12-31"))).isTrue();
  }

  @Test
  void aDateWhoseMidnightIsSkippedExists() {
    assertThat(new WallClock(ZoneId.of("America/Sao_Paulo")).exists(LocalDate.parse("2017-10-15")))
        .isTrue();
  }

  private static Instant at(String zone, String date, String time) {
    return new WallClock(ZoneId.of(zone)).at(LocalDate.parse(date), LocalTime.parse(time));
  }
}
