package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A list handed over every week, where somebody who is away for a day need not lose the week. */
class WeeklyListTest {

  private final Draft draft = Draft.weekly("alice", "bob", "carol");
  private final Operation operation = new Operation(draft);

  @AfterEach
  void everyRuleIsKept() {
    assertThat(operation.violations()).isEmpty();
  }

  @Test
  void aShiftLastsFromOneWeekToTheNext() {
    operation.look("2024-05-06T09:00").look("2024-05-27T09:00");

    assertThat(operation.board())
        .containsExactly(
            "Mon 2024-05-06 09:00 alice",
            "Mon 2024-05-13 09:00 bob",
            "Mon 2024-05-20 09:00 carol",
            "Mon 2024-05-27 09:00 alice");
  }

  @Test
  void theFirstShiftMayBeginInTheMiddleOfAWeek() {
    draft.startDate("2024-05-09");

    operation.look("2024-05-09T09:00");

    assertThat(operation.boardAhead(1)).containsExactly("Mon 2024-05-13 09:00 bob");
  }

  @Test
  void aHolidayAtTheBeginningOfAWeekLengthensTheWeekBefore() {
    draft.holiday("2024-05-13");

    operation.look("2024-05-06T09:00");

    assertThat(operation.boardAhead(1)).containsExactly("Tue 2024-05-14 09:00 bob");
  }

  @Test
  void whoIsAwayOnOneDayIsPassedOverForWhoIsThereOnAll() {
    draft.away("alice", "2024-05-10", "2024-05-10");

    operation.look("2024-05-06T09:00");

    assertThat(operation.onCall()).contains("bob");
    assertThat(operation.boardAhead(1)).containsExactly("Mon 2024-05-13 09:00 alice");
  }

  @Test
  void aHolidayOfTheRotationIsNoDayOfTheShift() {
    draft.holiday("2024-05-10").away("alice", "2024-05-10", "2024-05-10");

    operation.look("2024-05-06T09:00");

    assertThat(operation.onCall()).contains("alice");
  }

  @Test
  void whereNobodyIsThereOnAllDaysTheOneThereOnMostServes() {
    draft
        .away("alice", "2024-05-06", "2024-05-08")
        .away("bob", "2024-05-07", "2024-05-07")
        .away("carol", "2024-05-08", "2024-05-09");

    operation.look("2024-05-06T09:00");

    assertThat(operation.onCall()).contains("bob");
  }

  @Test
  void amongThoseThereOnAsManyDaysTheListDecides() {
    draft
        .away("alice", "2024-05-06", "2024-05-08")
        .away("bob", "2024-05-07", "2024-05-08")
        .away("carol", "2024-05-08", "2024-05-09");

    operation.look("2024-05-06T09:00");

    assertThat(operation.onCall()).contains("bob");
  }

  @Test
  void theUncheckedOneWhoIsThereOnSomeDaysComesBeforeANewCycle() {
    draft.away("carol", "2024-05-20", "2024-05-23");

    operation.look("2024-05-06T09:00").look("2024-05-20T09:00");

    assertThat(operation.onCall()).contains("carol");
    assertThat(operation.state().cycle().number()).isEqualTo(1);
  }

  @Test
  void theCycleEndsWhereTheUncheckedOneIsAwayAllWeek() {
    draft.away("carol", "2024-05-20", "2024-05-24");

    operation.look("2024-05-06T09:00").look("2024-05-20T09:00");

    assertThat(operation.onCall()).contains("alice");
    assertThat(operation.state().cycle().number()).isEqualTo(2);
  }

  @Test
  void theCycleEndsForSomebodyWhoIsThereOnSomeDaysOnly() {
    draft
        .away("carol", "2024-05-20", "2024-05-24")
        .away("alice", "2024-05-20", "2024-05-22")
        .away("bob", "2024-05-20", "2024-05-21");

    operation.look("2024-05-06T09:00").look("2024-05-20T09:00");

    assertThat(operation.onCall()).contains("bob");
    assertThat(operation.state().cycle().number()).isEqualTo(2);
  }

  @Test
  void beingThereOnSomeDaysIsNotBeingPresent() {
    draft
        .away("carol", "2024-05-06", "2024-05-06")
        .away("carol", "2024-05-13", "2024-05-13")
        .away("carol", "2024-05-20", "2024-05-24");

    operation.look("2024-05-06T09:00").look("2024-05-20T09:00");

    assertThat(operation.state().carried()).isEmpty();
    assertThat(operation.state().turns().get("carol").excused()).isTrue();
  }

  @Test
  void whoIsOnCallIsPresentEvenIfOnSomeDaysOnly() {
    draft
        .away("alice", "2024-05-06", "2024-05-06")
        .away("bob", "2024-05-06", "2024-05-07")
        .away("carol", "2024-05-06", "2024-05-07");
    operation.look("2024-05-06T09:00");
    assertThat(operation.onCall()).contains("alice");

    // The shift is cut short, and alice is away until the cycle has ended.
    draft.suspended(true);
    operation.look("2024-05-08T12:00");
    draft.suspended(false).away("alice", "2024-05-08", "2024-05-31");
    operation.look("2024-05-08T12:01").look("2024-05-20T09:00");

    assertThat(operation.state().cycle().number()).isEqualTo(2);
    assertThat(operation.state().carried()).containsExactly("alice");
  }
}
