package io.operatefirst.oncall.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Shifts as they were or are planned.
 *
 * @param names who is on the list
 * @param roster by which they are planned; empty where that is no longer known
 * @param underWay the cycle that keeps the order it began with; 0 where none has begun
 * @param shifts in their order
 */
public record Plan(
    Set<String> names, Optional<Roster> roster, int underWay, List<PlannedShift> shifts) {

  public Plan {
    names = Set.copyOf(names);
    shifts = List.copyOf(shifts);
  }

  /**
   * As it is planned now.
   *
   * @param last the handover that it continues from; empty where there is none
   */
  public static Plan of(Roster roster, Optional<Handover> last, List<PlannedShift> shifts) {
    int underWay = last.map(handover -> handover.state().cycle().number()).orElse(0);
    return new Plan(Set.copyOf(roster.names()), Optional.of(roster), underWay, shifts);
  }

  /**
   * As people were shown it: nobody knows any more how the rotation was written then.
   *
   * @param names who was on the list
   */
  public static Plan shown(Set<String> names, List<Stint> stints) {
    List<PlannedShift> shifts =
        stints.stream()
            .map(
                stint ->
                    new PlannedShift(
                        stint.time(), stint.scheduled(), 0, List.of(stint), Optional.empty()))
            .toList();
    return new Plan(names, Optional.empty(), 0, shifts);
  }

  /** What there is of it at an instant. */
  Spot at(Instant instant) {
    for (PlannedShift planned : shifts) {
      for (Stint stint : planned.stints()) {
        if (stint.time().contains(instant)) {
          return new Spot(Optional.of(planned), Optional.of(stint));
        }
      }
    }
    return Spot.NOTHING;
  }

  /**
   * One instant of a plan.
   *
   * @param shift that is then; empty where there is none
   * @param stint of that shift
   */
  record Spot(Optional<PlannedShift> shift, Optional<Stint> stint) {

    static final Spot NOTHING = new Spot(Optional.empty(), Optional.empty());

    Optional<Shift> time() {
      return shift.map(PlannedShift::shift);
    }

    Optional<String> onCall() {
      return stint.flatMap(Stint::engineer);
    }

    Optional<String> scheduled() {
      return stint.flatMap(Stint::scheduled);
    }

    Optional<Cover> cover() {
      return stint.flatMap(Stint::lastCover);
    }

    boolean isCoveredBy(Cover cover) {
      return stint.stream()
          .flatMap(part -> part.covers().stream())
          .anyMatch(other -> other.override().equals(cover.override()));
    }

    Optional<Choice.PassedOver> why(Optional<String> passedOver) {
      return passedOver.flatMap(
          name -> shift.flatMap(PlannedShift::choice).flatMap(choice -> choice.why(name)));
    }
  }
}
