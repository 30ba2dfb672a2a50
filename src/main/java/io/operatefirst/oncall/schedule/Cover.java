package io.operatefirst.oncall.schedule;

import java.time.Instant;
import java.util.Optional;

/**
 * An agreement that somebody does another's duty for a time. A swap is two of them under one name.
 *
 * @param override the name under which it was agreed
 * @param made when, and it changes nothing before; or {@link #NOT_YET}
 * @param engineer who takes over
 * @param whose whose duty; empty: that of whoever has it
 * @param window when
 * @param countsAsTurn whether the turn goes to who does it
 * @param answered whether people were told what it comes to; then they rely on what they saw since
 */
public record Cover(
    String override,
    Instant made,
    String engineer,
    Optional<String> whose,
    Window window,
    boolean countsAsTurn,
    boolean answered) {

  /** Of what is only looked at beforehand: once it is made, it is newer than all that there is. */
  public static final Instant NOT_YET = Instant.MIN;

  /** One that nobody was told of yet. */
  public Cover(
      String override,
      Instant made,
      String engineer,
      Optional<String> whose,
      Window window,
      boolean countsAsTurn) {
    this(override, made, engineer, whose, window, countsAsTurn, false);
  }

  /** Whether both were agreed under one name, as the halves of a swap are. */
  boolean isOfTheSameAs(Cover other) {
    return override.equals(other.override);
  }

  boolean isMade() {
    return !made.equals(NOT_YET);
  }

  /** The part of a shift for which it was agreed; empty where there is none. */
  Optional<Shift> within(Shift shift, WorkCalendar calendar) {
    return window
        .within(shift, calendar)
        .filter(part -> made.isBefore(part.end()))
        .map(part -> made.isAfter(part.start()) ? new Shift(made, part.end()) : part);
  }
}
