package io.operatefirst.oncall.rotation;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.log.EntryLifecycle;
import io.operatefirst.oncall.log.Phase;
import io.operatefirst.oncall.logentry.LogEntries;
import io.operatefirst.oncall.status.Conditions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the log of a rotation still asks for.
 *
 * @param open how many problems are not resolved
 * @param owed the entries that are resolved and wait for their runbook, by name, with who owes it
 */
record Backlog(int open, List<String> owed) {

  private static final int TOLD = 5;

  static Backlog of(OnCallRotation rotation, Collection<OnCallLogEntry> entries) {
    List<OnCallLogEntry> problems =
        entries.stream()
            .filter(LogEntries::isProblem)
            .filter(entry -> rotation.getMetadata().getName().equals(entry.getSpec().rotation()))
            .toList();
    int open = (int) problems.stream().filter(entry -> phase(entry).isOpen()).count();
    List<String> owed =
        problems.stream()
            .filter(entry -> phase(entry) == Phase.RESOLVED)
            .map(entry -> entry.getMetadata().getName() + owedBy(entry))
            .sorted()
            .toList();
    return new Backlog(open, owed);
  }

  /** Who was on call owes it, and not who helped (ADR 0021). */
  private static String owedBy(OnCallLogEntry entry) {
    return Optional.ofNullable(entry.getStatus())
        .map(OnCallLogEntryStatus::onCall)
        .map(name -> " (" + name + ")")
        .orElse("");
  }

  private static Phase phase(OnCallLogEntry entry) {
    return EntryLifecycle.phaseOf(LogEntries.read(entry));
  }

  Condition documented() {
    if (owed.isEmpty()) {
      return Conditions.yes(
          Conditions.DOCUMENTED, Conditions.ALL_DOCUMENTED, "No runbook is owed.");
    }
    String told = String.join(", ", owed.subList(0, Math.min(TOLD, owed.size())));
    return Conditions.no(
        Conditions.DOCUMENTED,
        Conditions.RUNBOOKS_MISSING,
        "Resolved, and waiting for a runbook: %s%s. Write it, and link it in spec.runbook."
            .formatted(told, owed.size() > TOLD ? " and " + (owed.size() - TOLD) + " more" : ""));
  }
}
