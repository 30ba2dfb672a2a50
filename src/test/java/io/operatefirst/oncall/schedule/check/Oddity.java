package io.operatefirst.oncall.schedule.check;

/** What the rules try to avoid and cannot always. */
public enum Oddity {
  /** A shift of somebody who had not had the rest that was asked for. */
  NOT_RESTED,
  /** Two of the same person without another between them. */
  TWO_RUNNING,
  /** A shift without an engineer. */
  NOBODY,
  /** Turns that differ by more than one. */
  SPREAD_ABOVE_ONE
}
