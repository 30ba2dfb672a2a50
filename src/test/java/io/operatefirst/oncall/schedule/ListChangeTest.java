package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Joining and leaving, which must not silently move other people's shifts. */
class ListChangeTest {

  private final Draft draft = Draft.daily("alice", "bob", "carol", "dave");
  private final Operation operation = new Operation(draft);

  @BeforeEach
  void aliceHasServedAndBobIsOnCall() {
    operation.look("2024-05-06T09:00").look("2024-05-07T09:00");
  }

  @AfterEach
  void everyRuleIsKept() {
    assertThat(operation.violations()).isEmpty();
  }

  @Test
  void whoIsAddedComesAtTheEndOfTheCurrentCycle() {
    List<String> before = operation.boardAhead(2);
    draft.people(List.of("erin", "alice", "bob", "carol", "dave"));

    operation.look("2024-05-07T12:00");

    assertThat(operation.boardAhead(4).subList(0, 2)).isEqualTo(before);
    assertThat(operation.boardAhead(4).subList(2, 4))
        .containsExactly("Fri 2024-05-10 09:00 erin", "Mon 2024-05-13 09:00 alice");
  }

  @Test
  void severalAreAddedInTheOrderOfTheSpec() {
    draft.people(List.of("zoe", "alice", "bob", "erin", "carol", "dave"));

    operation.look("2024-05-08T09:00");

    assertThat(operation.listed()).containsExactly("alice", "bob", "carol", "dave", "zoe", "erin");
  }

  @Test
  void whoIsOnCallStaysWhenSomebodyElseLeaves() {
    draft.leave("carol");

    operation.look("2024-05-07T12:00");

    assertThat(operation.log()).hasSize(2);
    assertThat(operation.boardAhead(1)).containsExactly("Wed 2024-05-08 09:00 dave");
  }

  @Test
  void whereWhoIsOnCallLeavesTheNextTakesOverAtOnceUntilTheSameEnd() {
    draft.leave("bob");

    operation.look("2024-05-07T12:00");

    assertThat(operation.running().reason()).isEqualTo(Handover.Reason.ENGINEER_REMOVED);
    assertThat(operation.running().sequence()).isEqualTo(3);
    assertThat(operation.running().from()).contains("bob");
    assertThat(operation.onCall()).contains("carol");
    assertThat(operation.boardAhead(1)).containsExactly("Wed 2024-05-08 09:00 dave");
  }

  @Test
  void theSuccessorPaysWithTheBox() {
    draft.leave("bob");

    operation.look("2024-05-07T12:00").look("2024-05-08T09:00");

    assertThat(operation.unchecked()).containsExactly("dave");
    assertThat(operation.state().turns().get("carol").count()).isEqualTo(1);
  }

  @Test
  void aNameThatReturnsWithinTheCycleKeepsItsUncheckedBox() {
    draft.leave("bob");
    operation.look("2024-05-07T12:00");
    draft.join("bob");

    operation.look("2024-05-08T09:00").look("2024-05-09T09:00");

    assertThat(operation.onCall()).contains("bob");
    assertThat(operation.state().cycle().number()).isEqualTo(1);
    assertThat(operation.state().turns().get("bob").count()).isEqualTo(1);
  }

  @Test
  void aNameThatReturnsWithinTheCycleKeepsItsCheckedBox() {
    draft.leave("alice");
    operation.look("2024-05-08T09:00");
    draft.join("alice");

    operation.look("2024-05-09T09:00");

    assertThat(operation.listed()).containsExactly("bob", "carol", "dave", "alice");
    assertThat(operation.unchecked()).containsExactly("dave");
    assertThat(operation.state().turns().get("alice").count()).isEqualTo(1);
    assertThat(operation.state().turns().get("alice").added()).isTrue();
  }

  @Test
  void leavingAndReturningBetweenTwoHandoversIsNothing() {
    draft.leave("alice");
    operation.look("2024-05-07T12:00");
    draft.people(List.of("alice", "bob", "carol", "dave"));

    operation.look("2024-05-08T09:00");

    assertThat(operation.listed()).containsExactly("alice", "bob", "carol", "dave");
    assertThat(operation.state().turns().get("alice").added()).isFalse();
  }

  @Test
  void whoReturnsInALaterCycleIsNewOnTheList() {
    draft.leave("alice");
    operation.look("2024-05-08T09:00").look("2024-05-10T09:00");
    assertThat(operation.state().cycle().number()).isEqualTo(2);
    draft.join("alice");

    operation.look("2024-05-13T09:00");

    assertThat(operation.listed()).containsExactly("bob", "carol", "dave", "alice");
    assertThat(operation.unchecked()).containsExactly("carol", "dave", "alice");
  }

  @Test
  void aNewOrderCountsFromTheNextCycle() {
    draft.people(List.of("dave", "carol", "bob", "alice"));

    operation.look("2024-05-08T09:00");
    assertThat(operation.listed()).containsExactly("alice", "bob", "carol", "dave");

    operation.look("2024-05-10T09:00");
    assertThat(operation.state().cycle().number()).isEqualTo(2);
    assertThat(operation.listed()).containsExactly("dave", "carol", "bob", "alice");
  }

  @Test
  void everybodyMayBeReplacedAtOnce() {
    draft.people(List.of("erin", "frank"));

    operation.look("2024-05-07T12:00").look("2024-05-09T09:00");

    assertThat(operation.board().subList(2, 5))
        .containsExactly(
            "Tue 2024-05-07 12:00 erin", "Wed 2024-05-08 09:00 frank", "Thu 2024-05-09 09:00 erin");
  }

  @Test
  void whereNobodyElseIsThereNobodyTakesOver() {
    draft.leave("bob");
    for (String name : List.of("alice", "carol", "dave")) {
      draft.away(name, "2024-05-07", "2024-05-07");
    }

    operation.look("2024-05-07T12:00");

    assertThat(operation.running().reason()).isEqualTo(Handover.Reason.ENGINEER_REMOVED);
    assertThat(operation.onCall()).isEmpty();
    assertThat(operation.unchecked()).containsExactly("carol", "dave");
  }

  @Test
  void whoIsAwayOnTheRestOfTheDayDoesNotTakeOver() {
    // After the middle of Tuesday's coverage, yet it is Tuesday that carol is away.
    draft.leave("bob").away("carol", "2024-05-07", "2024-05-07");

    operation.look("2024-05-07T15:00");

    assertThat(operation.onCall()).contains("dave");
  }
}
