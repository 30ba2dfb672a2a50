package io.operatefirst.oncall.schedule;

import java.util.List;
import java.util.Optional;

/**
 * A shift, or the part of one, in which the duty stays with one person.
 *
 * @param time from when to when
 * @param engineer who is on call; empty where nobody is
 * @param scheduled whose shift it is by the list; empty where nobody was available
 * @param covers by which it passed from the one to the other, in that order; empty where nobody
 *     covers
 */
public record Stint(
    Shift time, Optional<String> engineer, Optional<String> scheduled, List<Cover> covers) {

  public Stint {
    covers = List.copyOf(covers);
  }

  public boolean isCovered() {
    return !covers.isEmpty();
  }

  /** The override that put the engineer here; empty where nobody covers. */
  public Optional<Cover> lastCover() {
    return covers.isEmpty() ? Optional.empty() : Optional.of(covers.get(covers.size() - 1));
  }

  /** Whether the same person is there by the same override. */
  boolean isAsIn(Stint other) {
    return engineer.equals(other.engineer)
        && lastCover().map(Cover::override).equals(other.lastCover().map(Cover::override));
  }

  /** Whether another follows at once and differs in nothing but its time. */
  boolean continuesIn(Stint next) {
    return time.end().equals(next.time.start())
        && engineer.equals(next.engineer)
        && scheduled.equals(next.scheduled)
        && covers.equals(next.covers);
  }

  /** The same, as far as it lies within a time. */
  public Optional<Stint> within(Shift other) {
    return time.overlap(other).map(part -> new Stint(part, engineer, scheduled, covers));
  }
}
