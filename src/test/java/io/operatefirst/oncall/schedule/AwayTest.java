package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Time off and holidays of one's own, because being away must neither be punished nor rewarded. */
class AwayTest {

  private final Draft draft = Draft.daily("alice", "bob", "carol");
  private final Operation operation = new Operation(draft);

  @AfterEach
  void everyRuleIsKept() {
    assertThat(operation.violations()).isEmpty();
  }

  @Test
  void whoIsAwayKeepsTheBoxAndIsServedAsSoonAsTheyAreBack() {
    draft.away("alice", "2024-05-06", "2024-05-06");

    operation.look("2024-05-06T09:00").look("2024-05-08T09:00");

    assertThat(operation.board())
        .containsExactly(
            "Mon 2024-05-06 09:00 bob", "Tue 2024-05-07 09:00 alice", "Wed 2024-05-08 09:00 carol");
  }

  @Test
  void bothEndsOfTimeOffAreIncluded() {
    draft.away("alice", "2024-05-06", "2024-05-07");

    operation.look("2024-05-06T09:00").look("2024-05-08T09:00");

    assertThat(operation.board())
        .containsExactly(
            "Mon 2024-05-06 09:00 bob", "Tue 2024-05-07 09:00 carol", "Wed 2024-05-08 09:00 alice");
  }

  @Test
  void onesOwnPublicHolidayIsADayAway() {
    draft.startDate("2024-05-08").ownHolidaysOf("alice", "cz");

    operation.look("2024-05-08T09:00");

    assertThat(operation.onCall()).contains("bob");
  }

  @Test
  void timeOffOnADayOffDoesNotMatter() {
    draft.startDate("2024-05-10").away("alice", "2024-05-11", "2024-05-12");

    operation.look("2024-05-10T09:00");

    assertThat(operation.onCall()).contains("alice");
  }

  @Test
  void timeOffTakenDuringAShiftDoesNotMoveIt() {
    operation.look("2024-05-06T09:00");
    draft.away("alice", "2024-05-06", "2024-05-06");

    operation.look("2024-05-06T12:00");

    assertThat(operation.log()).hasSize(1);
    assertThat(operation.onCall()).contains("alice");
  }

  @Test
  void whereEverybodyIsAwayNobodyIsOnCallAndNoBoxMoves() {
    operation.look("2024-05-06T09:00");
    draft
        .away("alice", "2024-05-07", "2024-05-07")
        .away("bob", "2024-05-07", "2024-05-07")
        .away("carol", "2024-05-07", "2024-05-07");

    operation.look("2024-05-07T09:00");

    assertThat(operation.onCall()).isEmpty();
    assertThat(operation.state().duty()).isPresent();
    assertThat(operation.unchecked()).containsExactly("bob", "carol");

    operation.look("2024-05-08T09:00");

    assertThat(operation.onCall()).contains("bob");
    assertThat(operation.unchecked()).containsExactly("bob", "carol");
  }

  @Test
  void aCycleDoesNotEndWhileNobodyIsThere() {
    draft
        .away("alice", "2024-05-09", "2024-05-09")
        .away("bob", "2024-05-09", "2024-05-09")
        .away("carol", "2024-05-09", "2024-05-09");

    operation.look("2024-05-06T09:00").look("2024-05-09T09:00");

    assertThat(operation.onCall()).isEmpty();
    assertThat(operation.state().cycle().number()).isEqualTo(1);
    assertThat(operation.unchecked()).isEmpty();

    operation.look("2024-05-10T09:00");

    assertThat(operation.state().cycle().number()).isEqualTo(2);
  }
}
