package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Fridays, days before holidays and covers go to whoever they are to be counted for. */
class TallyTest {

  private final Draft draft = Draft.daily("alice", "bob", "carol");

  @Test
  void aShiftWithAFridayIsOne() {
    assertThat(afterShiftOf("2024-05-10")).isEqualTo(new Tally(1, 1, 0, 0));
    assertThat(afterShiftOf("2024-05-09")).isEqualTo(new Tally(1, 0, 0, 0));
  }

  @Test
  void itCountsWhenItIsOver() {
    assertThat(first("2024-05-10").state().turns().get("alice").tally())
        .isEqualTo(new Tally(1, 0, 0, 0));
  }

  /** Good Friday is a holiday there, so that the shift lasts until Tuesday. */
  @Test
  void theThursdayBeforeGoodFridayIsBeforeAHoliday() {
    draft.holidaysOf("CZ");

    assertThat(afterShiftOf("2024-03-28")).isEqualTo(new Tally(1, 0, 1, 0));
    assertThat(afterShiftOf("2024-03-27")).isEqualTo(new Tally(1, 0, 0, 0));
  }

  /** Good Friday is worked there: the weekend lies between it and the holiday. */
  @Test
  void theFridayBeforeEasterMondayIsBoth() {
    draft.holidaysOf("AT");

    assertThat(afterShiftOf("2024-03-29")).isEqualTo(new Tally(1, 1, 1, 0));
  }

  @Test
  void aHolidayOnAWeekendIsNone() {
    draft.holiday("2024-05-11");

    assertThat(afterShiftOf("2024-05-10")).isEqualTo(new Tally(1, 1, 0, 0));
  }

  @Test
  void aHolidayThatIsWorkedAllTheSameIsNone() {
    draft.holidaysOf("CZ").workedAllTheSame("2024-03-29");

    assertThat(afterShiftOf("2024-03-28")).isEqualTo(new Tally(1, 0, 0, 0));
  }

  @Test
  void withAHandoverInTheEveningTheDayIsThatWhichFollows() {
    draft.handoverTime("18:00");

    assertThat(afterShiftOf("2024-05-09")).isEqualTo(new Tally(1, 1, 0, 0));
    assertThat(afterShiftOf("2024-05-10")).isEqualTo(new Tally(1, 0, 0, 0));
  }

  @Test
  void aWeekHasOneFridayAndWhatComesAfterItsLastDay() {
    draft.cadence(Cadence.WEEKLY).holidaysOf("CZ");

    assertThat(afterShiftOf("2024-05-13")).isEqualTo(new Tally(1, 1, 0, 0));
    // Good Friday is none that was worked, and Easter Monday follows.
    assertThat(afterShiftOf("2024-03-25")).isEqualTo(new Tally(1, 0, 1, 0));
    // The holiday in its middle is not what it is before.
    assertThat(afterShiftOf("2024-05-06")).isEqualTo(new Tally(1, 1, 0, 0));
  }

  @Test
  void aTeamThatWorksSundayToThursdayHasNoFridays() {
    draft.workingDays(
        Set.of(
            DayOfWeek.SUNDAY,
            DayOfWeek.MONDAY,
            DayOfWeek.TUESDAY,
            DayOfWeek.WEDNESDAY,
            DayOfWeek.THURSDAY));
    draft.holiday("2024-05-12");

    // Its Thursday is before the Sunday.
    assertThat(afterShiftOf("2024-05-09")).isEqualTo(new Tally(1, 0, 1, 0));
  }

  @Test
  void whoCoversHasTheCoverAndTheEngineerOfTheShiftTheRest() {
    Handover next = secondWithCover("2024-05-10", false);

    assertThat(next.state().turns().get("alice").tally()).isEqualTo(new Tally(1, 1, 0, 0));
    assertThat(next.state().turns().get("carol").tally()).isEqualTo(new Tally(0, 0, 0, 1));
  }

  @Test
  void whereTheCoverCountsAsTurnAllGoesWithIt() {
    Handover next = secondWithCover("2024-05-10", true);

    assertThat(next.state().turns().get("carol").tally()).isEqualTo(new Tally(1, 1, 0, 0));
    assertThat(next.state().turns().get("alice").tally().fridays()).isZero();
    assertThat(next.state().turns().get("alice").tally().covers()).isZero();
  }

  @Test
  void whatWasAddedSinceIsNeverLessThanNothing() {
    assertThat(new Tally(3, 2, 1, 1).since(new Tally(1, 2, 0, 1))).isEqualTo(new Tally(2, 0, 1, 0));
    assertThat(new Tally(0, 0, 0, 0).since(new Tally(1, 1, 1, 1))).isEqualTo(Tally.NONE);
  }

  private Tally afterShiftOf(String date) {
    return handovers(date, Covers.NONE).get(1).state().turns().get("alice").tally();
  }

  private Handover first(String date) {
    return handovers(date, Covers.NONE).get(0);
  }

  /** Carol does the first shift of alice. */
  private Handover secondWithCover(String date, boolean countsAsTurn) {
    LocalDate day = LocalDate.parse(date);
    Cover cover =
        new Cover(
            "favour",
            Instant.EPOCH,
            "carol",
            Optional.of("alice"),
            new Window.Dates(day, day),
            countsAsTurn);
    return handovers(date, new Covers(List.of(cover))).get(1);
  }

  private List<Handover> handovers(String start, Covers covers) {
    Planner planner = new Planner(draft.startDate(start).roster().with(covers));
    Instant begin = planner.roster().handovers().first(LocalDate.parse(start));
    return planner.from(Optional.empty(), Shown.NOTHING, begin).limit(2).toList();
  }
}
