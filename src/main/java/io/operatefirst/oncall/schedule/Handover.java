package io.operatefirst.oncall.schedule;

import java.time.Instant;
import java.util.Optional;

/**
 * Duty passing from one person to the next: the one step in which a rotation moves.
 *
 * @param sequence from 1, without gaps
 * @param reason why it happens
 * @param from who was on call before; empty where nobody was
 * @param to who is on call from now on; empty where nobody is
 * @param at when it takes effect
 * @param state what the rotation continues from
 */
public record Handover(
    long sequence,
    Reason reason,
    Optional<String> from,
    Optional<String> to,
    Instant at,
    RotationState state) {

  /** The same handover under another number. */
  public Handover numbered(long number) {
    return new Handover(number, reason, from, to, at, state);
  }

  /** Why a handover happens. */
  public enum Reason {
    /** The very first shift, or the first after starting afresh. */
    FIRST_SHIFT,
    /** The handover time came. */
    END_OF_SHIFT,
    /** Who was on call left the list. */
    ENGINEER_REMOVED,
    /** The rotation was suspended. */
    SUSPENDED,
    /** The rotation was resumed. */
    RESUMED
  }
}
