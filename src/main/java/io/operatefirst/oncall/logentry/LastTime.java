package io.operatefirst.oncall.logentry;

import io.operatefirst.oncall.api.LastTimeStatus;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import java.util.Optional;

/**
 * What is known from the last time that the same happened. An entry keeps it, so that it outlives
 * the entries before it.
 */
final class LastTime {

  private LastTime() {}

  /** As an entry's status says. */
  static Optional<LastTimeStatus> shownIn(OnCallLogEntryStatus status) {
    return Optional.ofNullable(status).map(OnCallLogEntryStatus::lastTime);
  }

  /** As the entry about it says; empty where nobody wrote anything. */
  static Optional<LastTimeStatus> of(OnCallLogEntry previous) {
    String resolution = textOf(previous.getSpec().resolution()).orElse(null);
    String runbook =
        textOf(previous.getSpec().runbook())
            .or(() -> shownIn(previous.getStatus()).map(LastTimeStatus::runbook))
            .orElse(null);
    return resolution == null && runbook == null
        ? Optional.empty()
        : Optional.of(new LastTimeStatus(resolution, runbook));
  }

  private static Optional<String> textOf(String text) {
    return Optional.ofNullable(text).filter(written -> !written.isBlank());
  }
}
