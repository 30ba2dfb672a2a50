package io.operatefirst.oncall.schedule;

import static io.operatefirst.oncall.schedule.WorkCalendar.DutyTime.IN_COVERAGE;
import static io.operatefirst.oncall.schedule.WorkCalendar.DutyTime.NON_WORKING_DAY;
import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.schedule.WorkCalendar.DutyTime;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which days are worked and when somebody has to react, because outside it nobody is disturbed. */
class WorkCalendarTest {

  @Test
  void weekendsAreNotWorked() {
    WorkCalendar calendar = Draft.daily("alice").roster().calendar();

    assertThat(calendar.isWorkingDay(LocalDate.parse("2024-05-10"))).isTrue();
    assertThat(calendar.isWorkingDay(LocalDate.parse("2024-05-11"))).isFalse();
    assertThat(calendar.isWorkingDay(LocalDate.parse("2024-05-12"))).isFalse();
  }

  @Test
  void publicHolidaysAreNotWorkedUnlessSomebodySaysSo() {
    WorkCalendar calendar =
        Draft.daily("alice")
            .holidaysOf("cz")
            .holiday("2024-12-23")
            .workedAllTheSame("2024-05-08")
            .roster()
            .calendar();

    assertThat(calendar.isWorkingDay(LocalDate.parse("2024-05-01"))).isFalse();
    assertThat(calendar.isWorkingDay(LocalDate.parse("2024-05-08"))).isTrue();
    assertThat(calendar.isWorkingDay(LocalDate.parse("2024-12-23"))).isFalse();
    assertThat(calendar.isWorkingDay(LocalDate.parse("2024-12-20"))).isTrue();
  }

  @Test
  void aHolidayOnAWeekendThatIsWorkedCounts() {
    WorkCalendar calendar =
        Draft.daily("alice")
            .workingDays(Set.of(DayOfWeek.SATURDAY))
            .holiday("2024-05-11")
            .roster()
            .calendar();

    assertThat(calendar.isWorkingDay(LocalDate.parse("2024-05-11"))).isFalse();
    assertThat(calendar.isWorkingDay(LocalDate.parse("2024-05-18"))).isTrue();
  }

  @Test
  void aDateThatTheZoneSkipsIsNotWorked() {
    WorkCalendar calendar = Draft.daily("alice").zone("Pacific/Apia").roster().calendar();

    assertThat(LocalDate.parse("2011-12-30").getDayOfWeek()).isEqualTo(DayOfWeek.FRIDAY);
    assertThat(calendar.isWorkingDay(LocalDate.parse("2011-12-30"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2024-05-10T06:59:59Z, OUTSIDE_COVERAGE",
    "2024-05-10T07:00:00Z, IN_COVERAGE",
    "2024-05-10T14:59:59Z, IN_COVERAGE",
    "2024-05-10T15:00:00Z, OUTSIDE_COVERAGE",
    "2024-05-10T21:59:59Z, OUTSIDE_COVERAGE",
    "2024-05-10T22:00:00Z, NON_WORKING_DAY",
    "2024-05-12T10:00:00Z, NON_WORKING_DAY",
    "2024-05-12T22:00:00Z, OUTSIDE_COVERAGE",
  })
  void tellsCoverageFromTheRestOfTheDay(Instant instant, DutyTime expected) {
    WorkCalendar calendar = Draft.daily("alice").zone("Europe/Prague").roster().calendar();

    assertThat(calendar.dutyTime(instant)).isEqualTo(expected);
  }

  @Test
  void coverageOfTheWholeDayEndsAtMidnight() {
    WorkCalendar calendar = Draft.daily("alice").coverage("00:00", "24:00").roster().calendar();

    assertThat(calendar.dutyTime(Instant.parse("2024-05-10T00:00:00Z"))).isEqualTo(IN_COVERAGE);
    assertThat(calendar.dutyTime(Instant.parse("2024-05-10T23:59:59Z"))).isEqualTo(IN_COVERAGE);
    assertThat(calendar.dutyTime(Instant.parse("2024-05-11T00:00:00Z"))).isEqualTo(NON_WORKING_DAY);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-05-10T03:00:00Z, 2024-05-10T07:00:00Z",
    "2024-05-10T07:00:00Z, 2024-05-10T15:00:00Z",
    "2024-05-10T15:00:00Z, 2024-05-10T22:00:00Z",
    // Midnight comes an hour later by UTC.
    "2024-10-27T17:00:00Z, 2024-10-27T23:00:00Z",
  })
  void knowsWhenToLookAgain(Instant instant, Instant change) {
    WorkCalendar calendar = Draft.daily("alice").zone("Europe/Prague").roster().calendar();

    assertThat(calendar.nextDutyTimeChange(instant)).isEqualTo(change);
  }

  /** A walk from change to change meets every answer that a walk minute by minute meets. */
  @ParameterizedTest
  @CsvSource({
    "Europe/Prague,       2024-03-30, 09:00, 17:00",
    "Europe/Prague,       2024-10-26, 00:00, 24:00",
    "America/Nuuk,        2024-03-29, 18:00, 24:00",
    "America/Nuuk,        2024-10-25, 23:30, 24:00",
    "America/Sao_Paulo,   2017-10-14, 00:00, 06:00",
    "America/Sao_Paulo,   2018-02-16, 23:30, 24:00",
    "Asia/Beirut,         2022-03-26, 00:00, 24:00",
    "Asia/Beirut,         2022-10-29, 00:00, 24:00",
    "America/Havana,      2024-03-09, 00:00, 24:00",
    "America/Havana,      2024-11-02, 00:00, 00:30",
    "Australia/Lord_Howe, 2023-09-30, 00:00, 02:15",
    "Pacific/Apia,        2011-12-28, 09:00, 24:00",
    "Africa/Casablanca,   2022-05-07, 02:15, 17:00",
    // Midnight came twice: at one minute past it, clocks went back to 23:01.
    "America/St_Johns,    2010-11-05, 00:00, 24:00",
    "America/St_Johns,    2010-11-05, 09:00, 17:00",
    // A whole day came twice.
    "America/Juneau,      1867-10-16, 09:00, 17:00",
    "Pacific/Kwajalein,   1969-09-29, 09:00, 17:00",
  })
  void missesNoChange(String zone, LocalDate from, String coverageFrom, String coverageTo) {
    for (Set<DayOfWeek> workingDays : everyOtherOrAll()) {
      missesNoChange(
          Draft.daily("alice")
              .zone(zone)
              .workingDays(workingDays)
              .coverage(coverageFrom, coverageTo)
              .roster()
              .calendar(),
          from);
    }
  }

  /** On days of one kind in a row a missed midnight could not be seen. */
  private static List<Set<DayOfWeek>> everyOtherOrAll() {
    return List.of(
        EnumSet.allOf(DayOfWeek.class),
        EnumSet.of(MONDAY, WEDNESDAY, FRIDAY, SUNDAY),
        EnumSet.of(TUESDAY, THURSDAY, SATURDAY));
  }

  private static void missesNoChange(WorkCalendar calendar, LocalDate from) {
    Instant instant = from.atStartOfDay(calendar.clock().zone()).toInstant();
    Instant change = instant;
    DutyTime announced = calendar.dutyTime(instant);
    List<Instant> missed = new ArrayList<>();

    for (int minute = 0; minute < 5 * 24 * 60; minute++, instant = instant.plusSeconds(60)) {
      while (!instant.isBefore(change)) {
        announced = calendar.dutyTime(change);
        Instant next = calendar.nextDutyTimeChange(change);
        assertThat(next).isAfter(change);
        change = next;
      }
      if (calendar.dutyTime(instant) != announced
          || !calendar.nextDutyTimeChange(instant).equals(change)) {
        missed.add(instant);
      }
    }
    assertThat(missed).isEmpty();
  }

  /** From Friday afternoon over a weekend, and over the nights on which the clock changes. */
  @ParameterizedTest
  @CsvSource({
    // within one day, and to the last moment before its end
    "2026-11-23T09:00:00Z, PT2H,       2026-11-23T11:00:00Z",
    "2026-11-23T09:00:00Z, PT6H59M59S, 2026-11-23T15:59:59Z",
    // the end of coverage is no part of it
    "2026-11-23T09:00:00Z, PT7H,       2026-11-24T08:00:00Z",
    // what begins outside counts from when coverage starts
    "2026-11-23T20:00:00Z, PT15M,      2026-11-24T08:15:00Z",
    "2026-11-23T16:00:00Z, PT15M,      2026-11-24T08:15:00Z",
    // a weekend
    "2026-11-27T15:00:00Z, PT2H,       2026-11-30T09:00:00Z",
    // a holiday on Wednesday the 2nd
    "2026-12-01T15:00:00Z, PT2H,       2026-12-03T09:00:00Z",
    // several days
    "2026-11-23T08:00:00Z, PT20H,      2026-11-25T12:00:00Z",
    // the clocks go back on Sunday the 25th: nine o'clock is an hour later in UTC
    "2026-10-23T14:00:00Z, PT2H,       2026-10-26T09:00:00Z",
  })
  void coverageGoesBy(Instant from, Duration time, Instant until) {
    WorkCalendar calendar =
        Draft.daily("alice").zone("Europe/Prague").holiday("2026-12-02").roster().calendar();

    assertThat(calendar.afterCovered(from, time)).isEqualTo(until);
  }

  @Test
  void aDayThatIsCoveredAroundTheClockHasAsManyHoursAsTheClockGivesIt() {
    WorkCalendar calendar =
        Draft.daily("alice")
            .zone("Europe/Prague")
            .workingDays(EnumSet.allOf(DayOfWeek.class))
            .coverage("00:00", "24:00")
            .roster()
            .calendar();

    // Sunday 2026-10-25 has 25 hours.
    assertThat(calendar.afterCovered(Instant.parse("2026-10-24T22:00:00Z"), Duration.ofHours(25)))
        .isEqualTo(Instant.parse("2026-10-25T23:00:00Z"));
  }
}
