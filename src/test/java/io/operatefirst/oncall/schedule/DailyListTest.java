package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A list handed over every working day, which is what the team decided on. */
class DailyListTest {

  private final Draft draft = Draft.daily("alice", "bob", "carol");
  private final Operation operation = new Operation(draft);

  @AfterEach
  void everyRuleIsKept() {
    assertThat(operation.violations()).isEmpty();
  }

  @Test
  void aShiftLastsFromOneWorkingDayToTheNext() {
    operation.look("2024-05-06T09:00").look("2024-05-13T09:00");

    assertThat(operation.board())
        .containsExactly(
            "Mon 2024-05-06 09:00 alice",
            "Tue 2024-05-07 09:00 bob",
            "Wed 2024-05-08 09:00 carol",
            "Thu 2024-05-09 09:00 alice",
            "Fri 2024-05-10 09:00 bob",
            "Mon 2024-05-13 09:00 carol");
  }

  @Test
  void aPublicHolidayConsumesNobodysTurn() {
    draft.holiday("2024-05-07");

    operation.look("2024-05-06T09:00");

    assertThat(operation.boardAhead(2))
        .containsExactly("Wed 2024-05-08 09:00 bob", "Thu 2024-05-09 09:00 carol");
  }

  @Test
  void theBoxIsCheckedWhenTheShiftEnds() {
    operation.look("2024-05-06T09:00");
    assertThat(operation.unchecked()).containsExactly("alice", "bob", "carol");

    operation.look("2024-05-07T08:59");
    assertThat(operation.unchecked()).containsExactly("alice", "bob", "carol");

    operation.look("2024-05-07T09:00");
    assertThat(operation.unchecked()).containsExactly("bob", "carol");
  }

  @Test
  void theNextCycleBeginsWhenEveryBoxIsChecked() {
    operation.look("2024-05-06T09:00").look("2024-05-08T09:00");
    assertThat(operation.state().cycle().number()).isEqualTo(1);

    operation.look("2024-05-09T09:00");
    assertThat(operation.state().cycle().number()).isEqualTo(2);
    assertThat(operation.unchecked()).containsExactly("alice", "bob", "carol");
  }

  @Test
  void handoversAreNumberedFromOneAndSayWhy() {
    operation.look("2024-05-06T09:00").look("2024-05-08T09:00");

    assertThat(operation.log()).extracting(Handover::sequence).containsExactly(1L, 2L, 3L);
    assertThat(operation.log())
        .extracting(Handover::reason)
        .containsExactly(
            Handover.Reason.FIRST_SHIFT,
            Handover.Reason.END_OF_SHIFT,
            Handover.Reason.END_OF_SHIFT);
    assertThat(operation.running().from()).contains("bob");
    assertThat(operation.running().to()).contains("carol");
  }

  @Test
  void aListOfOneIsOnCallEveryDay() {
    draft.leave("bob", "carol");

    operation.look("2024-05-06T09:00").look("2024-05-07T09:00");

    assertThat(operation.board())
        .containsExactly("Mon 2024-05-06 09:00 alice", "Tue 2024-05-07 09:00 alice");
    assertThat(operation.state().cycle().number()).isEqualTo(2);
  }

  @Test
  void aHandoverAfterTheCoverageLeavesTheDayBeforeToThePredecessor() {
    // Who takes over on Monday evening reacts on Tuesday: carol is away on Tuesday.
    draft
        .handoverTime("18:00")
        .leave("alice", "bob")
        .join("bob")
        .away("carol", "2024-05-07", "2024-05-07");

    operation.look("2024-05-06T18:00");

    assertThat(operation.onCall()).contains("bob");
  }
}
