package io.operatefirst.oncall.schedule;

import java.time.Instant;
import java.util.Optional;

/**
 * A shift and whose it is.
 *
 * @param shift with the planned end to which it was committed
 * @param engineer who is on call; empty where nobody was available
 */
public record Duty(Shift shift, Optional<String> engineer) {

  /** The same with another end. */
  public Duty endingAt(Instant end) {
    return new Duty(new Shift(shift.start(), end), engineer);
  }

  /** Whether it is somebody's. */
  public boolean isOf(String name) {
    return engineer.filter(name::equals).isPresent();
  }
}
