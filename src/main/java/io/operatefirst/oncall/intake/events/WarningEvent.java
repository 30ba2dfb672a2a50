package io.operatefirst.oncall.intake.events;

import java.time.Instant;

/**
 * What an Event object tells at one time: it is written again, with a higher count, as long as the
 * same goes on.
 *
 * @param uid of the Event object
 * @param first when it was seen first
 * @param last when it was seen last
 * @param count how often
 * @param message in one line
 */
record WarningEvent(
    String uid, Subject subject, Instant first, Instant last, int count, String message) {

  WarningEvent {
    first = first.isAfter(last) ? last : first;
  }
}
