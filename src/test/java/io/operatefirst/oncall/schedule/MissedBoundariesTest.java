package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Boundaries that nobody looked at, and clocks that went backwards. */
class MissedBoundariesTest {

  private final Draft draft = Draft.daily("alice", "bob", "carol");
  private final Operation operation = new Operation(draft);

  @BeforeEach
  void aliceIsOnCall() {
    operation.look("2024-05-06T09:00");
  }

  @AfterEach
  void everyRuleIsKept() {
    assertThat(operation.violations()).isEmpty();
  }

  @Test
  void areWorkedOffInOrderEachWithItsOwnEntry() {
    operation.look("2024-05-09T11:00");

    assertThat(operation.board())
        .containsExactly(
            "Mon 2024-05-06 09:00 alice",
            "Tue 2024-05-07 09:00 bob",
            "Wed 2024-05-08 09:00 carol",
            "Thu 2024-05-09 09:00 alice");
    assertThat(operation.log()).extracting(Handover::sequence).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void areWorkedOffOnce() {
    operation.look("2024-05-09T11:00").look("2024-05-09T11:00").look("2024-05-09T12:00");

    assertThat(operation.log()).hasSize(4);
  }

  @Test
  void makeNoDifferenceToWhatWasForetold() {
    List<Handover> foretold = operation.preview(3);

    operation.look("2024-05-09T11:00");

    assertThat(operation.log().subList(1, 4)).isEqualTo(foretold);
  }

  @Test
  void areWorkedOffBeforeSomebodyWhoLeftIsReplaced() {
    draft.leave("alice");

    operation.look("2024-05-08T11:00");

    assertThat(operation.board())
        .containsExactly(
            "Mon 2024-05-06 09:00 alice", "Tue 2024-05-07 09:00 bob", "Wed 2024-05-08 09:00 carol");
    assertThat(operation.log())
        .extracting(Handover::reason)
        .doesNotContain(Handover.Reason.ENGINEER_REMOVED);
  }

  @Test
  void areWorkedOffBeforeTheRunningShiftIsSuspended() {
    draft.suspended(true);

    operation.look("2024-05-08T11:00");

    assertThat(operation.board())
        .containsExactly(
            "Mon 2024-05-06 09:00 alice",
            "Tue 2024-05-07 09:00 bob",
            "Wed 2024-05-08 09:00 carol",
            "Wed 2024-05-08 11:00 nobody");
    assertThat(operation.running().reason()).isEqualTo(Handover.Reason.SUSPENDED);
    assertThat(operation.unchecked()).containsExactly("carol");
  }

  @Test
  void endWithTheSuspensionAlsoWhereTheyAreForetold() {
    draft.suspended(true);
    Stream<Handover> foretold =
        new Planner(draft.roster())
            .from(operation.last(), Shown.NOTHING, Instant.parse("2024-05-08T11:00:00Z"));

    operation.look("2024-05-08T11:00");

    assertThat(foretold.limit(9)).isEqualTo(operation.log().subList(1, operation.log().size()));
  }

  @Test
  void aClockThatWentBackwardsChangesNothing() {
    operation.look("2024-05-07T09:00");

    operation.look("2024-05-06T20:00");
    assertThat(operation.onCall()).contains("bob");
    assertThat(operation.boardAhead(1)).containsExactly("Wed 2024-05-08 09:00 carol");

    operation.look("2024-05-07T09:00");
    assertThat(operation.log()).hasSize(2);
  }

  @Test
  void aRemovalWaitsForAClockThatWentBackwards() {
    operation.look("2024-05-07T09:00");
    draft.leave("bob");

    operation.look("2024-05-07T08:00");
    assertThat(operation.onCall()).contains("bob");

    operation.look("2024-05-07T09:00");
    assertThat(operation.board().subList(1, 3))
        .containsExactly("Tue 2024-05-07 09:00 bob", "Tue 2024-05-07 09:00 carol");
  }

  @Test
  void aSuspensionWaitsForAClockThatWentBackwards() {
    operation.look("2024-05-07T09:00");
    draft.suspended(true);

    operation.look("2024-05-07T08:00");
    assertThat(operation.log()).hasSize(2);

    operation.look("2024-05-07T09:10");
    assertThat(operation.running().reason()).isEqualTo(Handover.Reason.SUSPENDED);
    assertThat(operation.running().at()).isEqualTo("2024-05-07T09:10:00Z");
  }
}
