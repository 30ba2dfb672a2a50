package io.operatefirst.oncall.schedule;

import java.util.Optional;

/**
 * A shift and whose it is.
 *
 * @param shift with the planned end to which it was committed
 * @param engineer who is on call; empty where nobody was available
 */
public record Duty(Shift shift, Optional<String> engineer) {

  /** Whether somebody is the one on call. */
  public boolean isOf(String name) {
    return engineer.filter(name::equals).isPresent();
  }
}
