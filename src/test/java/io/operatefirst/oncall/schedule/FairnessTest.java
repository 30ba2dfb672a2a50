package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The spread of turns, which is the promise that everybody takes part. */
class FairnessTest {

  private final Draft draft = Draft.daily("alice", "bob", "carol");
  private final Operation operation = new Operation(draft);

  @AfterEach
  void everyRuleIsKept() {
    assertThat(operation.violations()).isEmpty();
  }

  @Test
  void turnsDifferByOneAtMostWithTheRunningShiftCounted() {
    operation.look("2024-05-06T09:00");
    for (Handover handover : operation.preview(50)) {
      Fairness fairness = Fairness.of(handover.state());
      assertThat(fairness.spread()).isLessThanOrEqualTo(1);
      assertThat(fairness.limit()).isEqualTo(1);
      assertThat(fairness.isBalanced()).isTrue();
    }
  }

  @Test
  void twoAreAllowedWhileACarriedBoxIsOpen() {
    draft.away("carol", "2024-05-07", "2024-05-10");

    operation.look("2024-05-06T09:00").look("2024-05-08T09:00");

    assertThat(Fairness.of(operation.state())).isEqualTo(new Fairness(2, 2));
    assertThat(Fairness.of(operation.state()).isBalanced()).isTrue();
  }

  @Test
  void whoWasEverExcusedDoesNotCount() {
    draft.away("carol", "2024-05-06", "2024-05-31");

    operation.look("2024-05-06T09:00").look("2024-05-31T09:00");

    assertThat(operation.state().turns().get("carol").count()).isZero();
    assertThat(operation.state().turns().get("alice").count()).isEqualTo(10);
    assertThat(Fairness.of(operation.state()).isBalanced()).isTrue();
  }

  @Test
  void whoWasAddedDoesNotCount() {
    operation.look("2024-05-06T09:00").look("2024-05-31T09:00");
    draft.join("dave");

    operation.look("2024-06-03T09:00");

    assertThat(operation.state().turns().get("dave").count()).isZero();
    assertThat(Fairness.of(operation.state()).isBalanced()).isTrue();
  }

  @Test
  void whoLeftDoesNotCount() {
    operation.look("2024-05-06T09:00");
    draft.leave("bob");

    operation.look("2024-05-31T09:00");

    assertThat(operation.state().turns()).containsOnlyKeys("alice", "carol");
    assertThat(Fairness.of(operation.state()).isBalanced()).isTrue();
  }

  @Test
  void aListOfOneIsAlwaysFair() {
    draft.leave("bob", "carol");

    operation.look("2024-05-06T09:00").look("2024-05-31T09:00");

    assertThat(Fairness.of(operation.state())).isEqualTo(new Fairness(0, 1));
  }

  @Test
  void whereNobodyCountsTheSpreadIsNone() {
    operation.look("2024-05-06T09:00");
    draft.leave("alice", "bob", "carol").join("dave", "erin");

    operation.look("2024-05-07T09:00");

    assertThat(Fairness.of(operation.state())).isEqualTo(new Fairness(0, 1));
  }
}
