package io.operatefirst.oncall.logentry;

import static io.operatefirst.oncall.logentry.HeldBack.AT_ONCE;
import static io.operatefirst.oncall.logentry.HeldBack.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldBackTest {

  private final List<ResourceID> started = new ArrayList<>();
  private final HeldBack held = new HeldBack(started::add);

  @Test
  void soManyAreUnderWayAndNeverMore() {
    hold(100);
    assertThat(started).isEmpty();

    goOn();
    goOn();
    assertThat(started).isEqualTo(entries(0, AT_ONCE));

    held.reconciled(entry(3));
    assertThat(started).isEqualTo(entries(0, AT_ONCE + 1));
  }

  @Test
  void allHaveTheirTurnInTheOrderInWhichTheyCame() {
    hold(100);
    goOn();
    for (int i = 0; i < 100; i++) {
      held.reconciled(entry(i));
    }

    assertThat(started).isEqualTo(entries(0, 100));
  }

  @Test
  void whatWasNotHeldBackStartsNothing() {
    hold(100);
    held.reconciled(entry(50));
    held.reconciled(entry(200));

    assertThat(started).isEmpty();
  }

  @Test
  void whatIsGoneMakesRoom() {
    hold(100);
    goOn();
    held.goOn(entry -> !entry.equals(entry(0)) && !entry.equals(entry(1)));

    assertThat(started).isEqualTo(entries(0, AT_ONCE + 2));
  }

  @Test
  void thoseThatCannotBeWrittenDoNotHoldUpTheOthersForEver() {
    hold(100);
    for (int round = 0; round <= PATIENCE; round++) {
      goOn();
    }
    assertThat(started).hasSize(AT_ONCE);

    goOn();
    assertThat(started).isEqualTo(entries(0, 2 * AT_ONCE));

    held.reconciled(entry(0));
    assertThat(started).as("one that comes late makes no room").hasSize(2 * AT_ONCE);
  }

  @Test
  void whatIsHeldBackTwiceIsNotWaitedForTwice() {
    hold(5);
    hold(5);
    goOn();
    assertThat(started).isEqualTo(entries(0, 5));

    held.reconciled(entry(0));
    hold(1);
    goOn();
    assertThat(started).hasSize(6).last().isEqualTo(entry(0));
  }

  @Test
  void inTheNextStormAllWaitAgain() {
    hold(AT_ONCE);
    goOn();
    hold(AT_ONCE);
    entries(0, AT_ONCE).forEach(held::reconciled);
    assertThat(started).hasSize(AT_ONCE);

    goOn();
    assertThat(started).hasSize(2 * AT_ONCE);
  }

  private void hold(int entries) {
    entries(0, entries).forEach(held::hold);
  }

  private void goOn() {
    held.goOn(entry -> true);
  }

  private static List<ResourceID> entries(int from, int to) {
    return IntStream.range(from, to).mapToObj(HeldBackTest::entry).toList();
  }

  private static ResourceID entry(int number) {
    return new ResourceID("entry-" + number, "team");
  }
}
