package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who was on call stays as people saw it, whatever becomes of the calendar, list and overrides. */
class CoveredPastTest {

  private final Draft draft = Draft.daily("alice", "bob", "dave");
  private final Operation operation = new Operation(draft);

  @AfterEach
  void everyRuleIsKept() {
    assertThat(operation.violations()).isEmpty();
  }

  @Test
  void anOverrideThatIsDeletedHasCoveredUntilThen() {
    draft.agree(dates("bob", "2024-05-06", "2024-05-06", "2024-05-01T00:00"));
    operation.look("2024-05-06T09:00");
    draft.takeBack("override");

    operation.look("2024-05-06T12:00").look("2024-05-07T09:00");

    assertThat(covered()).containsExactly("bob 2024-05-06T09:00 2024-05-06T12:00");
  }

  @Test
  void oneThatTheOperatorLearnsOfLaterCoversFromWhenItWasMade() {
    operation.look("2024-05-06T09:00");
    draft.agree(dates("bob", "2024-05-06", "2024-05-06", "2024-05-06T09:30"));

    operation.look("2024-05-06T12:00").look("2024-05-07T09:00");

    assertThat(covered()).containsExactly("bob 2024-05-06T09:30 2024-05-07T09:00");
  }

  @Test
  void oneThatIsMendedLaterCoversFromThenOn() {
    operation.look("2024-05-06T09:00");
    // Of the form in which it was made at half past nine, nobody was relieved by it.
    operation.look("2024-05-06T09:30");
    draft.agree(answered(dates("bob", "2024-05-06", "2024-05-06", "2024-05-06T09:30")));

    operation.look("2024-05-06T16:30").look("2024-05-06T16:45").look("2024-05-07T09:00");

    assertThat(covered()).containsExactly("bob 2024-05-06T16:30 2024-05-07T09:00");
  }

  @Test
  void aShiftThatComesToHaveItsDateIsCoveredFromThenOn() {
    draft.agree(dates("bob", "2024-05-07", "2024-05-07", "2024-05-01T00:00"));
    operation.look("2024-05-06T09:00");
    assertThat(operation.onDuty()).contains("alice");
    draft.cadence(Cadence.WEEKLY);

    operation.look("2024-05-06T12:00").look("2024-05-13T09:00");

    assertThat(covered()).containsExactly("bob 2024-05-06T12:00 2024-05-13T09:00");
  }

  @Test
  void whoComesOntoTheListCoversFromThenOn() {
    draft.agree(dates("carol", "2024-05-06", "2024-05-06", "2024-05-01T00:00"));
    operation.look("2024-05-06T09:00");
    draft.join("carol");

    operation.look("2024-05-06T12:00").look("2024-05-07T09:00");

    assertThat(covered()).containsExactly("carol 2024-05-06T12:00 2024-05-07T09:00");
  }

  @Test
  void aShiftThatIsCutShortKeepsItsDays() {
    // The shift from Tuesday afternoon is Wednesday's, also where no more than Tuesday is left.
    draft.handoverTime("16:00");
    draft.agree(dates("dave", "2024-05-07", "2024-05-07", "2024-05-01T00:00"));
    operation.look("2024-05-06T16:00");
    draft.suspended(true);

    operation.look("2024-05-07T16:30");

    assertThat(covered()).isEmpty();
    assertThat(operation.state().turns().get("dave").tally().covers()).isEqualTo(1);
  }

  private static Cover dates(String engineer, String from, String to, String made) {
    return new Cover(
        "override",
        instant(made),
        engineer,
        Optional.empty(),
        new Window.Dates(LocalDate.parse(from), LocalDate.parse(to)),
        false);
  }

  private static Cover answered(Cover cover) {
    return new Cover(
        cover.override(),
        cover.made(),
        cover.engineer(),
        cover.whose(),
        cover.window(),
        cover.countsAsTurn(),
        true);
  }

  /** In the shift that ended last: who, since when, until when. */
  private List<String> covered() {
    return operation.running().covered().stream()
        .map(
            stint ->
                stint.engineer().orElseThrow()
                    + " "
                    + LocalDateTime.ofInstant(stint.time().start(), ZoneOffset.UTC)
                    + " "
                    + LocalDateTime.ofInstant(stint.time().end(), ZoneOffset.UTC))
        .toList();
  }

  private static Instant instant(String local) {
    return LocalDateTime.parse(local).toInstant(ZoneOffset.UTC);
  }
}
