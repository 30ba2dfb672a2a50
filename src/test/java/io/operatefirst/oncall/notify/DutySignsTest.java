package io.operatefirst.oncall.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.Condition;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.api.NotificationsSpec;
import io.operatefirst.oncall.status.ReportedConditions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** A sign shows who is on call now, whatever it has missed. */
class DutySignsTest {

  private static final ResourceID ROTATION = new ResourceID("sre", "default");
  private static final NotificationsSpec SETTINGS = Settings.slack(null, "S0ONCALL");
  private static final Sender SENDER = new Sender(ROTATION, SETTINGS);
  private static final Sender WITHOUT = new Sender(ROTATION, Settings.slack(null, null));
  private static final EngineerSpec ALICE = engineer("alice");
  private static final EngineerSpec BOB = engineer("bob");
  private static final Outcome DOWN = new Outcome.Unavailable("Unreachable", "It is down.");

  private final Fake group = new Fake("UserGroup");
  private final Fake wall = new Fake("Wall");
  private final Deque<Runnable> groupThreads = new ArrayDeque<>();
  private final Deque<Runnable> wallThreads = new ArrayDeque<>();
  private final ReportedConditions board = new ReportedConditions();
  private final List<String> counted = new ArrayList<>();
  // As good a beginning as any: the clock may begin anywhere, and wrap.
  private long now = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();
  private final DutySigns signs =
      new DutySigns(
          threads(),
          board,
          (sign, outcome) -> counted.add(sign + " " + outcome),
          () -> now,
          new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(2), () -> 1.0));

  /** Both wait until a test lets them go on. */
  private Map<DutySign, Executor> threads() {
    Map<DutySign, Executor> threads = new LinkedHashMap<>();
    threads.put(group, groupThreads::add);
    threads.put(wall, wallThreads::add);
    return threads;
  }

  @Test
  void itIsShownOnceHoweverOftenItIsSaid() {
    for (int i = 0; i < 3; i++) {
      signs.show(SENDER, duty(Optional.of(ALICE)));
      sweep();
      pass(Duration.ofSeconds(1));
    }
    assertThat(group.shown).containsExactly("sre alice");
    assertThat(board.of(ROTATION))
        .extracting(Condition::getType, Condition::getStatus, Condition::getReason)
        .containsExactly(tuple("UserGroupCurrent", "True", "Current"));
    assertThat(counted).containsExactly("UserGroup delivered");
  }

  @Test
  void aChangeIsShownAtOnceAndNobodyToo() {
    show(Optional.of(ALICE));
    show(Optional.of(BOB));
    show(Optional.empty());
    show(Optional.of(BOB));
    assertThat(group.shown).containsExactly("sre alice", "sre bob", "sre nobody", "sre bob");
  }

  @Test
  void ofChangesWhileOneIsUnderWayOnlyTheLastIsShown() {
    signs.show(SENDER, duty(Optional.of(ALICE)));
    signs.sweep();
    signs.show(SENDER, duty(Optional.of(BOB)));
    signs.sweep();
    signs.show(SENDER, duty(Optional.empty()));
    signs.sweep();
    // One at a time: else the one that is slow would end last, and stay.
    assertThat(groupThreads).hasSize(1);

    groupThreads.remove().run();
    sweep();
    assertThat(group.shown).containsExactly("sre alice", "sre nobody");
    sweep();
    assertThat(group.shown).hasSize(2);
  }

  @Test
  void aFailureIsTriedAgainLaterEachTimeAndIsACondition() {
    group.answer = DOWN;
    signs.show(SENDER, duty(Optional.of(ALICE)));
    sweep();
    assertThat(board.of(ROTATION))
        .extracting(Condition::getType, Condition::getStatus, Condition::getReason)
        .containsExactly(tuple("UserGroupCurrent", "False", "Unreachable"));
    for (int seconds : List.of(2, 4, 8, 16, 32, 64, 120, 120)) {
      isShownAgainAfter(Duration.ofSeconds(seconds));
    }
    group.answer = new Outcome.Delivered();
    isShownAgainAfter(Duration.ofMinutes(2));
    assertThat(board.of(ROTATION)).extracting(Condition::getStatus).containsExactly("True");
    assertThat(counted).hasSize(10).endsWith("UserGroup unavailable", "UserGroup delivered");

    // All is forgotten with that.
    group.answer = DOWN;
    isShownAgainAfter(DutySigns.LOOK_AGAIN);
    isShownAgainAfter(Duration.ofSeconds(2));
  }

  @Test
  void theOtherSideIsLeftAloneForAsLongAsItAsks() {
    group.answer = new Outcome.Unavailable("RateLimited", "slow down", Duration.ofSeconds(90));
    signs.show(SENDER, duty(Optional.of(ALICE)));
    sweep();
    isShownAgainAfter(Duration.ofSeconds(90));
  }

  @Test
  void aChangeDoesNotWaitForTheLastFailure() {
    group.answer = DOWN;
    show(Optional.of(ALICE));
    show(Optional.of(BOB));
    assertThat(group.shown).containsExactly("sre alice", "sre bob");
    isShownAgainAfter(Duration.ofSeconds(2));
  }

  @Test
  void whatSomebodyChangedByHandIsLookedAtNowAndThen() {
    show(Optional.of(ALICE));
    assertThat(DutySigns.LOOK_AGAIN).isEqualTo(Duration.ofMinutes(10));
    isShownAgainAfter(DutySigns.LOOK_AGAIN);
    isShownAgainAfter(DutySigns.LOOK_AGAIN);
  }

  @Test
  void whatIsRefusedIsLookedAtLaterAsWell() {
    group.answer = new Outcome.Refused("Refused", "no such group");
    show(Optional.of(ALICE));
    assertThat(board.of(ROTATION))
        .extracting(Condition::getStatus, Condition::getReason, Condition::getMessage)
        .containsExactly(tuple("False", "Refused", "no such group"));
    isShownAgainAfter(DutySigns.LOOK_AGAIN);
  }

  @Test
  void aRotationWithoutASignShowsNothing() {
    signs.show(WITHOUT, duty(Optional.of(ALICE)));
    sweep();
    assertThat(group.shown).isEmpty();
    assertThat(board.of(ROTATION)).isEmpty();
  }

  @Test
  void whatIsShownStaysWhereTheFieldIsDropped() {
    show(Optional.of(ALICE));
    signs.show(WITHOUT, duty(Optional.of(BOB)));
    pass(DutySigns.LOOK_AGAIN);
    sweep();
    assertThat(group.shown).containsExactly("sre alice");

    show(Optional.of(BOB));
    assertThat(group.shown).containsExactly("sre alice", "sre bob");
  }

  @Test
  void aFieldThatIsDroppedAndSetAgainWhileOneIsUnderWayEndsWithTheLatest() {
    signs.show(SENDER, duty(Optional.of(ALICE)));
    signs.sweep();
    Runnable slow = groupThreads.remove();
    signs.show(WITHOUT, duty(Optional.of(BOB)));
    show(Optional.of(BOB));
    slow.run();
    sweep();
    assertThat(group.shown).endsWith("sre alice", "sre bob");
  }

  @Test
  void ofARotationThatIsGoneNothingIsShown() {
    ResourceID other = new ResourceID("web", "default");
    signs.show(SENDER, duty(Optional.of(ALICE)));
    signs.show(new Sender(other, SETTINGS), duty(Optional.of(BOB)));
    signs.keepRotations(other::equals);
    sweep();
    assertThat(group.shown).containsExactly("web bob");

    // It goes while one is under way.
    pass(DutySigns.LOOK_AGAIN);
    signs.sweep();
    signs.keepRotations(rotation -> false);
    groupThreads.remove().run();
    pass(DutySigns.LOOK_AGAIN);
    sweep();
    assertThat(group.shown).containsExactly("web bob", "web bob");
  }

  @Test
  void aSignThatHangsKeepsNoOtherWaiting() {
    wall.used = true;
    signs.show(SENDER, duty(Optional.of(ALICE)));
    sweep();
    signs.show(SENDER, duty(Optional.of(BOB)));
    sweep();
    assertThat(group.shown).containsExactly("sre alice", "sre bob");
    assertThat(wallThreads).hasSize(1);
    wallThreads.remove().run();
    assertThat(wall.shown).containsExactly("sre alice");
    signs.sweep();
    wallThreads.remove().run();
    assertThat(wall.shown).containsExactly("sre alice", "sre bob");
    assertThat(board.of(ROTATION))
        .extracting(Condition::getType)
        .containsExactly("UserGroupCurrent", "WallCurrent");
  }

  @Test
  void whatAnEarlierReplicaHasLeftIsTidiedOnceAsSoonAsThisOneLeads() {
    sweep();
    assertThat(group.tidied).isZero();

    for (int i = 0; i < 3; i++) {
      signs.keepRotations(rotation -> true);
      sweep();
      pass(DutySigns.LOOK_AGAIN);
    }

    assertThat(group.tidied).isOne();
    assertThat(counted).isEmpty();
  }

  @Test
  void afterARotationWithoutTheFieldOrWhichIsGoneItIsTidied() {
    signs.keepRotations(rotation -> true);
    show(Optional.of(ALICE));
    signs.show(WITHOUT, duty(Optional.of(ALICE)));
    sweep();
    assertThat(group.tidied).isEqualTo(2);

    show(Optional.of(ALICE));
    signs.keepRotations(rotation -> false);
    signs.keepRotations(rotation -> false);
    sweep();
    assertThat(group.tidied).isEqualTo(3);
    assertThat(group.shown).hasSize(2);
  }

  @Test
  void tidyingIsTriedUntilItIsDone() {
    group.answer = DOWN;
    signs.keepRotations(rotation -> true);
    for (int times = 1; times <= 3; times++) {
      sweep();
      sweep();
      assertThat(group.tidied).isEqualTo(times);
      pass(Duration.ofMinutes(2));
    }
    group.answer = new Outcome.Delivered();
    sweep();
    pass(Duration.ofHours(1));
    sweep();
    assertThat(group.tidied).isEqualTo(4);
    assertThat(board.of(ROTATION)).isEmpty();
  }

  @Test
  void whatIsOverWhileItIsTidiedIsTidiedAfterIt() {
    show(Optional.of(ALICE));
    signs.keepRotations(rotation -> true);
    signs.sweep();
    Runnable slow = groupThreads.remove();
    pass(Duration.ofSeconds(1));
    signs.show(WITHOUT, duty(Optional.of(ALICE)));
    sweep();
    assertThat(group.tidied).isZero();

    slow.run();
    sweep();
    assertThat(group.tidied).isEqualTo(2);
  }

  private void show(Optional<EngineerSpec> onCall) {
    signs.show(SENDER, duty(onCall));
    sweep();
  }

  private static Duty duty(Optional<EngineerSpec> onCall) {
    return new Duty(onCall, Optional.empty());
  }

  private void isShownAgainAfter(Duration time) {
    int before = group.shown.size();
    pass(time.minusMillis(1));
    sweep();
    assertThat(group.shown).as("before %s", time).hasSize(before);
    pass(Duration.ofMillis(1));
    sweep();
    assertThat(group.shown).as("after %s", time).hasSize(before + 1);
  }

  private void sweep() {
    signs.sweep();
    while (!groupThreads.isEmpty()) {
      groupThreads.remove().run();
    }
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private static EngineerSpec engineer(String name) {
    return new EngineerSpec(name, null, null, "U0" + name, null, null, null, null);
  }

  /** A sign; the user group is used by whoever has set one. */
  private static final class Fake implements DutySign {

    private final String name;
    private final List<String> shown = new ArrayList<>();
    private Outcome answer = new Outcome.Delivered();
    private boolean used;
    private int tidied;

    private Fake(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean isUsedBy(NotificationsSpec settings) {
      return used || (name.equals("UserGroup") && settings.slack().userGroup() != null);
    }

    @Override
    public Outcome show(Sender sender, Duty duty) {
      String onCall = duty.onCall().map(EngineerSpec::name).orElse("nobody");
      shown.add(sender.rotation().getName() + " " + onCall);
      return answer;
    }

    @Override
    public Outcome tidy() {
      tidied++;
      return answer;
    }
  }
}
