package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    assertThat(Fairness.of(operation.state()))
        .isEqualTo(new Fairness(2, 2, List.of("alice"), List.of("carol")));
    assertThat(Fairness.of(operation.state()).isBalanced()).isTrue();
  }

  @Test
  void oneMoreIsAllowedWhileSomebodyIsAhead() {
    operation.look("2024-05-06T09:00");

    assertThat(Fairness.of(with(Set.of(), Set.of("bob"))).limit()).isEqualTo(2);
    assertThat(Fairness.of(with(Set.of("carol"), Set.of("bob"))).limit()).isEqualTo(3);
    assertThat(Fairness.of(with(Set.of("carol"), Set.of("alice", "bob"))).limit()).isEqualTo(3);
  }

  private RotationState with(Set<String> carried, Set<String> ahead) {
    RotationState state = operation.state();
    return new RotationState(
        state.cycle(), state.order(), carried, ahead, state.turns(), state.removed(), state.duty());
  }

  /** Bob has his turn and, with the box of the next cycle, that of carol, before dave has any. */
  @Test
  void whoCoversForATurnIsAheadAndStillBalanced() {
    Cover cover =
        new Cover(
            "favour",
            Instant.EPOCH,
            "bob",
            Optional.of("carol"),
            new Window.Dates(LocalDate.parse("2024-05-08"), LocalDate.parse("2024-05-08")),
            true);
    Planner planner = new Planner(draft.join("dave").roster().with(new Covers(List.of(cover))));

    Instant start = Instant.parse("2024-05-06T09:00:00Z");
    List<RotationState> states =
        planner
            .from(Optional.empty(), Shown.NOTHING, start)
            .limit(30)
            .map(Handover::state)
            .toList();

    assertThat(states.get(3).ahead()).containsExactly("bob");
    assertThat(Fairness.of(states.get(3)))
        .isEqualTo(new Fairness(2, 2, List.of("bob"), List.of("dave")));
    assertThat(states).allMatch(state -> Fairness.of(state).isBalanced());
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

    assertThat(Fairness.of(operation.state()))
        .isEqualTo(new Fairness(0, 1, List.of("alice"), List.of("alice")));
  }

  @Test
  void whereNobodyCountsTheSpreadIsNone() {
    operation.look("2024-05-06T09:00");
    draft.leave("alice", "bob", "carol").join("dave", "erin");

    operation.look("2024-05-07T09:00");

    assertThat(Fairness.of(operation.state())).isEqualTo(new Fairness(0, 1, List.of(), List.of()));
  }
}
