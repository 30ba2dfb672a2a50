package io.operatefirst.oncall.rotation;

import static java.util.stream.Collectors.joining;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.log.EntryLifecycle;
import io.operatefirst.oncall.log.Phase;
import io.operatefirst.oncall.logentry.LogEntries;
import io.operatefirst.oncall.status.Conditions;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the log of a rotation still asks for.
 *
 * @param open how many problems are not resolved
 * @param owed the entries that are resolved and wait for their runbook, the oldest first
 */
record Backlog(int open, List<Debt> owed) {

  /**
   * A runbook that is owed.
   *
   * @param entry name of the entry
   * @param engineer who owes it: who was on call, also where somebody else has helped; empty where
   *     nobody was
   */
  record Debt(String entry, Optional<String> engineer) {

    static Debt of(OnCallLogEntry entry) {
      return new Debt(
          entry.getMetadata().getName(),
          Optional.ofNullable(entry.getStatus()).map(OnCallLogEntryStatus::onCall));
    }

    @Override
    public String toString() {
      return entry + engineer.map(name -> " (" + name + ")").orElse("");
    }
  }

  private static final int TOLD = 5;

  // By when they were made, which does not change, and so neither does what is told.
  private static final Comparator<OnCallLogEntry> OLDEST_FIRST =
      Comparator.comparing(
              (OnCallLogEntry entry) -> Instant.parse(entry.getMetadata().getCreationTimestamp()))
          .thenComparing(entry -> entry.getMetadata().getName());

  static Backlog of(OnCallRotation rotation, Collection<OnCallLogEntry> entries) {
    List<OnCallLogEntry> problems =
        entries.stream()
            .filter(LogEntries::isProblem)
            .filter(entry -> rotation.getMetadata().getName().equals(entry.getSpec().rotation()))
            .toList();
    int open = (int) problems.stream().filter(entry -> phase(entry).isOpen()).count();
    List<Debt> owed =
        problems.stream()
            .filter(entry -> phase(entry) == Phase.RESOLVED)
            .sorted(OLDEST_FIRST)
            .map(Debt::of)
            .toList();
    return new Backlog(open, owed);
  }

  private static Phase phase(OnCallLogEntry entry) {
    return EntryLifecycle.phaseOf(LogEntries.read(entry));
  }

  Condition documented() {
    if (owed.isEmpty()) {
      return Conditions.yes(
          Conditions.DOCUMENTED, Conditions.ALL_DOCUMENTED, "No runbook is owed.");
    }
    String told = owed.stream().limit(TOLD).map(Debt::toString).collect(joining(", "));
    return Conditions.no(
        Conditions.DOCUMENTED,
        Conditions.RUNBOOKS_MISSING,
        "Resolved, and waiting for a runbook: %s%s. Write it, and link it in spec.runbook."
            .formatted(told, owed.size() > TOLD ? " and " + (owed.size() - TOLD) + " more" : ""));
  }
}
