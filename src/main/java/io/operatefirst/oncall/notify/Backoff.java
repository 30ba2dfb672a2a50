package io.operatefirst.oncall.notify;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * How long to leave a channel alone that fails: twice as long each time, up to a limit, and never
 * exactly that, so that those who failed together do not return together.
 *
 * @param random between 0 and 1
 */
record Backoff(Duration first, Duration most, DoubleSupplier random) {

  /** No other side is left alone for longer, whatever it asks for: it may be a mistake there. */
  static final Duration MOST_ASKED = Duration.ofHours(1);

  /** For other systems. */
  static Backoff usual() {
    return new Backoff(
        Duration.ofSeconds(2),
        Duration.ofMinutes(2),
        () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * How long after so many failures in a row, of which there is at least one: between half and all
   * of the limit, and as long as the other side asks for, within reason.
   */
  Duration after(int failures, Outcome.Unavailable last) {
    double doubled = (double) first.toMillis() * Math.pow(2, failures - 1);
    double limit = Math.min(doubled, (double) most.toMillis());
    Duration own = Duration.ofMillis((long) (limit * (1 + random.getAsDouble()) / 2));
    Duration asked = last.notBefore().compareTo(MOST_ASKED) < 0 ? last.notBefore() : MOST_ASKED;
    return own.compareTo(asked) < 0 ? asked : own;
  }
}
