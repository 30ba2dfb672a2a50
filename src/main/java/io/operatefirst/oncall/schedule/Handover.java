package io.operatefirst.oncall.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Duty passing from one person to the next: the one step in which a rotation moves.
 *
 * @param sequence from 1, without gaps
 * @param reason why it happens
 * @param from whose shift ends; empty where nobody's does
 * @param to whose shift begins; empty where nobody's does
 * @param at when it takes effect
 * @param state what the rotation continues from
 * @param covered when somebody covered in the shift that it ends
 * @param toCover who covers for {@code to} from the first minute; empty where nobody does
 * @param choice why the shift goes to {@code to}; not remembered, and so empty where it was read
 */
public record Handover(
    long sequence,
    Reason reason,
    Optional<String> from,
    Optional<String> to,
    Instant at,
    RotationState state,
    List<Stint> covered,
    Optional<String> toCover,
    Optional<Choice> choice) {

  public Handover {
    covered = List.copyOf(covered);
  }

  /** Where nobody covers. */
  public Handover(
      long sequence,
      Reason reason,
      Optional<String> from,
      Optional<String> to,
      Instant at,
      RotationState state) {
    this(sequence, reason, from, to, at, state, List.of(), Optional.empty());
  }

  /** As it is remembered. */
  public Handover(
      long sequence,
      Reason reason,
      Optional<String> from,
      Optional<String> to,
      Instant at,
      RotationState state,
      List<Stint> covered,
      Optional<String> toCover) {
    this(sequence, reason, from, to, at, state, covered, toCover, Optional.empty());
  }

  /** Who really hands over: who was on call at the last minute of the shift before. */
  public Optional<String> giver() {
    return covered.stream()
        .filter(stint -> stint.time().end().equals(at))
        .findFirst()
        .map(Stint::engineer)
        .orElse(from);
  }

  /** Who really takes over. */
  public Optional<String> taker() {
    return toCover.or(() -> to);
  }

  /** Whether the rotation begins with it: nobody has had a shift that ended. */
  public boolean isBeginning() {
    return reason == Reason.FIRST_SHIFT
        || (state.removed().isEmpty()
            && state.turns().values().stream().allMatch(turns -> turns.lastShift().isEmpty()));
  }

  /** The same handover under another number. */
  public Handover numbered(long number) {
    return new Handover(number, reason, from, to, at, state, covered, toCover, choice);
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
