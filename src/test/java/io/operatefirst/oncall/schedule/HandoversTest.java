package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The boundaries between shifts, because a rota for working days must burn no turn on others. */
class HandoversTest {

  @Test
  void dailyIsEveryWorkingDay() {
    assertThat(after(Draft.daily("alice"), "2024-05-09T09:00:00Z", 3))
        .containsExactly("2024-05-10T09:00:00Z", "2024-05-13T09:00:00Z", "2024-05-14T09:00:00Z");
  }

  @Test
  void weeklyIsTheFirstWorkingDayOfAWeek() {
    Draft draft = Draft.weekly("alice").holiday("2024-05-13", "2024-05-14");

    assertThat(after(draft, "2024-05-06T09:00:00Z", 2))
        .containsExactly("2024-05-15T09:00:00Z", "2024-05-20T09:00:00Z");
  }

  @Test
  void aWeekWithoutAWorkingDayIsPassedOver() {
    Draft draft =
        Draft.weekly("alice")
            .holiday("2024-05-13", "2024-05-14", "2024-05-15", "2024-05-16", "2024-05-17");

    assertThat(after(draft, "2024-05-06T09:00:00Z", 1)).containsExactly("2024-05-20T09:00:00Z");
  }

  @Test
  void aWeekMayBeginOnAnyDay() {
    Draft draft = Draft.weekly("alice").weekBegins(DayOfWeek.WEDNESDAY).holiday("2024-05-15");

    assertThat(after(draft, "2024-05-08T09:00:00Z", 2))
        .containsExactly("2024-05-16T09:00:00Z", "2024-05-22T09:00:00Z");
  }

  @Test
  void aWeekThatBeginsOnADayOffIsHandedOverOnItsFirstWorkingDay() {
    Draft draft = Draft.weekly("alice").weekBegins(DayOfWeek.SUNDAY);

    assertThat(after(draft, "2024-05-06T09:00:00Z", 1)).containsExactly("2024-05-13T09:00:00Z");
  }

  @Test
  void theVeryFirstMayBeInTheMiddleOfAWeek() {
    Handovers weekly = Draft.weekly("alice").holiday("2024-05-08").roster().handovers();

    assertThat(weekly.first(LocalDate.parse("2024-05-08"))).isEqualTo("2024-05-09T09:00:00Z");
    assertThat(weekly.after(Instant.parse("2024-05-09T09:00:00Z")))
        .isEqualTo("2024-05-13T09:00:00Z");
  }

  @Test
  void atOrAfterIncludesTheInstantItself() {
    Handovers daily = Draft.daily("alice").roster().handovers();

    assertThat(daily.atOrAfter(Instant.parse("2024-05-06T09:00:00Z")))
        .isEqualTo("2024-05-06T09:00:00Z");
    assertThat(daily.atOrAfter(Instant.parse("2024-05-06T09:00:01Z")))
        .isEqualTo("2024-05-07T09:00:00Z");
  }

  @Test
  void theLocalTimeStaysWhenClocksChange() {
    Draft draft = Draft.daily("alice").zone("Europe/Prague");

    assertThat(after(draft, "2024-03-28T08:00:00Z", 2))
        .containsExactly("2024-03-29T08:00:00Z", "2024-04-01T07:00:00Z");
    assertThat(after(draft, "2024-10-24T07:00:00Z", 2))
        .containsExactly("2024-10-25T07:00:00Z", "2024-10-28T08:00:00Z");
  }

  @Test
  void aSkippedHandoverTimeIsNeitherLostNorDoubled() {
    Draft draft =
        Draft.daily("alice")
            .zone("America/Nuuk")
            .workingDays(Set.of(DayOfWeek.values()))
            .handoverTime("23:30");

    // On the 30th 23:30 does not exist; the first valid instant is midnight of the 31st.
    assertThat(after(draft, "2024-03-29T00:00:00Z", 4))
        .containsExactly(
            "2024-03-29T01:30:00Z",
            "2024-03-30T01:30:00Z",
            "2024-03-31T01:00:00Z",
            "2024-04-01T00:30:00Z");
    assertThat(draft.roster().handovers().atOrAfter(Instant.parse("2024-03-31T01:00:00Z")))
        .isEqualTo("2024-03-31T01:00:00Z");
  }

  @Test
  void aRepeatedHandoverTimeIsOneBoundary() {
    Draft draft =
        Draft.daily("alice")
            .zone("Europe/Prague")
            .workingDays(Set.of(DayOfWeek.values()))
            .handoverTime("02:30");

    assertThat(after(draft, "2024-10-26T12:00:00Z", 2))
        .containsExactly("2024-10-27T00:30:00Z", "2024-10-28T01:30:00Z");
  }

  @Test
  void aDateThatTheZoneSkipsHasNoBoundary() {
    Draft draft = Draft.daily("alice").zone("Pacific/Apia");

    // Thursday the 29th is followed by Saturday the 31st.
    assertThat(after(draft, "2011-12-28T00:00:00Z", 3))
        .containsExactly("2011-12-28T19:00:00Z", "2011-12-29T19:00:00Z", "2012-01-01T19:00:00Z");
  }

  @Test
  void aCalendarThatNeverWorksSaysSo() {
    Draft draft = Draft.daily("alice").workingDays(Set.of());

    assertThatThrownBy(() -> draft.roster().handovers().first(LocalDate.parse("2024-05-06")))
        .isInstanceOf(Handovers.NoWorkingDay.class)
        .hasMessage("there is no working day within three years of 2024-05-06");
    assertThatThrownBy(
            () -> draft.roster().handovers().after(Instant.parse("2024-05-06T12:00:00Z")))
        .isInstanceOf(Handovers.NoWorkingDay.class);
  }

  private static List<String> after(Draft draft, String instant, int boundaries) {
    Handovers handovers = draft.roster().handovers();
    return Stream.iterate(handovers.after(Instant.parse(instant)), handovers::after)
        .limit(boundaries)
        .map(Instant::toString)
        .toList();
  }
}
