package io.operatefirst.oncall.agenda;

import java.time.Duration;

/**
 * Looks after things again and again. The pauses are measured by a clock that only goes on, so that
 * a wall clock that is set back stops nobody until it has caught up.
 */
@FunctionalInterface
public interface Rounds {

  /** How often most things are looked after. */
  Duration SECOND = Duration.ofSeconds(1);

  /**
   * Makes a round now, and again after each pause; never two of the same at once. One that fails is
   * logged, and the next is made all the same.
   *
   * @param pause from the end of one round to the beginning of the next
   */
  void every(Duration pause, Runnable round);
}
