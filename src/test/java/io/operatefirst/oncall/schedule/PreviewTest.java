package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is foretold is what happens, because the calendars of real people are planned by it. */
class PreviewTest {

  private final Draft draft = Draft.daily("alice", "bob", "carol").shuffle("42");
  private final Operation operation = new Operation(draft);

  @Test
  void whatIsForetoldIsWhatHappens() {
    draft.away("bob", "2024-05-07", "2024-05-20").holiday("2024-05-08");
    operation.look("2024-05-06T09:00");
    List<Handover> foretold = operation.preview(15);

    for (Handover handover : foretold) {
      operation.look(handover.at());
    }

    assertThat(operation.log().subList(1, 16)).isEqualTo(foretold);
  }

  @Test
  void itIsTheSameFromAnyHandoverOfTheLog() {
    operation.look("2024-05-06T09:00").look("2024-06-28T12:00");
    List<Handover> log = operation.log();

    for (int i = 0; i < log.size(); i++) {
      List<Handover> rest = log.subList(i + 1, log.size());
      assertThat(
              new Planner(draft.roster())
                  .from(Optional.of(log.get(i)), Shown.NOTHING, log.get(i).at())
                  .limit(rest.size()))
          .isEqualTo(rest);
    }
  }

  @Test
  void somebodyWhoJoinsMovesNobodysShiftInTheCurrentCycle() {
    operation.look("2024-05-06T09:00");
    List<String> before = operation.boardAhead(2);
    draft.join("dave");

    operation.look("2024-05-06T10:00");

    assertThat(operation.boardAhead(2)).isEqualTo(before);
  }

  @Test
  void itDoesNotEnd() {
    operation.look("2024-05-06T09:00");

    assertThat(operation.preview(2000)).hasSize(2000);
  }
}
