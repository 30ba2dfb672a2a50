package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which days belong to a shift, because on those nobody may be called who is away. */
class ShiftDaysTest {

  @Test
  void aDailyShiftHasTheDayItStartsOn() {
    assertThat(daysOf(Draft.daily("alice"), "2024-05-06T09:00:00Z", "2024-05-07T09:00:00Z"))
        .containsExactly("2024-05-06");
  }

  @Test
  void aHandoverBeforeTheMiddleOfTheCoverageStillHasTheDay() {
    assertThat(daysOf(Draft.daily("alice"), "2024-05-06T12:59:00Z", "2024-05-07T12:59:00Z"))
        .containsExactly("2024-05-06");
  }

  @Test
  void aHandoverAtTheMiddleOfTheCoverageStillHasTheDay() {
    assertThat(daysOf(Draft.daily("alice"), "2024-05-06T13:00:00Z", "2024-05-07T13:00:00Z"))
        .containsExactly("2024-05-06");
  }

  @Test
  void aHandoverAfterTheMiddleOfTheCoverageHasTheNextWorkingDay() {
    assertThat(daysOf(Draft.daily("alice"), "2024-05-10T13:01:00Z", "2024-05-13T13:01:00Z"))
        .containsExactly("2024-05-13");
  }

  @Test
  void aShiftOverAHolidayDoesNotHaveTheHoliday() {
    Draft draft = Draft.daily("alice").holiday("2024-05-07");

    assertThat(daysOf(draft, "2024-05-06T09:00:00Z", "2024-05-08T09:00:00Z"))
        .containsExactly("2024-05-06");
  }

  @Test
  void aWeeklyShiftHasTheWorkingDaysOfItsWeek() {
    assertThat(daysOf(Draft.weekly("alice"), "2024-05-06T09:00:00Z", "2024-05-13T09:00:00Z"))
        .containsExactly("2024-05-06", "2024-05-07", "2024-05-08", "2024-05-09", "2024-05-10");
  }

  @Test
  void coverageOfTheWholeDayHasItsMiddleAtNoon() {
    Draft draft = Draft.daily("alice").coverage("00:00", "24:00");

    assertThat(daysOf(draft, "2024-05-06T12:00:00Z", "2024-05-07T12:00:00Z"))
        .containsExactly("2024-05-06");
    assertThat(daysOf(draft, "2024-05-06T12:01:00Z", "2024-05-07T12:01:00Z"))
        .containsExactly("2024-05-07");
  }

  @Test
  void theMiddleIsThatOfTheTimeThatPassesOnADayOfTwentyThreeHours() {
    Draft draft =
        Draft.daily("alice")
            .zone("Europe/Prague")
            .workingDays(Set.of(DayOfWeek.values()))
            .coverage("00:00", "24:00");

    // 2024-03-31 lasts from 23:00Z to 22:00Z; its middle is 10:30Z, which is 12:30 there.
    assertThat(daysOf(draft, "2024-03-30T11:00:00Z", "2024-03-31T10:30:00Z"))
        .containsExactly("2024-03-30");
    assertThat(daysOf(draft, "2024-03-30T11:00:00Z", "2024-03-31T10:31:00Z"))
        .containsExactly("2024-03-30", "2024-03-31");
  }

  @Test
  void aShiftTooShortForAnyMiddleHasTheDaysWhoseCoverageItTouches() {
    assertThat(daysOf(Draft.daily("alice"), "2024-05-06T16:00:00Z", "2024-05-07T09:00:00Z"))
        .containsExactly("2024-05-06");
    assertThat(daysOf(Draft.daily("alice"), "2024-05-06T16:00:00Z", "2024-05-07T10:00:00Z"))
        .containsExactly("2024-05-06", "2024-05-07");
  }

  @Test
  void aShiftOutsideAllCoverageHasNoDays() {
    assertThat(daysOf(Draft.daily("alice"), "2024-05-06T17:00:00Z", "2024-05-07T09:00:00Z"))
        .isEmpty();
    assertThat(daysOf(Draft.daily("alice"), "2024-05-11T10:00:00Z", "2024-05-13T09:00:00Z"))
        .isEmpty();
  }

  private static List<String> daysOf(Draft draft, String start, String end) {
    Shift shift = new Shift(Instant.parse(start), Instant.parse(end));
    return draft.roster().calendar().daysOf(shift).stream().map(Object::toString).toList();
  }
}
