package io.operatefirst.oncall.preview;

import io.operatefirst.oncall.schedule.Shift;
import io.operatefirst.oncall.schedule.WallClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The dates that are asked about, both included.
 *
 * @param to the last date
 * @param start the first instant; the beginning of time where nobody said
 * @param end the first instant after them
 */
record Period(LocalDate to, Instant start, Instant end) {

  /** How far a preview goes where nobody says so. */
  private static final int WEEKS = 4;

  /** Beyond it nobody knows the public holidays. */
  private static final LocalDate LAST_DATE = LocalDate.of(2199, 12, 31);

  /**
   * What was asked for, or else four weeks.
   *
   * @param from null where nobody said
   * @param to null where nobody said
   * @param begins from when on they count where nobody said
   * @param shown when the first shift begins that could be shown; empty where no shift will begin
   * @throws InvalidInput where nothing could be shown, so that no check goes by such dates for
   *     ever; it names the option that was given
   */
  static Period of(
      LocalDate from, LocalDate to, LocalDate begins, Optional<LocalDate> shown, WallClock zone)
      throws InvalidInput {
    expectToBeKnown("--from", from);
    expectToBeKnown("--to", to);
    if (from != null && to != null && to.isBefore(from)) {
      throw new InvalidInput("--to: " + to + " is before --from " + from + "; both are included");
    }
    LocalDate first = from == null ? begins : from;
    LocalDate last = to == null ? Collections.min(List.of(first.plusWeeks(WEEKS), LAST_DATE)) : to;
    boolean asked = from != null || to != null;
    if (asked && shown.filter(last::isBefore).isPresent()) {
      throw new InvalidInput(
          "%s before the first shift to be shown, which begins on %s; write a later date"
              .formatted(
                  to == null
                      ? "--from: " + from + " and the four weeks after it are"
                      : "--to: " + to + " is",
                  shown.get()));
    }
    Instant start = from == null ? Instant.MIN : zone.at(from, LocalTime.MIDNIGHT);
    return new Period(last, start, zone.at(last.plusDays(1), LocalTime.MIDNIGHT));
  }

  private static void expectToBeKnown(String option, LocalDate date) throws InvalidInput {
    if (date != null && date.isAfter(LAST_DATE)) {
      throw new InvalidInput(
          option + ": " + date + " is too far away; write a date up to " + LAST_DATE);
    }
  }

  boolean touches(Shift time) {
    return time.end().isAfter(start) && time.start().isBefore(end);
  }
}
