package io.operatefirst.oncall.chaos;

import java.time.Duration;
import java.time.Instant;

/**
 * A replica that led has ended, or was held up; by a clock that is right.
 *
 * @param until the same as from where it ended
 */
record Interruption(Instant from, Instant until) {

  /** A request that was sent before may come in a little later. */
  private static final Duration BEFORE = Duration.ofSeconds(2);

  /** For so long one that has lost its lease may not have noticed that, nor have ended. */
  private static final Duration AFTER = Duration.ofSeconds(10);

  static Interruption at(Instant instant) {
    return new Interruption(instant, instant);
  }

  /** Whether it explains that something was told at both instants. */
  boolean explains(Instant first, Instant second) {
    return !from.isAfter(second.plus(AFTER)) && !until.isBefore(first.minus(BEFORE));
  }
}
