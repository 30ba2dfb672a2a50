package io.operatefirst.oncall.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** When an override holds: for whole shifts, named by their dates, or for an exact time. */
public sealed interface Window {

  /** The part of a shift for which it holds; empty where it does not touch it. */
  Optional<Shift> within(Shift shift, WorkCalendar calendar);

  /** From when on it can no longer hold, by the boundaries as they are now. */
  Instant over(Handovers handovers);

  /**
   * Each shift that has one of the dates among its days.
   *
   * @param from the first date
   * @param to the last date, included
   */
  record Dates(LocalDate from, LocalDate to) implements Window {

    @Override
    public Optional<Shift> within(Shift shift, WorkCalendar calendar) {
      // Old overrides pile up, and most are rejected by this alone.
      boolean near =
          !calendar.clock().dateAt(shift.start()).isAfter(to)
              && !calendar.clock().dateAt(shift.end()).isBefore(from);
      return near && calendar.daysOf(shift).stream().anyMatch(this::includes)
          ? Optional.of(shift)
          : Optional.empty();
    }

    private boolean includes(LocalDate day) {
      return !day.isBefore(from) && !day.isAfter(to);
    }

    @Override
    public Instant over(Handovers handovers) {
      return handovers.after(handovers.calendar().middleOfCoverage(to));
    }
  }

  /** An exact time. */
  record Exactly(Shift time) implements Window {

    @Override
    public Optional<Shift> within(Shift shift, WorkCalendar calendar) {
      return shift.overlap(time);
    }

    @Override
    public Instant over(Handovers handovers) {
      return time.end();
    }
  }
}
