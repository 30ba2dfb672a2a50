package io.operatefirst.oncall.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/**
 * The part of a working day in which the person on call is expected to react, in local time.
 *
 * @param from its first minute
 * @param to its end, after {@code from} on the same date; {@link LocalTime#MIDNIGHT} is 24:00
 */
public record Coverage(LocalTime from, LocalTime to) {

  public Coverage {
    if (!to.equals(LocalTime.MIDNIGHT) && !from.isBefore(to)) {
      throw new IllegalArgumentException(
          "coverage ends after it starts, not " + from + " to " + to);
    }
  }

  Instant startOn(LocalDate date, WallClock clock) {
    return clock.at(date, from);
  }

  Instant endOn(LocalDate date, WallClock clock) {
    return to.equals(LocalTime.MIDNIGHT)
        ? clock.at(date.plusDays(1), LocalTime.MIDNIGHT)
        : clock.at(date, to);
  }

  /** From when to when on a date; empty where a clock change skips all of it. */
  Optional<Shift> on(LocalDate date, WallClock clock) {
    Instant start = startOn(date, clock);
    Instant end = endOn(date, clock);
    return start.isBefore(end) ? Optional.of(new Shift(start, end)) : Optional.empty();
  }

  /** The middle of the coverage of a date, which decides to which shift the day belongs. */
  Instant middleOn(LocalDate date, WallClock clock) {
    Instant start = startOn(date, clock);
    return start.plusNanos(Duration.between(start, endOn(date, clock)).toNanos() / 2);
  }
}
