package io.operatefirst.oncall.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The time one person is on call.
 *
 * @param start the first instant of it
 * @param end the handover that ends it; not part of the shift
 */
public record Shift(Instant start, Instant end) {

  public Shift {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException(
          "a shift ends after it starts, not " + start + " to " + end);
    }
  }

  public boolean contains(Instant instant) {
    return !instant.isBefore(start) && instant.isBefore(end);
  }

  public Duration length() {
    return Duration.between(start, end);
  }

  /** What both have in common; empty where that is nothing. */
  public Optional<Shift> overlap(Shift other) {
    Instant from = start.isAfter(other.start) ? start : other.start;
    Instant to = end.isBefore(other.end) ? end : other.end;
    return from.isBefore(to) ? Optional.of(new Shift(from, to)) : Optional.empty();
  }
}
