package io.operatefirst.oncall.schedule.check;

import io.operatefirst.oncall.schedule.Duty;
import io.operatefirst.oncall.schedule.Shift;
import io.operatefirst.oncall.schedule.Stint;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Follows the duty itself through the shifts, as far as people saw it look by look. */
final class Duties {

  private Agreements agreements = Agreements.NONE;
  private final DutyBook book = new DutyBook();
  private List<Stint> shown = List.of();

  /** What is over stays as people saw it; what was still to come is decided anew. */
  void lookedAt(Look look) {
    agreements = Agreements.at(look);
    shown = shown.stream().flatMap(stint -> until(look.now(), stint).stream()).toList();
  }

  private static Optional<Stint> until(Instant now, Stint stint) {
    return Stream.of(stint)
        .filter(seen -> seen.time().start().isBefore(now))
        .map(seen -> seen.time().end().isBefore(now) ? seen : cut(seen, now))
        .findFirst();
  }

  private static Stint cut(Stint stint, Instant end) {
    return new Stint(
        new Shift(stint.time().start(), end), stint.engineer(), stint.scheduled(), stint.covers());
  }

  /** The shift that a handover ends. */
  List<Stint> ended(Duty duty, Spec spec, Instant at) {
    List<Stint> stints = at.isAfter(duty.shift().start()) ? plan(duty, spec).until(at) : List.of();
    book.write(duty.shift().start(), stints);
    shown = List.of();
    return stints;
  }

  /** The shift that runs when the operator has looked. */
  void running(Duty duty, Spec spec) {
    shown = plan(duty, spec).until(duty.shift().end());
    book.write(duty.shift().start(), shown);
  }

  void suspended(Instant at) {
    shown = List.of();
    book.nobodyFrom(at);
  }

  /** Who covers in a shift that begins; empty where nobody does. */
  Optional<String> coversFromTheStart(Duty duty, Spec spec) {
    Relay relay = plan(duty, spec).relayAt(duty.shift().start());
    return relay.passed().isEmpty() ? Optional.empty() : relay.holder();
  }

  private ShiftPlan plan(Duty duty, Spec spec) {
    List<LocalDate> days =
        agreements.oldestFirst().isEmpty()
            ? List.of()
            : new PaperCalendar(spec).daysOf(duty.shift());
    return new ShiftPlan(duty, days, agreements, shown);
  }

  DutyBook book() {
    return book;
  }
}
