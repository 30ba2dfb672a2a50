package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Taking over a list that a team already keeps, in which some boxes are checked. */
class AdoptedListTest {

  private final Draft draft = Draft.daily("alice", "bob", "carol");
  private final Operation operation = new Operation(draft);

  @AfterEach
  void everyRuleIsKept() {
    assertThat(operation.violations()).isEmpty();
  }

  @Test
  void whoIsDoneHasABoxCheckedAndOneTurn() {
    draft.done("alice");

    operation.look("2024-05-06T09:00");

    assertThat(operation.onCall()).contains("bob");
    assertThat(operation.unchecked()).containsExactly("bob", "carol");
    assertThat(operation.state().turns().get("alice").count()).isEqualTo(1);
    assertThat(Fairness.of(operation.state()).spread()).isEqualTo(1);
  }

  @Test
  void whereEverybodyIsDoneTheSecondCycleBegins() {
    draft.done("alice", "bob", "carol");

    operation.look("2024-05-06T09:00");

    assertThat(operation.onCall()).contains("alice");
    assertThat(operation.state().cycle().number()).isEqualTo(2);
  }

  @Test
  void aDoneNameThatIsNotOnTheListDoesNotMatter() {
    draft.done("zoe");

    operation.look("2024-05-06T09:00");

    assertThat(operation.onCall()).contains("alice");
    assertThat(operation.listed()).containsExactly("alice", "bob", "carol");
  }

  @Test
  void doneCountsInTheFirstCycleOnly() {
    draft.done("alice");

    operation.look("2024-05-06T09:00").look("2024-05-08T09:00");

    assertThat(operation.state().cycle().number()).isEqualTo(2);
    assertThat(operation.onCall()).contains("alice");
  }
}
