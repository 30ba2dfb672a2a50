package io.operatefirst.oncall.schedule.check;

import io.operatefirst.oncall.schedule.Box;
import io.operatefirst.oncall.schedule.Cover;
import io.operatefirst.oncall.schedule.Cycle;
import io.operatefirst.oncall.schedule.Duty;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Handover.Reason;
import io.operatefirst.oncall.schedule.RotationState;
import io.operatefirst.oncall.schedule.Shift;
import io.operatefirst.oncall.schedule.Stint;
import io.operatefirst.oncall.schedule.Tally;
import io.operatefirst.oncall.schedule.Turns;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A log of two handovers written by hand, which a test spoils in one place. */
final class PaperLog {

  private static final Instant MONDAY = Instant.parse("2024-05-06T09:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2024-05-07T09:00:00Z");
  private static final Instant WEDNESDAY = Instant.parse("2024-05-08T09:00:00Z");

  Spec spec = spec(Set.of());
  List<Cover> overrides = List.of();
  Instant now = TUESDAY;
  Handover first =
      new Handover(
          1,
          Reason.FIRST_SHIFT,
          Optional.empty(),
          Optional.of("alice"),
          MONDAY,
          state(
              List.of(open("alice"), open("bob"), open("carol")),
              Map.of(
                  "alice", running(LocalDate.parse("2024-05-06")),
                  "bob", notYet(),
                  "carol", notYet()),
              duty("alice", MONDAY, TUESDAY)));
  Handover second = with(onCall("bob", TUESDAY, WEDNESDAY), 2, TUESDAY);

  Optional<String> onCallAt(Instant instant) {
    return ScheduleChecker.onCallAt(looks(), instant);
  }

  List<String> violations() {
    return ScheduleChecker.violations(looks());
  }

  private List<Look> looks() {
    return List.of(
        new Look(MONDAY, spec, overrides, List.of(first)),
        new Look(now, spec, overrides, List.of(second)));
  }

  /** Those named are away on Tuesday. */
  static Spec spec(Set<String> away) {
    List<Person> people =
        List.of("alice", "bob", "carol").stream()
            .map(
                name ->
                    new Person(
                        name,
                        away.contains(name) ? Set.of(LocalDate.parse("2024-05-07")) : Set.of()))
            .toList();
    return new Spec(
        people,
        false,
        LocalTime.of(9, 0),
        DayOfWeek.MONDAY,
        ZoneOffset.UTC,
        EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
        LocalTime.of(9, 0),
        LocalTime.of(17, 0),
        Set.of(),
        false,
        "42",
        1,
        Set.of(),
        LocalDate.parse("2024-05-06"),
        false);
  }

  Handover with(RotationState state, long sequence, Instant at) {
    return new Handover(
        sequence, Reason.END_OF_SHIFT, Optional.of("alice"), state.onCall(), at, state);
  }

  Handover withOrder(Box... order) {
    return spoiled(1, List.of(order), Set.of(), second.state().turns());
  }

  Handover withCarried(String name) {
    return spoiled(1, second.state().order(), Set.of(name), second.state().turns());
  }

  Handover withTurns(Map<String, Turns> turns) {
    return spoiled(1, second.state().order(), Set.of(), turns);
  }

  /** Somebody covers for alice from the beginning. */
  void aliceIsCoveredBy(String name) {
    first =
        new Handover(
            1,
            first.reason(),
            first.from(),
            first.to(),
            first.at(),
            first.state(),
            List.of(),
            Optional.of(name));
  }

  /** As it is where people covered in alice's shift. */
  Handover withCovered(RotationState state, Stint... covered) {
    return new Handover(
        2,
        Reason.END_OF_SHIFT,
        Optional.of("alice"),
        state.onCall(),
        TUESDAY,
        state,
        List.of(covered),
        Optional.empty());
  }

  /** As it is where somebody covers from Tuesday on. */
  Handover toCover(String name) {
    return new Handover(
        2,
        Reason.END_OF_SHIFT,
        Optional.of("alice"),
        Optional.of("bob"),
        TUESDAY,
        second.state(),
        List.of(),
        Optional.of(name));
  }

  /** After a shift of alice's in which somebody has covered once. */
  RotationState helpedBy(String name) {
    Map<String, Turns> turns = new HashMap<>(second.state().turns());
    turns.computeIfPresent(
        name,
        (n, before) ->
            new Turns(
                new Tally(before.count(), 0, 0, 1),
                before.lastShift(),
                before.shiftsSince(),
                false,
                false));
    return new RotationState(
        second.state().cycle(),
        second.state().order(),
        Set.of(),
        Set.of(),
        turns,
        List.of(),
        second.state().duty());
  }

  /** After a shift of alice's for which carol has had the turn. */
  RotationState carolHadTheTurn(Set<String> ahead) {
    Turns served =
        new Turns(
            new Tally(1, 0, 0, 0),
            Optional.of(LocalDate.parse("2024-05-06")),
            OptionalInt.of(0),
            false,
            false);
    Turns alice =
        new Turns(
            new Tally(1, 0, 0, 0),
            Optional.of(LocalDate.parse("2024-05-07")),
            OptionalInt.empty(),
            false,
            false);
    return new RotationState(
        new Cycle(1, Optional.empty()),
        List.of(open("alice"), open("bob"), checked("carol")),
        Set.of(),
        ahead,
        Map.of("alice", alice, "bob", notYet(), "carol", served),
        List.of(),
        duty("alice", TUESDAY, WEDNESDAY));
  }

  Handover withAhead(String name) {
    RotationState state = second.state();
    return with(
        new RotationState(
            state.cycle(),
            state.order(),
            Set.of(),
            Set.of(name),
            state.turns(),
            List.of(),
            state.duty()),
        2,
        TUESDAY);
  }

  Handover inCycle(int number) {
    return spoiled(number, second.state().order(), Set.of(), second.state().turns());
  }

  private Handover spoiled(
      int cycle, List<Box> order, Set<String> carried, Map<String, Turns> turns) {
    return with(
        new RotationState(
            new Cycle(cycle, Optional.empty()),
            order,
            carried,
            Set.of(),
            turns,
            List.of(),
            second.state().duty()),
        2,
        TUESDAY);
  }

  Handover suspension() {
    RotationState state = first.state();
    return new Handover(
        2,
        Reason.SUSPENDED,
        Optional.of("alice"),
        Optional.empty(),
        TUESDAY,
        state(state.order(), state.turns(), Optional.empty()));
  }

  /** After alice's shift. */
  RotationState onCall(String name, Instant from, Instant to) {
    return onCall(Optional.of(name), from, to);
  }

  RotationState onCall(Optional<String> name, Instant from, Instant to) {
    Turns served =
        new Turns(
            new Tally(1, 0, 0, 0),
            Optional.of(LocalDate.parse("2024-05-06")),
            OptionalInt.of(0),
            false,
            false);
    Map<String, Turns> turns =
        Map.of("alice", served, "bob", turnsOf("bob", name), "carol", turnsOf("carol", name));
    return state(
        List.of(checked("alice"), open("bob"), open("carol")),
        turns,
        Optional.of(new Duty(new Shift(from, to), name)));
  }

  private static Turns turnsOf(String name, Optional<String> onCall) {
    return onCall.equals(Optional.of(name)) ? running(LocalDate.parse("2024-05-07")) : notYet();
  }

  private static RotationState state(
      List<Box> order, Map<String, Turns> turns, Optional<Duty> duty) {
    return new RotationState(
        new Cycle(1, Optional.empty()), order, Set.of(), Set.of(), turns, List.of(), duty);
  }

  private static Optional<Duty> duty(String name, Instant from, Instant to) {
    return Optional.of(new Duty(new Shift(from, to), Optional.of(name)));
  }

  static Box open(String name) {
    return new Box(name, false, true, false);
  }

  static Box checked(String name) {
    return new Box(name, true, true, false);
  }

  private static Turns running(LocalDate since) {
    return new Turns(new Tally(1, 0, 0, 0), Optional.of(since), OptionalInt.empty(), false, false);
  }

  private static Turns notYet() {
    return new Turns(Tally.NONE, Optional.empty(), OptionalInt.empty(), false, false);
  }
}
