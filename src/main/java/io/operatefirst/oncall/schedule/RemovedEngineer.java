package io.operatefirst.oncall.schedule;

/**
 * Somebody who left the list: in the current cycle, so that a name that returns keeps its box, or
 * in an earlier one, so that nobody who returns passes for rested.
 *
 * @param box as it was when they left; open once that cycle is over
 * @param carried whether a carried box was open
 * @param turns what they had served; counted afresh once that cycle is over
 */
public record RemovedEngineer(Box box, boolean carried, Turns turns) {

  /** No rotation may ask for more; each of fewer shifts had one engineer, which bounds the list. */
  public static final int LONGEST_REST = 199;

  /** Who has rested as long as anybody may ask for need not be remembered. */
  boolean mayHaveToRest() {
    return turns.rest() < LONGEST_REST;
  }

  /** The cycle is over: what is left is when they served. */
  RemovedEngineer inNextCycle() {
    return new RemovedEngineer(Box.unchecked(box.engineer()), false, turns.afresh());
  }
}
