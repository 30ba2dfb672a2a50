package io.operatefirst.oncall.schedule;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What somebody has served since the rotation began.
 *
 * @param count shifts begun, the running one included; one that was cut short (suspended, or the
 *     person removed) is given back
 * @param lastShift local date on which the last one began
 * @param shiftsSince other shifts finished since their own last finished one; empty before that
 * @param excused whether a whole cycle ever passed while they were away
 * @param added whether they joined after the rotation began
 */
public record Turns(
    int count,
    Optional<LocalDate> lastShift,
    OptionalInt shiftsSince,
    boolean excused,
    boolean added) {

  static final Turns NONE = new Turns(0, Optional.empty(), OptionalInt.empty(), false, false);

  Turns begun(LocalDate date) {
    return new Turns(count + 1, Optional.of(date), shiftsSince, excused, added);
  }

  Turns givenBack() {
    return new Turns(count - 1, lastShift, shiftsSince, excused, added);
  }

  Turns rests(int shifts) {
    return new Turns(count, lastShift, OptionalInt.of(shifts), excused, added);
  }

  Turns anotherShiftPassed() {
    return shiftsSince.isPresent() ? rests(shiftsSince.getAsInt() + 1) : this;
  }

  Turns asExcused() {
    return new Turns(count, lastShift, shiftsSince, true, added);
  }

  Turns asAdded() {
    return new Turns(count, lastShift, shiftsSince, excused, true);
  }

  /** Counted anew, as of somebody who joins; when they served is not forgotten. */
  Turns afresh() {
    return new Turns(0, lastShift, shiftsSince, false, true);
  }

  /** Other shifts since the last one, for comparing: who never had one has rested longest. */
  int rest() {
    return shiftsSince.orElse(Integer.MAX_VALUE);
  }
}
