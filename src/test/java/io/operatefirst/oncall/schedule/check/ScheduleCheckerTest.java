package io.operatefirst.oncall.schedule.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A checker that finds nothing proves nothing: each rule that is broken by hand must be named. */
class ScheduleCheckerTest {

  private static final Instant MONDAY = Instant.parse("2024-05-06T09:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2024-05-07T09:00:00Z");
  private static final Instant WEDNESDAY = Instant.parse("2024-05-08T09:00:00Z");

  private final PaperLog log = new PaperLog();

  @Test
  void findsNothingInALogThatIsRight() {
    assertThat(log.violations()).isEmpty();
  }

  @Test
  void saysWhoWasOnCall() {
    assertThat(log.onCallAt(MONDAY.minusSeconds(1))).isEmpty();
    assertThat(log.onCallAt(MONDAY)).contains("alice");
    assertThat(log.onCallAt(TUESDAY.minusSeconds(1))).contains("alice");
    assertThat(log.onCallAt(TUESDAY)).contains("bob");
  }

  @Test
  void findsAGapInTheNumbers() {
    log.second = log.with(log.second.state(), 3, TUESDAY);

    assertThat(log.violations())
        .containsExactly(
            "handover 3 at 2024-05-07T09:00:00Z (END_OF_SHIFT): its sequence number: 3 instead of 2");
  }

  @Test
  void findsAHandoverAtTheWrongTime() {
    Instant late = TUESDAY.plusSeconds(60);
    log.second = log.with(log.onCall("bob", late, WEDNESDAY), 2, late);
    log.now = late;

    assertThat(log.violations())
        .containsExactly(
            "handover 2 at 2024-05-07T09:01:00Z (END_OF_SHIFT): the end of the shift before:"
                + " 2024-05-07T09:01:00Z instead of 2024-05-07T09:00:00Z",
            "handover 2 at 2024-05-07T09:01:00Z (END_OF_SHIFT): it is at no handover time of a"
                + " working day");
  }

  @Test
  void findsAShiftOfTheWrongLength() {
    log.second = log.with(log.onCall("bob", TUESDAY, WEDNESDAY.plusSeconds(3600)), 2, TUESDAY);

    assertThat(log.violations())
        .contains(
            second("the planned end: 2024-05-08T10:00:00Z instead of" + " 2024-05-08T09:00:00Z"));
  }

  @Test
  void findsAHandoverBeforeItsTime() {
    log.now = TUESDAY.minusSeconds(1);

    assertThat(log.violations())
        .contains(second("it was committed before its time, at 2024-05-07T08:59:59Z"));
  }

  @Test
  void findsAMissedHandover() {
    log.now = WEDNESDAY.plusSeconds(1);

    assertThat(log.violations())
        .containsExactly(
            "the look at 2024-05-08T09:00:01Z: the boundary at 2024-05-08T09:00:00Z was missed");
  }

  @Test
  void findsSomebodyOutOfTurn() {
    log.second = log.with(log.onCall("carol", TUESDAY, WEDNESDAY), 2, TUESDAY);

    assertThat(log.violations()).contains(second("bob comes before carol and is rested"));
  }

  @Test
  void findsSomebodyOnCallWhoseBoxIsChecked() {
    log.second = log.with(log.onCall("alice", TUESDAY, WEDNESDAY), 2, TUESDAY);

    assertThat(log.violations()).contains(second("alice has no open box"));
  }

  @Test
  void findsSomebodyOnCallWhoIsAway() {
    log.spec = PaperLog.spec(Set.of("bob"));

    assertThat(log.violations())
        .contains(
            second(
                "bob is away on one of [2024-05-07] though an open box and no time off have"
                    + " carol"));
  }

  @Test
  void findsAShiftLeftToNobody() {
    log.second = log.with(log.onCall(Optional.empty(), TUESDAY, WEDNESDAY), 2, TUESDAY);

    assertThat(log.violations()).contains(second("nobody is on call though alice is there"));
  }

  @Test
  void findsACycleThatEndedEarly() {
    log.second =
        log.withOrder(PaperLog.open("alice"), PaperLog.open("bob"), PaperLog.open("carol"));
    log.second = log.inCycle(2);

    assertThat(log.violations())
        .contains(second("the cycle ended though bob has a box and is there"));
  }

  @Test
  void findsABoxThatWasNotChecked() {
    log.second =
        log.withOrder(PaperLog.open("alice"), PaperLog.open("bob"), PaperLog.open("carol"));

    assertThat(log.violations())
        .containsExactly(
            second(
                "the boxes: {alice=false, bob=false, carol=false} instead of {alice=true,"
                    + " bob=false, carol=false}"));
  }

  @Test
  void findsSomebodyWhoChangedPlaces() {
    log.second =
        log.withOrder(PaperLog.checked("alice"), PaperLog.open("carol"), PaperLog.open("bob"));

    assertThat(log.violations())
        .contains(
            second("the order of the list: [alice, carol, bob] instead of [alice, bob, carol]"));
  }

  @Test
  void findsATurnCountedWrong() {
    log.second = log.withTurns(log.first.state().turns());

    assertThat(log.violations()).contains(second("the turns of bob: 0 instead of 1"));
  }

  @Test
  void findsABoxCarriedWithoutCause() {
    log.second = log.withCarried("carol");

    assertThat(log.violations())
        .containsExactly(second("who carries a box: [carol] instead of []"));
  }

  @Test
  void findsAHandoverThatNobodyAskedFor() {
    log.second = log.suspension();

    assertThat(log.violations())
        .contains("handover 2 at 2024-05-07T09:00:00Z (SUSPENDED): the rotation is not suspended");
  }

  private static String second(String sentence) {
    return "handover 2 at 2024-05-07T09:00:00Z (END_OF_SHIFT): " + sentence;
  }
}
