package io.operatefirst.oncall.logentry;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * New entries of which nothing is said until the storm that they are part of is stored, and then of
 * a few at a time: all at once would be a queue before what is due in the rotations.
 */
final class HeldBack {

  /** As many as keep the API server busy, and half of the threads that the controllers share. */
  static final int AT_ONCE = 10;

  private final Consumer<ResourceID> start;
  private final Queue<ResourceID> waiting = new ArrayDeque<>();
  private final Set<ResourceID> started = new HashSet<>();

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
    if (started.remove(entry)) {
      goOn();
    }
  }

  /**
   * Starts as many as may be under way.
   *
   * @param exists tells whether an entry is still there; for one that is not nobody waits
   */
  synchronized void goOn(Predicate<ResourceID> exists) {
    started.removeIf(exists.negate());
    goOn();
  }

  private void goOn() {
    while (started.size() < AT_ONCE && !waiting.isEmpty()) {
      ResourceID next = waiting.remove();
      if (started.add(next)) {
        start.accept(next);
      }
    }
  }
}
