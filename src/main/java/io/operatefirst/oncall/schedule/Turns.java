package io.operatefirst.oncall.schedule;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What somebody has served since the rotation began.
 *
 * @param tally the figures
 * @param lastShift local date on which the last one began
 * @param shiftsSince other shifts finished since their own last finished one; empty before that
 * @param excused whether a whole cycle ever passed while they were away
 * @param added whether they joined after the rotation began
 */
public record Turns(
    Tally tally,
    Optional<LocalDate> lastShift,
    OptionalInt shiftsSince,
    boolean excused,
    boolean added) {

  static final Turns NONE =
      new Turns(Tally.NONE, Optional.empty(), OptionalInt.empty(), false, false);

  /** Shifts that were theirs, the running one included. */
  public int count() {
    return tally.turns();
  }

  Turns begun(LocalDate date) {
    return new Turns(tally.plus(Tally.ofTurns(1)), Optional.of(date), shiftsSince, excused, added);
  }

  Turns givenBack() {
    return with(tally.plus(Tally.ofTurns(-1)));
  }

  Turns covered() {
    return with(tally.plus(new Tally(0, 0, 0, 1)));
  }

  /** The shift is over. */
  Turns finished(Tally weight) {
    return with(tally.plus(weight)).rests(0);
  }

  private Turns with(Tally figures) {
    return new Turns(figures, lastShift, shiftsSince, excused, added);
  }

  private Turns rests(int shifts) {
    return new Turns(tally, lastShift, OptionalInt.of(shifts), excused, added);
  }

  Turns anotherShiftPassed() {
    return shiftsSince.isPresent() ? rests(shiftsSince.getAsInt() + 1) : this;
  }

  Turns asExcused() {
    return new Turns(tally, lastShift, shiftsSince, true, added);
  }

  Turns asAdded() {
    return new Turns(tally, lastShift, shiftsSince, excused, true);
  }

  /** Counted anew, as of somebody who joins; when they served is not forgotten. */
  Turns afresh() {
    return new Turns(Tally.NONE, lastShift, shiftsSince, false, true);
  }

  /** Other shifts since the last one, for comparing: who never had one has rested longest. */
  int rest() {
    return shiftsSince.orElse(Integer.MAX_VALUE);
  }
}
