package io.operatefirst.oncall.schedule;

import static java.util.Comparator.comparingInt;

import io.operatefirst.oncall.schedule.Choice.PassedOver;
import io.operatefirst.oncall.schedule.Choice.Reason;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * Those with an open box, one of whom is to have a shift.
 *
 * @param roster the rotation as it is written now
 * @param state the list in the cycle that is asked
 * @param days of the shift
 */
record Candidates(Roster roster, RotationState state, List<LocalDate> days) {

  /** The first rule that finds somebody decides. */
  Choice choice() {
    List<String> asked = asked();
    List<String> available = asked.stream().filter(this::isThere).toList();
    List<String> rested = available.stream().filter(this::isRested).toList();
    return rested.stream()
        .filter(state.carried()::contains)
        .findFirst()
        .map(name -> choice(name, Reason.CARRIED_BOX, before(name, asked)))
        .or(
            () ->
                rested.stream()
                    .findFirst()
                    .map(name -> choice(name, Reason.NEXT_ON_LIST, before(name, asked))))
        .or(
            () ->
                firstOfMost(available, this::rest)
                    .map(name -> choice(name, Reason.LEAST_TIRED, except(name, asked))))
        .or(
            () ->
                thereOnMost(asked)
                    .map(name -> choice(name, Reason.THERE_ON_MOST, except(name, asked))))
        .orElseGet(() -> new Choice(Optional.empty(), Reason.NOBODY_AVAILABLE, passedOver(asked)));
  }

  /** Who has an open box: those with a carried one come before the list. */
  private List<String> asked() {
    Stream<String> carrying =
        state.order().stream().map(Box::engineer).filter(state.carried()::contains);
    Stream<String> open = state.order().stream().filter(box -> !box.done()).map(Box::engineer);
    return Stream.concat(carrying, open).distinct().toList();
  }

  private boolean isThere(String name) {
    return daysThere(name) == days.size();
  }

  private int daysThere(String name) {
    return roster.daysThere(name, days);
  }

  private boolean isRested(String name) {
    return rest(name) >= roster.order().minimumRest();
  }

  private int rest(String name) {
    return state.turns().get(name).rest();
  }

  private Optional<String> thereOnMost(List<String> names) {
    List<String> partly = names.stream().filter(name -> daysThere(name) > 0).toList();
    return firstOfMost(partly, this::daysThere);
  }

  /** The one with the most; among equals the first. */
  private static Optional<String> firstOfMost(List<String> names, ToIntFunction<String> amount) {
    return names.stream().reduce((a, b) -> comparingInt(amount).compare(a, b) >= 0 ? a : b);
  }

  private Choice choice(String engineer, Reason reason, List<String> others) {
    return new Choice(Optional.of(engineer), reason, passedOver(others));
  }

  private static List<String> before(String name, List<String> asked) {
    return asked.subList(0, asked.indexOf(name));
  }

  private static List<String> except(String name, List<String> asked) {
    return asked.stream().filter(other -> !other.equals(name)).toList();
  }

  private List<PassedOver> passedOver(List<String> names) {
    return names.stream().map(this::passedOver).toList();
  }

  private PassedOver passedOver(String name) {
    return roster
        .absence(name, days)
        .<PassedOver>map(PassedOver.Away::new)
        .orElseGet(() -> new PassedOver.NotRested(name, rest(name)));
  }
}
