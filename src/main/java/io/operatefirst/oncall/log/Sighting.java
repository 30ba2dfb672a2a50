package io.operatefirst.oncall.log;

import java.time.Instant;
import java.util.List;

/**
 * What was seen of a happening until now.
 *
 * @param firing whether it goes on
 * @param severity the highest of what fires; once nothing does, the last that was
 * @param firstSeen when it began first
 * @param lastSeen when it was last seen to begin, to change or to end; while it only goes on,
 *     nothing is written
 * @param latestStart the latest beginning of a member that is counted: what began later is new
 * @param count how often it began, or, where the source counts, how often it was seen
 * @param members what fires, the oldest first, at most {@link #MOST_MEMBERS}
 * @param more how many members are not told
 */
public record Sighting(
    boolean firing,
    Severity severity,
    Instant firstSeen,
    Instant lastSeen,
    Instant latestStart,
    int count,
    List<Member> members,
    int more) {

  /** More are not held of one entry: a storm must not fill it. */
  public static final int MOST_MEMBERS = 20;

  public Sighting {
    members = List.copyOf(members);
  }

  /** Whether both tell people the same, whenever it was seen. */
  boolean tellsTheSameAs(Sighting other) {
    return firing == other.firing
        && severity == other.severity
        && count == other.count
        && more == other.more
        && latestStart.equals(other.latestStart)
        && members.equals(other.members);
  }
}
