package io.operatefirst.oncall.schedule;

import static java.util.stream.Collectors.toSet;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A shift that begins.
 *
 * @param state the list, and the shift with whom it goes to
 * @param choice why it goes to them; empty where none begins
 */
record Begun(RotationState state, Optional<Choice> choice) {

  static Begun nothing(RotationState state) {
    return new Begun(state, Optional.empty());
  }

  /** For the first by the rule, in a new cycle where this one has nobody left. */
  static Begun of(RotationState before, Shift shift, Roster roster) {
    RotationState list = before.withListOf(roster);
    List<LocalDate> days = roster.calendar().daysOf(shift);
    Choice choice = new Candidates(roster, list, days).choice();
    RotationState later = list;
    // A cycle that has nobody left since they are ahead is followed by one that has.
    for (int ended = 0; choice.engineer().isEmpty() && ended < 2; ended++) {
      later = later.nextCycle(roster);
      choice = new Candidates(roster, later, days).choice().after(choice);
    }
    // Where nobody at all is there, no box moves and the cycle goes on.
    RotationState state = choice.engineer().isPresent() ? later : list;
    Set<String> available =
        roster.names().stream()
            .filter(name -> roster.daysThere(name, days) == days.size())
            .collect(toSet());
    LocalDate on = roster.calendar().clock().dateAt(shift.start());
    Duty duty = new Duty(shift, choice.engineer());
    return new Begun(state.shiftBegun(duty, on, available), Optional.of(choice));
  }
}
