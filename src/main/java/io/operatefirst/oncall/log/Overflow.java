package io.operatefirst.oncall.log;

import static java.util.stream.Collectors.toCollection;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What of one kind has no entry of its own, since a rotation has as many open ones as it may: told
 * as one happening, so that nothing goes unseen and a storm stays one line. Not for use by several
 * threads.
 */
public final class Overflow {

  /** Beyond that the count stands still: the number tells nobody anything any more. */
  private static final int MOST = 100_000;

  private record Waiting(Severity severity, Instant since) {}

  private final Map<String, Waiting> waiting = new HashMap<>();
  private boolean toBeTold;

  /** Something waits for an entry. */
  public void add(String digest, Decision.Overflow overflow) {
    if (waiting.size() < MOST) {
      waiting.put(digest, new Waiting(overflow.severity(), overflow.start()));
    }
    toBeTold = true;
  }

  /** Something does not wait any more: it has an entry, or it is over. */
  public void remove(String digest) {
    waiting.remove(digest);
  }

  /** All that there is will be told anew. */
  public void clear() {
    waiting.clear();
  }

  /** Whether there is something to tell: that something waits, or that nothing does any more. */
  public boolean isToBeTold() {
    return toBeTold;
  }

  /** The log says how it stands: that nothing waits any more is not told again. */
  public void told() {
    toBeTold = !waiting.isEmpty();
  }

  /**
   * The one happening that stands for all of them.
   *
   * @param limit how many open entries the rotation may have
   */
  public Signal signal(Kind kind, int limit) {
    return new Signal(
        SignalKey.overflow(kind),
        "More than spec.log.maxOpenEntries (%d) are open: the rest is counted here. Resolve some, or look at the source"
            .formatted(limit),
        Optional.empty(),
        Optional.empty(),
        waiting.isEmpty() ? Observation.NOTHING_LEFT : observation());
  }

  private Observation observation() {
    Severity worst =
        waiting.values().stream()
            .map(Waiting::severity)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    NavigableSet<Instant> starts =
        waiting.values().stream().map(Waiting::since).collect(toCollection(TreeSet::new));
    // The newest too: what begins after somebody has resolved the entry is another one.
    return new Observation(
        true,
        waiting.size(),
        List.of(waiting("oldest", starts.first(), worst), waiting("newest", starts.last(), worst)));
  }

  private static Member waiting(String id, Instant since, Severity severity) {
    return new Member(id, since, severity, Map.of(), Member.State.FIRING, false);
  }
}
