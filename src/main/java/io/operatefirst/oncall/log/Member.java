package io.operatefirst.oncall.log;

import java.time.Instant;
import java.util.Map;

/**
 * One of the things that make up a happening, such as one alert of a group.
 *
 * @param id tells it from the others, such as the fingerprint of an alert
 * @param since when it began
 * @param severity how bad it is
 * @param labels what is known of it, for people
 * @param state how it is now
 * @param pushed whether it is known from a message only, and not from looking at all there is: then
 *     only a message ends it
 */
public record Member(
    String id,
    Instant since,
    Severity severity,
    Map<String, String> labels,
    State state,
    boolean pushed) {

  public Member {
    labels = Map.copyOf(labels);
  }

  /** How a member is now. */
  public enum State {
    /** It needs attention. */
    FIRING,
    /** Somebody has silenced it, or it follows from another: it makes no entry and closes none. */
    MUTED,
    /** It is over. */
    ENDED
  }

  boolean is(State other) {
    return state == other;
  }

  Member firing(boolean pushedOnly) {
    return new Member(id, since, severity, labels, State.FIRING, pushedOnly);
  }
}
