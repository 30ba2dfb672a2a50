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
 * @param asker who asked, as the place calls them
 * @param askedAt when it was asked
 * @param acknowledgedBy who has taken note; empty where nobody has
 * @param resolved whether it is answered
 * @param resolvedSince since when; empty where it is not, or where that is not written yet
 * @param onCall whom it concerns; empty where that is nobody, or not known yet
 */
public record Asked(
    String entry,
    String thread,
    String asker,
    Instant askedAt,
    Optional<String> acknowledgedBy,
    boolean resolved,
    Optional<Instant> resolvedSince,
    Optional<String> onCall) {

  /** Of a question's entry. */
  static Asked of(OnCallLogEntry entry) {
    return new Asked(
        entry.getMetadata().getName(),
        entry.getSpec().source().question().thread(),
        entry.getSpec().source().question().asker(),
        LogEntries.startOf(entry),
        Optional.ofNullable(entry.getSpec().acknowledgedBy()).filter(name -> !name.isBlank()),
        entry.getSpec().resolved(),
        LogEntries.resolvedSince(entry),
        Optional.ofNullable(entry.getStatus()).map(OnCallLogEntryStatus::onCall));
  }
}
