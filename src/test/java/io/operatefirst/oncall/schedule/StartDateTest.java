package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a rotation begins: in time, too early, or with days that nobody has written down. */
class StartDateTest {

  private final Draft draft = Draft.daily("alice", "bob", "carol");
  private final Operation operation = new Operation(draft);

  @AfterEach
  void everyRuleIsKept() {
    assertThat(operation.violations()).isEmpty();
  }

  @Test
  void nothingHappensBeforeIt() {
    operation.look("2024-05-03T12:00").look("2024-05-06T08:59");

    assertThat(operation.log()).isEmpty();
    assertThat(operation.boardAhead(2))
        .containsExactly("Mon 2024-05-06 09:00 alice", "Tue 2024-05-07 09:00 bob");
  }

  @Test
  void onADayOffTheFirstWorkingDayAfterItCounts() {
    draft.startDate("2024-05-04").holiday("2024-05-06");

    operation.look("2024-05-03T12:00");

    assertThat(operation.boardAhead(1)).containsExactly("Tue 2024-05-07 09:00 alice");
  }

  @Test
  void inThePastTheFirstEntryCarriesTheResultForTheRunningShift() {
    operation.look("2024-05-08T12:00");

    assertThat(operation.log()).hasSize(1);
    assertThat(operation.running().sequence()).isEqualTo(1);
    assertThat(operation.running().reason()).isEqualTo(Handover.Reason.FIRST_SHIFT);
    assertThat(operation.running().from()).isEmpty();
    assertThat(operation.board()).containsExactly("Wed 2024-05-08 09:00 carol");
    assertThat(operation.unchecked()).containsExactly("carol");
  }

  @Test
  void inThePastTheListIsWhereItWouldBeHadItBeenLookedAt() {
    draft.away("bob", "2024-05-07", "2024-05-07");
    Operation inTime = new Operation(draft).look("2024-05-06T09:00").look("2024-05-21T12:00");

    operation.look("2024-05-21T12:00");

    assertThat(operation.state()).isEqualTo(inTime.state());
    assertThat(operation.preview(20))
        .extracting(Handover::state)
        .isEqualTo(inTime.preview(20).stream().map(Handover::state).toList());
  }

  @Test
  void suspendedBeforeItNothingHappens() {
    draft.suspended(true);

    operation.look("2024-05-03T12:00");

    assertThat(operation.log()).isEmpty();
    assertThat(operation.preview(1)).isEmpty();
  }

  @Test
  void suspendedInThePastTheListIsAsItBegins() {
    draft.suspended(true).done("alice");

    operation.look("2024-05-16T12:00");

    assertThat(operation.running().reason()).isEqualTo(Handover.Reason.SUSPENDED);
    assertThat(operation.state()).isEqualTo(RotationState.beginning(draft.roster()));

    draft.suspended(false);
    operation.look("2024-05-20T12:00");
    assertThat(operation.onCall()).contains("bob");
    assertThat(operation.state().turns().get("carol").count()).isZero();
  }

  @Test
  void afterTheFirstEntryItIsIgnored() {
    operation.look("2024-05-06T09:00");
    draft.startDate("2024-06-03");

    operation.look("2024-05-07T09:00");

    assertThat(operation.onCall()).contains("bob");
  }

  @Test
  void whatIsForetoldBeforeItIsWhatHappens() {
    operation.look("2024-05-03T12:00");
    List<Handover> foretold = operation.preview(3);

    operation.look("2024-05-06T09:00").look("2024-05-07T09:05").look("2024-05-08T09:00");

    assertThat(operation.log()).isEqualTo(foretold);
  }

  @Test
  void aRotationThatStartsAfreshGoesOnCounting() {
    Handover afresh =
        new Planner(draft.roster())
            .firstHandover(18, Instant.parse("2024-05-06T10:00:00Z"))
            .orElseThrow();

    assertThat(afresh.sequence()).isEqualTo(18);
    assertThat(afresh.to()).contains("alice");
  }
}
