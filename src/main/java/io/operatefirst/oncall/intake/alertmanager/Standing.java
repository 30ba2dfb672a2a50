package io.operatefirst.oncall.intake.alertmanager;

import java.time.Instant;
import java.util.Optional;

/**
 * How an Alertmanager stands after it was asked.
 *
 * @param at when that was, by System.nanoTime
 * @param answer what came of it
 * @param failingSince since when nothing else comes of it; empty where it was reached
 * @param watchdogKnown whether it has ever told of a Watchdog: one that has none misses none
 * @param withoutWatchdog since when it is reached and does not tell of it any more
 */
record Standing(
    long at,
    Answer answer,
    Optional<Instant> failingSince,
    boolean watchdogKnown,
    Optional<Since> withoutWatchdog) {

  /** A beginning: by System.nanoTime, to measure from, and for people. */
  record Since(long at, Instant instant) {}

  /**
   * How it stands now.
   *
   * @param before how it stood before; null at first
   */
  static Standing after(Standing before, Answer answer, long at, Instant now) {
    boolean known = before != null && before.watchdogKnown();
    if (answer instanceof Answer.Told told) {
      boolean tells = told.tellsWatchdog();
      return new Standing(
          at,
          answer,
          Optional.empty(),
          known || tells,
          known && !tells
              ? before.withoutWatchdog().or(() -> Optional.of(new Since(at, now)))
              : Optional.empty());
    }
    // The absence is counted anew once it is reached: after an outage of its own it may have to be
    // told everything again.
    return new Standing(
        at,
        answer,
        Optional.ofNullable(before).flatMap(Standing::failingSince).or(() -> Optional.of(now)),
        known,
        Optional.empty());
  }

  /** What it said, if it was reached. */
  Optional<Answer.Told> told() {
    return answer instanceof Answer.Told told ? Optional.of(told) : Optional.empty();
  }
}
