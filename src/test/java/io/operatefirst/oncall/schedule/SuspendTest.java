package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pausing duty, which costs nobody a turn. */
class SuspendTest {

  private final Draft draft = Draft.daily("alice", "bob", "carol");
  private final Operation operation = new Operation(draft);

  @BeforeEach
  void bobIsOnCallWhenDutyIsSuspended() {
    operation.look("2024-05-06T09:00").look("2024-05-07T09:00");
    draft.suspended(true);
    operation.look("2024-05-07T12:00");
  }

  @AfterEach
  void everyRuleIsKept() {
    assertThat(operation.violations()).isEmpty();
  }

  @Test
  void suspendingEndsTheShiftWithAnEntryAndLeavesTheBoxUnchecked() {
    assertThat(operation.running().reason()).isEqualTo(Handover.Reason.SUSPENDED);
    assertThat(operation.running().from()).contains("bob");
    assertThat(operation.running().to()).isEmpty();
    assertThat(operation.state().duty()).isEmpty();
    assertThat(operation.unchecked()).containsExactly("bob", "carol");
  }

  @Test
  void theTurnIsGivenBack() {
    assertThat(operation.state().turns().get("bob").count()).isZero();
    assertThat(operation.state().turns().get("alice").shiftsSince()).hasValue(0);
  }

  @Test
  void noBoundaryExistsWhileSuspended() {
    operation.look("2024-05-20T12:00");

    assertThat(operation.log()).hasSize(3);
    assertThat(operation.preview(5)).isEmpty();
  }

  @Test
  void resumingOpensAShiftAtOnceForTheFirstByTheRule() {
    draft.suspended(false);

    operation.look("2024-05-16T15:00");

    assertThat(operation.running().reason()).isEqualTo(Handover.Reason.RESUMED);
    assertThat(operation.onCall()).contains("bob");
    assertThat(operation.boardAhead(1)).containsExactly("Fri 2024-05-17 09:00 carol");
  }

  @Test
  void resumingKnowsWhoIsAwayToday() {
    draft.suspended(false).away("bob", "2024-05-16", "2024-05-16");

    operation.look("2024-05-16T15:00");

    assertThat(operation.onCall()).contains("carol");
  }

  @Test
  void theListMayChangeMeanwhile() {
    draft.leave("bob").join("dave");
    operation.look("2024-05-10T12:00");
    assertThat(operation.log()).hasSize(3);
    draft.suspended(false);

    operation.look("2024-05-16T15:00");

    assertThat(operation.onCall()).contains("carol");
    assertThat(operation.listed()).containsExactly("alice", "carol", "dave");
  }

  @Test
  void suspendingAndResumingBetweenTwoLooksIsNothing() {
    draft.suspended(false);
    operation.look("2024-05-16T15:00");
    draft.suspended(true).suspended(false);

    operation.look("2024-05-16T16:00");

    assertThat(operation.log()).hasSize(4);
  }

  @Test
  void resumingWaitsForAClockThatWentBackwards() {
    draft.suspended(false);

    operation.look("2024-05-07T10:00");
    assertThat(operation.log()).hasSize(3);
    assertThat(operation.boardAhead(2))
        .containsExactly("Tue 2024-05-07 12:00 bob", "Wed 2024-05-08 09:00 carol");

    operation.look("2024-05-07T12:30");
    assertThat(operation.running().reason()).isEqualTo(Handover.Reason.RESUMED);
    assertThat(operation.running().at()).isEqualTo("2024-05-07T12:30:00Z");
  }
}
