package io.operatefirst.oncall.rotation;

import static java.util.stream.Collectors.joining;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.log.Entry;
import io.operatefirst.oncall.log.EntryLifecycle;
import io.operatefirst.oncall.log.Phase;
import io.operatefirst.oncall.log.Severity;
import io.operatefirst.oncall.logentry.LogEntries;
import io.operatefirst.oncall.status.Conditions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the log of a rotation still asks for.
 *
 * @param open how many problems are not resolved
 * @param unanswered how many of them are critical, and nobody has acknowledged them
 * @param owed the entries that are resolved and wait for their runbook, the oldest first
 */
record Backlog(int open, int unanswered, List<Debt> owed) {

  /**
   * A runbook that is owed.
   *
   * @param entry name of the entry
   * @param summary what it was about; its name where nobody wrote that
   * @param engineer who owes it: who was on call, also where somebody else has helped; empty where
   *     nobody was
   * @param since when it was resolved; empty where its status does not say so yet
   */
  record Debt(String entry, String summary, Optional<String> engineer, Optional<Instant> since) {

    static Debt of(OnCallLogEntry entry) {
      return new Debt(
          entry.getMetadata().getName(),
          Optional.ofNullable(entry.getSpec().summary()).orElse(entry.getMetadata().getName()),
          Optional.ofNullable(entry.getStatus()).map(OnCallLogEntryStatus::onCall),
          LogEntries.resolvedSince(entry));
    }

    /** When it is overdue, where it may be owed for so long. */
    Optional<Instant> due(Duration within) {
      return since.map(at -> at.plus(within));
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
    List<Problem> problems = LogEntries.problems(rotation, entries).map(Problem::of).toList();
    int open = (int) problems.stream().filter(problem -> problem.phase().isOpen()).count();
    int unanswered = (int) problems.stream().filter(Problem::isUnanswered).count();
    List<Debt> owed =
        problems.stream()
            .filter(problem -> problem.phase() == Phase.RESOLVED)
            .map(Problem::entry)
            .sorted(OLDEST_FIRST)
            .map(Debt::of)
            .toList();
    return new Backlog(open, unanswered, owed);
  }

  /** A problem, and where it stands: there may be thousands, so each is read once. */
  private record Problem(OnCallLogEntry entry, Severity severity, Phase phase) {

    static Problem of(OnCallLogEntry entry) {
      Entry read = LogEntries.read(entry);
      return new Problem(entry, read.severity(), EntryLifecycle.phaseOf(read));
    }

    boolean isUnanswered() {
      return severity == Severity.CRITICAL && (phase == Phase.OPEN || phase == Phase.ESCALATED);
    }
  }

  Condition documented() {
    if (owed.isEmpty()) {
      return Conditions.yes(
          Conditions.DOCUMENTED, Conditions.ALL_DOCUMENTED, "No runbook is owed.");
    }
    return Conditions.no(
        Conditions.DOCUMENTED,
        Conditions.RUNBOOKS_MISSING,
        "Resolved, and waiting for a runbook: %s. Write it, and link it in spec.runbook."
            .formatted(told(owed, Debt::toString)));
  }

  /** The first of them, and how many more there are. */
  static String told(List<Debt> debts, Function<Debt, String> each) {
    String first = debts.stream().limit(TOLD).map(each).collect(joining(", "));
    return debts.size() > TOLD ? "%s and %d more".formatted(first, debts.size() - TOLD) : first;
  }
}
