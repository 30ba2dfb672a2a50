package io.operatefirst.oncall.logentry;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.status.Conditions;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** When something last happened to a closed entry. */
final class LastChange {

  private LastChange() {}

  /**
   * When it was last seen, when it was resolved, or when its runbook came, whichever was last.
   * Empty where its status does not say so, or not yet: who has just resolved an entry that was
   * forgotten long ago shall find it again.
   */
  static Optional<Instant> of(OnCallLogEntry entry) {
    return Optional.ofNullable(entry.getStatus())
        .filter(
            status ->
                Objects.equals(status.observedGeneration(), entry.getMetadata().getGeneration()))
        .filter(status -> status.phase() == OnCallLogEntryStatus.Phase.CLOSED)
        .filter(status -> status.lastSeen() != null)
        .map(
            status ->
                Stream.concat(
                        Stream.of(status.lastSeen()),
                        Stream.of(Conditions.RESOLVED, Conditions.DOCUMENTED)
                            .flatMap(type -> Conditions.find(status.conditions(), type).stream())
                            .map(Condition::getLastTransitionTime))
                    .map(Instant::parse)
                    .max(Instant::compareTo)
                    .orElseThrow());
  }
}
