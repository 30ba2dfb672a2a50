package io.operatefirst.oncall.schedule;

import java.time.Instant;

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
}
