package io.operatefirst.oncall.logentry;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * New entries of which nothing is said until the storm that they are part of is stored, and then of
 * a few at a time: all at once would be a queue before what is due in the rotations.
 */
final class HeldBack {

  /** As many as keep the API server busy, and half of the threads that the controllers share. */
  static final int AT_ONCE = 10;

  /**
   * After so many rounds of a second an entry that was started gives its place away: one that can
   * not be written at all would hold up the others for ever, and where the server is down for all,
   * only a few more a minute are tried.
   */
  static final int PATIENCE = 60;

  private final Consumer<ResourceID> start;
  private final Queue<ResourceID> waiting = new ArrayDeque<>();

  /** With the round in which they were. */
  private final Map<ResourceID, Long> started = new HashMap<>();

  private long round;

  /**
   * @param start has an entry reconciled, which tells {@link #reconciled} when it is
   */
  HeldBack(Consumer<ResourceID> start) {
    this.start = start;
  }

  /** It waits, also where it was started already: another storm has begun. */
  synchronized void hold(ResourceID entry) {
    started.remove(entry);
    waiting.add(entry);
  }

  /** Something was said of an entry: where it was held back, the next one follows. */
  synchronized void reconciled(ResourceID entry) {
    if (started.remove(entry) != null) {
      goOn();
    }
  }

  /**
   * Starts as many as may be under way, round by round.
   *
   * @param exists tells whether an entry is still there; for one that is not nobody waits
   */
  synchronized void goOn(Predicate<ResourceID> exists) {
    round++;
    started.values().removeIf(begun -> round - begun > PATIENCE);
    started.keySet().removeIf(exists.negate());
    goOn();
  }

  private void goOn() {
    while (started.size() < AT_ONCE && !waiting.isEmpty()) {
      ResourceID next = waiting.remove();
      if (started.putIfAbsent(next, round) == null) {
        start.accept(next);
      }
    }
  }
}
