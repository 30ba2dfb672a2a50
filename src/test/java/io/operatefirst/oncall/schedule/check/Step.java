package io.operatefirst.oncall.schedule.check;

import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Shift;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One handover with all that it has to be judged by.
 *
 * @param now what the operator's clock said
 * @param lastLook what it had said when the operator last looked, if it ever did
 * @param spec the rotation as it was written
 * @param before the handover before it
 * @param dueEnd when the shift that it ends had to end, if nothing cut it short
 * @param handover the one that is judged
 * @param sheet the list just before the new shift was given away
 * @param nextSheet the list of the next cycle, where one begins
 * @param days of the new shift
 * @param past what was counted before the new shift
 */
record Step(
    Instant now,
    Optional<Instant> lastLook,
    Spec spec,
    Optional<Handover> before,
    Optional<Instant> dueEnd,
    Handover handover,
    Sheet sheet,
    Optional<Sheet> nextSheet,
    List<LocalDate> days,
    Past past) {

  PaperCalendar calendar() {
    return new PaperCalendar(spec);
  }

  Handover.Reason reason() {
    return handover.reason();
  }

  int cycleBefore() {
    return before.map(last -> last.state().cycle().number()).orElse(1);
  }

  boolean cycleEnded() {
    return nextSheet.isPresent();
  }

  /** The list by which the new shift was given away. */
  Sheet sheetUsed() {
    return nextSheet.orElse(sheet);
  }

  Optional<Shift> shift() {
    return handover.state().duty().map(duty -> duty.shift());
  }

  Optional<Shift> shiftBefore() {
    return before.flatMap(last -> last.state().duty()).map(duty -> duty.shift());
  }

  boolean isThere(String name) {
    return spec.isThere(name, days);
  }

  /** Whether somebody is there for the shift: on all its days, or else on call. */
  boolean countsAsThere(String name) {
    return isThere(name) || handover.to().equals(Optional.of(name));
  }

  int daysThere(String name) {
    return spec.daysThere(name, days);
  }
}
