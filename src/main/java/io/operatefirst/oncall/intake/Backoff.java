package io.operatefirst.oncall.intake;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * How long to leave a server alone that fails: twice as long each time, up to a limit, and never
 * exactly that, so that those who failed together do not return together.
 *
 * @param random between 0 and 1
 */
public record Backoff(Duration first, Duration most, DoubleSupplier random) {

  /** From the one to the other. */
  public static Backoff between(Duration first, Duration most) {
    return new Backoff(first, most, () -> ThreadLocalRandom.current().nextDouble());
  }

  /** After so many failures in a row, of which there is at least one: half to all of the limit. */
  public Duration after(int failures) {
    double doubled = (double) first.toMillis() * Math.pow(2, failures - 1);
    double limit = Math.min(doubled, (double) most.toMillis());
    return Duration.ofMillis((long) (limit * (1 + random.getAsDouble()) / 2));
  }
}
