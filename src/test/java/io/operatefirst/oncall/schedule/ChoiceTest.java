package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.schedule.Choice.PassedOver.Away;
import io.operatefirst.oncall.schedule.Choice.PassedOver.NotRested;
import io.operatefirst.oncall.schedule.Choice.Reason;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whoever asks why a shift is theirs gets the planner's own reason. */
class ChoiceTest {

  private final Draft draft = Draft.daily("alice", "bob", "carol");
  private final Operation operation = new Operation(draft);

  @Test
  void theNextOnTheListIsAskedFirst() {
    assertThat(next()).isEqualTo(new Choice(Optional.of("alice"), Reason.NEXT_ON_LIST, List.of()));
  }

  @Test
  void whoIsAwayIsPassedOver() {
    draft.away("alice", "2024-05-06", "2024-05-07");

    assertThat(next())
        .isEqualTo(
            new Choice(
                Optional.of("bob"), Reason.NEXT_ON_LIST, List.of(away("alice", "2024-05-06"))));
  }

  @Test
  void whoHasNotRestedIsPassedOver() {
    operation.look("2024-05-06T09:00").look("2024-05-08T09:00");
    draft.people(List.of("carol", "alice", "bob"));

    assertThat(next())
        .isEqualTo(
            new Choice(
                Optional.of("alice"), Reason.NEXT_ON_LIST, List.of(new NotRested("carol", 0))));
  }

  @Test
  void ofTiredOnesTheOneWhoseShiftIsLongestAgo() {
    operation.look("2024-05-06T09:00").look("2024-05-08T09:00");
    draft.minimumRest(3).people(List.of("carol", "alice", "bob"));

    assertThat(next())
        .isEqualTo(
            new Choice(
                Optional.of("alice"),
                Reason.LEAST_TIRED,
                List.of(new NotRested("carol", 0), new NotRested("bob", 1))));
  }

  @Test
  void aBoxOfAnEarlierCycleComesFirst() {
    draft.away("alice", "2024-05-07", "2024-05-08").done("bob", "carol");
    draft.people(List.of("dave", "alice", "bob", "carol"));

    // Dave serves while alice is there; then she is away, and the cycle ends without her turn.
    assertThat(choices(4).get(3))
        .isEqualTo(new Choice(Optional.of("alice"), Reason.CARRIED_BOX, List.of()));
  }

  @Test
  void whereNobodyIsThereAllWeekTheOneThereOnMostOfIt() {
    draft.cadence(Cadence.WEEKLY).people(List.of("alice", "bob"));
    draft.away("alice", "2024-05-06", "2024-05-08").away("bob", "2024-05-10", "2024-05-10");

    assertThat(next())
        .isEqualTo(
            new Choice(
                Optional.of("bob"),
                Reason.THERE_ON_MOST,
                List.of(away("alice", "2024-05-06", "2024-05-07", "2024-05-08"))));
  }

  @Test
  void whereEverybodyIsAwayEachIsNamedOnceEvenThoseWithACheckedBox() {
    draft.away("alice", "2024-05-07", "2024-05-07");
    draft.away("bob", "2024-05-07", "2024-05-07").away("carol", "2024-05-07", "2024-05-07");

    Choice choice = choices(2).get(1);

    assertThat(choice.reason()).isEqualTo(Reason.NOBODY_AVAILABLE);
    assertThat(choice.passedOver())
        .containsExactly(
            away("bob", "2024-05-07"), away("carol", "2024-05-07"), away("alice", "2024-05-07"));
  }

  /** What is read from the log has lost it. */
  @Test
  void aShiftOfTheLogDoesNotSayWhy() {
    operation.look("2024-05-06T09:00");
    Handover read = operation.running();
    Handover written =
        new Handover(
            read.sequence(), read.reason(), read.from(), read.to(), read.at(), read.state());

    assertThat(
            new Planner(draft.roster())
                .shifts(Optional.of(written), operation.lookedAt())
                .limit(2)
                .map(shift -> shift.choice().isPresent()))
        .containsExactly(false, true);
  }

  private List<Choice> choices(int shifts) {
    return operation.preview(shifts).stream()
        .map(Handover::choice)
        .map(Optional::orElseThrow)
        .toList();
  }

  private Choice next() {
    return choices(1).get(0);
  }

  private static Away away(String name, String... days) {
    return new Away(
        new Absence(name, List.of(days).stream().map(LocalDate::parse).toList(), false));
  }
}
