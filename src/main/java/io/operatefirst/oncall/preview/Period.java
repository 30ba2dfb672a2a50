package io.operatefirst.oncall.preview;

import io.operatefirst.oncall.schedule.Shift;
import io.operatefirst.oncall.schedule.WallClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

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
   * @param begins from when on there is something to see
   */
  static Period of(LocalDate from, LocalDate to, LocalDate begins, WallClock zone)
      throws InvalidInput {
    LocalDate first = from == null ? begins : from;
    LocalDate last = to == null ? first.plusWeeks(WEEKS) : to;
    if (last.isAfter(LAST_DATE)) {
      throw new InvalidInput("--to: " + last + " is too far away; write a date up to " + LAST_DATE);
    }
    if (from != null && last.isBefore(from)) {
      throw new InvalidInput("--to: " + last + " is before --from " + from + "; both are included");
    }
    Instant start = from == null ? Instant.MIN : zone.at(from, LocalTime.MIDNIGHT);
    return new Period(last, start, zone.at(last.plusDays(1), LocalTime.MIDNIGHT));
  }

  boolean touches(Shift time) {
    return time.end().isAfter(start) && time.start().isBefore(end);
  }
}
