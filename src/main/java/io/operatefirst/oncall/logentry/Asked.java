package io.operatefirst.oncall.logentry;

import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * A question in the log.
 *
 * @param entry the name of its entry
 * @param thread the conversation, as its place calls it
 * @param askedAt when it was asked
 * @param acknowledgedBy who has taken note; empty where nobody has
 * @param resolved whether it is answered
 * @param onCall whom it concerns; empty where that is nobody, or not known yet
 */
public record Asked(
    String entry,
    String thread,
    Instant askedAt,
    Optional<String> acknowledgedBy,
    boolean resolved,
    Optional<String> onCall) {

  /** Of a question's entry. */
  static Asked of(OnCallLogEntry entry) {
    return new Asked(
        entry.getMetadata().getName(),
        entry.getSpec().source().question().thread(),
        LogEntries.startOf(entry),
        Optional.ofNullable(entry.getSpec().acknowledgedBy()).filter(name -> !name.isBlank()),
        entry.getSpec().resolved(),
        Optional.ofNullable(entry.getStatus()).map(OnCallLogEntryStatus::onCall));
  }
}
