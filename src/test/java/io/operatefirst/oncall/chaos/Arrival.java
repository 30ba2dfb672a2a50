package io.operatefirst.oncall.chaos;

import java.time.Instant;

/**
 * A notice that has arrived.
 *
 * @param at when, by a clock that is right
 * @param id of the message it was in
 * @param rotation whose it is
 * @param notice what it tells, such as New
 * @param about name of what it is about
 * @param to whom it was sent to, as receipts have it
 */
record Arrival(Instant at, String id, String rotation, String notice, String about, String to) {

  /** What is told once. */
  record Told(String notice, String about, String to) {}

  Told told() {
    return new Told(notice, about, to);
  }
}
