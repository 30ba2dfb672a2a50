package io.operatefirst.oncall.log;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * How long the log keeps what is done with. What owes a runbook is not done with, however old it
 * is, and neither is what goes on.
 *
 * @param keep how long, since the last change
 */
public record Retention(Duration keep) {

  private static final List<BiPredicate<Retention, Past>> KEPT =
      List.of(
          (retention, past) -> EntryLifecycle.phaseOf(past.entry()) != Phase.CLOSED,
          (retention, past) -> past.firing(),
          (retention, past) -> past.age().compareTo(retention.keep()) <= 0);

  /** Whether an entry may go: where there is no reason to keep it. */
  public boolean mayGo(Entry entry, boolean firing, Instant lastChange, Instant now) {
    Past past = new Past(entry, firing, Duration.between(lastChange, now));
    return KEPT.stream().noneMatch(reason -> reason.test(this, past));
  }

  private record Past(Entry entry, boolean firing, Duration age) {}
}
