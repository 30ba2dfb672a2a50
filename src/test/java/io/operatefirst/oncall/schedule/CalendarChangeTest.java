package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Edits of the calendar during a shift, which never shorten it and never invent a handover. */
class CalendarChangeTest {

  private final Draft draft = Draft.daily("alice", "bob", "carol");
  private final Operation operation = new Operation(draft);

  @BeforeEach
  void aliceIsOnCallUntilTuesday() {
    operation.look("2024-05-06T09:00");
  }

  @AfterEach
  void everyRuleIsKept() {
    assertThat(operation.violations()).isEmpty();
  }

  @Test
  void aHolidayMadeOfTodayLeavesTheShiftInPlace() {
    draft.holiday("2024-05-06");

    operation.look("2024-05-06T12:00");

    assertThat(operation.onCall()).contains("alice");
    assertThat(operation.boardAhead(1)).containsExactly("Tue 2024-05-07 09:00 bob");
  }

  @Test
  void aHolidayMadeOfTomorrowLengthensTheShift() {
    draft.holiday("2024-05-07");

    operation.look("2024-05-06T12:00").look("2024-05-07T12:00");

    assertThat(operation.onCall()).contains("alice");
    assertThat(operation.boardAhead(1)).containsExactly("Wed 2024-05-08 09:00 bob");
  }

  @Test
  void aHolidayTakenAwayAgainInTimeIsAsIfItHadNeverBeen() {
    draft.holiday("2024-05-07");
    operation.look("2024-05-06T12:00");
    draft.noHoliday("2024-05-07");

    operation.look("2024-05-06T15:00");

    assertThat(operation.boardAhead(1)).containsExactly("Tue 2024-05-07 09:00 bob");
  }

  @Test
  void aHolidayTakenAwayAfterItHadBegunInventsNoHandover() {
    draft.holiday("2024-05-07");
    operation.look("2024-05-06T12:00");
    draft.noHoliday("2024-05-07");

    operation.look("2024-05-07T12:00");

    assertThat(operation.log()).hasSize(1);
    assertThat(operation.boardAhead(1)).containsExactly("Wed 2024-05-08 09:00 bob");

    operation.look("2024-05-08T09:00").look("2024-05-09T09:00");

    assertThat(operation.board())
        .containsExactly(
            "Mon 2024-05-06 09:00 alice", "Wed 2024-05-08 09:00 bob", "Thu 2024-05-09 09:00 carol");
  }

  @Test
  void aHolidayTakenAwayWhileNobodyLookedInventsNoHandoverEither() {
    draft.holiday("2024-05-07");
    operation.look("2024-05-06T12:00");
    draft.noHoliday("2024-05-07");

    // The end that people were told was Wednesday; that one and Thursday's were missed.
    operation.look("2024-05-09T12:00");

    assertThat(operation.board())
        .containsExactly(
            "Mon 2024-05-06 09:00 alice", "Wed 2024-05-08 09:00 bob", "Thu 2024-05-09 09:00 carol");
  }

  @Test
  void anEarlierHandoverTimeCountsFromTheFirstBoundaryAfterThePlannedEnd() {
    draft.handoverTime("08:00");

    operation.look("2024-05-06T12:00");

    assertThat(operation.boardAhead(2))
        .containsExactly("Wed 2024-05-08 08:00 bob", "Thu 2024-05-09 08:00 carol");
  }

  @Test
  void aLaterHandoverTimeLengthensTheShiftByTheDifference() {
    draft.handoverTime("10:30");

    operation.look("2024-05-06T12:00");

    assertThat(operation.boardAhead(1)).containsExactly("Tue 2024-05-07 10:30 bob");
  }

  @Test
  void aTimeZoneFurtherWestLengthensTheShift() {
    draft.zone("America/New_York");

    operation.look("2024-05-06T12:00");

    assertThat(operation.boardAhead(1)).containsExactly("Tue 2024-05-07 09:00 bob");
    assertThat(operation.publishedEnd().orElseThrow()).isEqualTo("2024-05-07T13:00:00Z");
  }

  @Test
  void aTimeZoneFurtherEastDoesNotShortenTheShift() {
    draft.zone("Asia/Tokyo");

    operation.look("2024-05-06T21:00");

    assertThat(operation.publishedEnd().orElseThrow()).isEqualTo("2024-05-08T00:00:00Z");
  }

  @Test
  void fromDailyToWeeklyTheShiftLastsUntilTheNextWeek() {
    draft.cadence(Cadence.WEEKLY);

    operation.look("2024-05-06T12:00");

    assertThat(operation.boardAhead(2))
        .containsExactly("Mon 2024-05-13 09:00 bob", "Mon 2024-05-20 09:00 carol");
  }

  @Test
  void fromWeeklyToDailyTheWeekIsServedToItsEnd() {
    Draft weekly = Draft.weekly("alice", "bob", "carol");
    Operation running = new Operation(weekly).look("2024-05-06T09:00");
    weekly.cadence(Cadence.DAILY);

    running.look("2024-05-07T12:00").look("2024-05-14T09:00");

    assertThat(running.board())
        .containsExactly(
            "Mon 2024-05-06 09:00 alice", "Mon 2024-05-13 09:00 bob", "Tue 2024-05-14 09:00 carol");
    assertThat(running.violations()).isEmpty();
  }

  @Test
  void anotherHandoverDayCountsFromThePlannedEnd() {
    Draft weekly = Draft.weekly("alice", "bob");
    Operation running = new Operation(weekly).look("2024-05-06T09:00");
    weekly.weekBegins(DayOfWeek.WEDNESDAY);

    running.look("2024-05-07T12:00");

    assertThat(running.boardAhead(1)).containsExactly("Wed 2024-05-15 09:00 bob");
    assertThat(running.violations()).isEmpty();
  }

  @Test
  void whoTakesOverALengthenedShiftTakesItToItsNewEnd() {
    draft.holiday("2024-05-07");
    operation.look("2024-05-06T12:00");
    draft.leave("alice");

    operation.look("2024-05-07T12:00");

    assertThat(operation.onCall()).contains("bob");
    assertThat(operation.boardAhead(1)).containsExactly("Wed 2024-05-08 09:00 carol");
  }
}
