package io.operatefirst.oncall.schedule.check;

import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Shift;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One handover with all that it has to be judged by.
 *
 * @param now what the operator's clock said
 * @param lastLook what it had said when the operator last looked, if it ever did
 * @param spec the rotation as it was written
 * @param before the handover before it
 * @param dueEnd when the shift that it ends had to end, if nothing cut it short
 * @param handover the one that is judged
 * @param ended the shift that it ends
 * @param coversNext who covers in the new shift from its first minute
 * @param sheet the list just before the new shift was given away
 * @param cycles the lists of the cycles that begin; all but the last end as they begin
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
    EndedShift ended,
    Optional<String> coversNext,
    Sheet sheet,
    List<Sheet> cycles,
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
    return !cycles.isEmpty();
  }

  /** The list by which the new shift was given away. */
  Sheet sheetUsed() {
    return cycles.isEmpty() ? sheet : cycles.get(cycles.size() - 1);
  }

  /** The lists that are done with. */
  List<Sheet> sheetsEnded() {
    return cycles.isEmpty()
        ? List.of()
        : Stream.concat(Stream.of(sheet), cycles.stream().limit(cycles.size() - 1)).toList();
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
