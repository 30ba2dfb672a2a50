package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rest between two shifts of one person, so that a shuffle does not give anybody two running. */
class RestTest {

  private final Draft draft = Draft.daily("alice", "bob", "carol");
  private final Operation operation = new Operation(draft);

  @AfterEach
  void everyRuleIsKept() {
    assertThat(operation.violations()).isEmpty();
  }

  @Test
  void whoWasLastIsNotFirstInTheNextCycle() {
    operation.look("2024-05-06T09:00").look("2024-05-08T09:00");
    draft.people(List.of("carol", "alice", "bob"));

    operation.look("2024-05-10T09:00");

    assertThat(operation.board().subList(2, 5))
        .containsExactly(
            "Wed 2024-05-08 09:00 carol",
            "Thu 2024-05-09 09:00 alice",
            "Fri 2024-05-10 09:00 carol");
  }

  @Test
  void withoutMinimumRestTheListAloneDecides() {
    operation.look("2024-05-06T09:00").look("2024-05-08T09:00");
    draft.minimumRest(0).people(List.of("carol", "alice", "bob"));

    operation.look("2024-05-09T09:00");

    assertThat(operation.onCall()).contains("carol");
  }

  @Test
  void whereNobodyIsRestedTheOneWhoseShiftIsLongestAgoServes() {
    operation.look("2024-05-06T09:00").look("2024-05-08T09:00");
    draft.minimumRest(3).people(List.of("carol", "bob", "alice"));

    operation.look("2024-05-09T09:00");

    assertThat(operation.onCall()).contains("alice");
  }

  @Test
  void aShiftWithoutAnEngineerIsRestToo() {
    draft.leave("bob", "carol").join("bob");
    operation.look("2024-05-06T09:00").look("2024-05-07T09:00");
    draft
        .people(List.of("bob", "alice"))
        .away("alice", "2024-05-08", "2024-05-08")
        .away("bob", "2024-05-08", "2024-05-08");

    operation.look("2024-05-09T09:00");

    assertThat(operation.board())
        .containsExactly(
            "Mon 2024-05-06 09:00 alice",
            "Tue 2024-05-07 09:00 bob",
            "Wed 2024-05-08 09:00 nobody",
            "Thu 2024-05-09 09:00 bob");
  }

  @Test
  void availableButTiredComesAfterRestedFurtherDown() {
    draft.minimumRest(2).away("alice", "2024-05-06", "2024-05-06").join("dave");

    // Bob, alice, carol and dave serve; then alice, first on the list, has rested two shifts.
    operation.look("2024-05-06T09:00").look("2024-05-10T09:00");

    assertThat(operation.board())
        .containsExactly(
            "Mon 2024-05-06 09:00 bob",
            "Tue 2024-05-07 09:00 alice",
            "Wed 2024-05-08 09:00 carol",
            "Thu 2024-05-09 09:00 dave",
            "Fri 2024-05-10 09:00 alice");

    draft.minimumRest(3);
    assertThat(new Operation(draft).look("2024-05-06T09:00").look("2024-05-10T09:00").onCall())
        .contains("bob");
  }

  @Test
  void whoLeavesAtTheEndOfACycleAndReturnsInTheNextHasNotTwoShiftsRunning() {
    bobLeavesAsHisShiftEndsTheCycle();
    draft.people(List.of("bob", "carol"));

    operation.look("2024-05-08T12:00");

    assertThat(operation.board())
        .containsExactly(
            "Mon 2024-05-06 09:00 alice",
            "Tue 2024-05-07 09:00 bob",
            "Wed 2024-05-08 09:00 alice",
            "Wed 2024-05-08 12:00 carol");
  }

  @Test
  void nothingElseOfWhoLeftIsRememberedInTheNextCycle() {
    bobLeavesAsHisShiftEndsTheCycle();
    draft.join("bob");

    operation.look("2024-05-09T09:00");

    assertThat(operation.unchecked()).containsExactly("bob");
    assertThat(operation.state().turns().get("bob"))
        .isEqualTo(
            new Turns(
                Tally.ofTurns(1),
                Optional.of(LocalDate.parse("2024-05-09")),
                OptionalInt.of(1),
                false,
                true));
    assertThat(operation.state().removed()).isEmpty();
  }

  @Test
  void whoLeftIsForgottenOnceRestedAsLongAsAnybodyMayAskFor() {
    bobLeavesAsHisShiftEndsTheCycle();
    draft.minimumRest(RemovedEngineer.LONGEST_REST);

    for (int shifts = 1; shifts < RemovedEngineer.LONGEST_REST; shifts++) {
      operation.look(operation.upcoming().orElseThrow().at());
    }
    assertThat(operation.state().removed())
        .extracting(gone -> gone.turns().shiftsSince())
        .containsExactly(OptionalInt.of(RemovedEngineer.LONGEST_REST - 1));

    operation.look(operation.upcoming().orElseThrow().at());
    assertThat(operation.state().removed()).isEmpty();
  }

  /** Alice alone is on the list of the second cycle, and on call from Wednesday. */
  private void bobLeavesAsHisShiftEndsTheCycle() {
    draft.people(List.of("alice", "bob"));
    operation.look("2024-05-06T09:00").look("2024-05-07T09:00");
    draft.leave("bob");
    operation.look("2024-05-08T09:00");
    assertThat(operation.state().cycle().number()).isEqualTo(2);
  }
}
