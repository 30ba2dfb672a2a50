package io.operatefirst.oncall.log;

import java.util.List;
import java.util.function.Predicate;

/**
 * Whether what to do is written down, and if so how one knows. No problem is closed before its
 * runbook exists (ADR 0021): where there was none, the on-call engineer writes one once the problem
 * is resolved, also where somebody else has helped.
 */
public enum Documentation {
  /** Somebody wrote a runbook, or brought one up to date, and linked it. */
  RUNBOOK_LINKED,
  /** The runbook that came with it, or of last time, was looked at, and did not help. */
  RUNBOOK_OUTDATED,
  /** The same happened before, and what to do was written down then. */
  RUNBOOK_FROM_LAST_TIME,
  /** The runbook that came with it tells what to do. */
  RUNBOOK_FROM_ALERT,
  /** For information only: nothing had to be done. */
  NOT_NEEDED,
  /** Nothing is written down. */
  RUNBOOK_MISSING;

  private record Rule(Documentation answer, Predicate<Entry> applies) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(RUNBOOK_LINKED, entry -> entry.response().runbook().isPresent()),
          new Rule(
              RUNBOOK_OUTDATED,
              entry -> entry.response().runbookOutdated() && entry.cameWithARunbook()),
          new Rule(RUNBOOK_FROM_LAST_TIME, entry -> entry.runbookOfLastTime().isPresent()),
          new Rule(RUNBOOK_FROM_ALERT, entry -> entry.runbookOfSource().isPresent()),
          new Rule(NOT_NEEDED, entry -> entry.severity() == Severity.INFO),
          new Rule(RUNBOOK_MISSING, entry -> true));

  /** The first rule that applies. */
  public static Documentation of(Entry entry) {
    return RULES.stream()
        .filter(rule -> rule.applies().test(entry))
        .findFirst()
        .map(Rule::answer)
        .orElseThrow();
  }

  /** Whether nothing more has to be written. */
  public boolean isEnough() {
    return this != RUNBOOK_MISSING && this != RUNBOOK_OUTDATED;
  }
}
