package io.operatefirst.oncall.log;

import java.util.List;
import java.util.function.Predicate;

/** From open to closed: the first rule that applies says where an entry stands. */
public final class EntryLifecycle {

  private record Rule(Phase phase, Predicate<Entry> applies) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              Phase.CLOSED,
              entry -> entry.response().resolved() && Documentation.of(entry).isEnough()),
          new Rule(Phase.RESOLVED, entry -> entry.response().resolved()),
          new Rule(Phase.ACKNOWLEDGED, entry -> entry.response().acknowledgedBy().isPresent()),
          new Rule(Phase.ESCALATED, Entry::escalated),
          new Rule(Phase.OPEN, entry -> true));

  private EntryLifecycle() {}

  /** Where an entry stands. */
  public static Phase phaseOf(Entry entry) {
    return RULES.stream()
        .filter(rule -> rule.applies().test(entry))
        .findFirst()
        .map(Rule::phase)
        .orElseThrow();
  }
}
