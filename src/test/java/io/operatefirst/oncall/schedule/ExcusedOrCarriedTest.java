package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of an open box when its cycle ends without its owner. */
class ExcusedOrCarriedTest {

  private final Draft draft = Draft.daily("alice", "bob", "carol");
  private final Operation operation = new Operation(draft);

  @AfterEach
  void everyRuleIsKept() {
    assertThat(operation.violations()).isEmpty();
  }

  @Test
  void whoWasAwayThroughoutIsExcused() {
    draft.away("carol", "2024-05-06", "2024-05-09");

    operation.look("2024-05-06T09:00").look("2024-05-08T09:00");

    assertThat(operation.state().cycle().number()).isEqualTo(2);
    assertThat(operation.state().carried()).isEmpty();
    assertThat(operation.state().turns().get("carol").excused()).isTrue();
    assertThat(box("carol").excused()).isTrue();
  }

  @Test
  void whoIsBackIsExcusedNoLonger() {
    draft.away("carol", "2024-05-06", "2024-05-09");

    operation.look("2024-05-06T09:00").look("2024-05-10T09:00");

    assertThat(operation.onCall()).contains("carol");
    assertThat(box("carol").excused()).isFalse();
    assertThat(operation.state().turns().get("carol").excused()).isTrue();
  }

  @Test
  void whoWasThereOnceCarriesTheBoxAndComesFirstWhenBack() {
    draft.away("carol", "2024-05-07", "2024-05-08");

    operation.look("2024-05-06T09:00").look("2024-05-14T09:00");

    assertThat(operation.board())
        .containsExactly(
            "Mon 2024-05-06 09:00 alice",
            "Tue 2024-05-07 09:00 bob",
            // The second cycle begins, with a box that carol still has of the first.
            "Wed 2024-05-08 09:00 alice",
            "Thu 2024-05-09 09:00 carol",
            "Fri 2024-05-10 09:00 bob",
            // And the box of the second cycle.
            "Mon 2024-05-13 09:00 carol",
            "Tue 2024-05-14 09:00 alice");
  }

  @Test
  void theCarriedBoxIsCheckedBeforeThatOfTheCycle() {
    draft.away("carol", "2024-05-07", "2024-05-08");

    operation.look("2024-05-06T09:00").look("2024-05-09T09:00");
    assertThat(operation.state().carried()).containsExactly("carol");

    operation.look("2024-05-10T09:00");
    assertThat(operation.state().carried()).isEmpty();
    assertThat(operation.unchecked()).containsExactly("bob", "carol");
  }

  @Test
  void neverMoreThanOneBoxIsCarried() {
    draft.away("carol", "2024-05-07", "2024-05-08");
    operation.look("2024-05-06T09:00").look("2024-05-09T09:00");
    assertThat(operation.state().carried()).containsExactly("carol");
    assertThat(operation.onCall()).contains("carol");

    // The shift that would have paid for it is cut short, and carol is away once more.
    draft.suspended(true);
    operation.look("2024-05-09T12:00");
    draft.suspended(false).away("carol", "2024-05-09", "2024-05-12");
    operation.look("2024-05-09T12:01").look("2024-05-16T09:00");

    assertThat(operation.board().subList(5, 11))
        .containsExactly(
            "Thu 2024-05-09 12:01 bob",
            // The third cycle begins: carol was there in the second and had two open boxes.
            "Fri 2024-05-10 09:00 alice",
            "Mon 2024-05-13 09:00 carol",
            "Tue 2024-05-14 09:00 bob",
            "Wed 2024-05-15 09:00 carol",
            "Thu 2024-05-16 09:00 alice");
    assertThat(operation.state().cycle().number()).isEqualTo(4);
  }

  @Test
  void whoIsAwayThroughoutACycleKeepsTheBoxCarriedFromBefore() {
    draft.away("carol", "2024-05-07", "2024-05-10");

    operation.look("2024-05-06T09:00").look("2024-05-13T09:00");

    assertThat(operation.onCall()).contains("carol");
    assertThat(operation.state().cycle().number()).isEqualTo(3);
    assertThat(operation.state().carried()).containsExactly("carol");
    assertThat(operation.state().turns().get("carol").excused()).isTrue();
  }

  @Test
  void severalWithACarriedBoxKeepTheOrderOfTheList() {
    draft
        .join("dave")
        .away("carol", "2024-05-07", "2024-05-08")
        .away("dave", "2024-05-07", "2024-05-08");

    operation.look("2024-05-06T09:00").look("2024-05-10T09:00");

    assertThat(operation.board().subList(2, 5))
        .containsExactly(
            "Wed 2024-05-08 09:00 alice",
            "Thu 2024-05-09 09:00 carol",
            "Fri 2024-05-10 09:00 dave");
  }

  private Box box(String engineer) {
    return operation.state().order().stream()
        .filter(box -> box.engineer().equals(engineer))
        .findFirst()
        .orElseThrow();
  }
}
