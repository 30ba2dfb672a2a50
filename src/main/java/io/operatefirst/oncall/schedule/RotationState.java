package io.operatefirst.oncall.schedule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * All that the rules need to know of the past: the list with its boxes, and the running shift.
 *
 * @param cycle the current pass through the list
 * @param order the list in the order of the cycle
 * @param carried who still has a box of an earlier cycle
 * @param ahead who has had the box of the next cycle checked already
 * @param turns of everybody in the order
 * @param removed who left the list during the cycle, or so shortly before it that they may still
 *     have to rest; who left last comes last
 * @param duty the running shift; empty while suspended
 */
public record RotationState(
    Cycle cycle,
    List<Box> order,
    Set<String> carried,
    Set<String> ahead,
    Map<String, Turns> turns,
    List<RemovedEngineer> removed,
    Optional<Duty> duty) {

  public RotationState {
    order = List.copyOf(order);
    // Set.copyOf and Map.copyOf would lose the order in which they are written down.
    carried = Collections.unmodifiableSet(new LinkedHashSet<>(carried));
    ahead = Collections.unmodifiableSet(new LinkedHashSet<>(ahead));
    turns = Collections.unmodifiableMap(new LinkedHashMap<>(turns));
    removed = List.copyOf(removed);
  }

  /** The list before the very first shift. */
  static RotationState beginning(Roster roster) {
    List<Box> order = new ArrayList<>();
    Map<String, Turns> turns = new LinkedHashMap<>();
    for (String name : roster.order().of(1, roster.names())) {
      boolean done = roster.order().done().contains(name);
      order.add(done ? Box.unchecked(name).checked() : Box.unchecked(name));
      turns.put(
          name,
          done
              ? new Turns(Tally.ofTurns(1), Optional.empty(), OptionalInt.empty(), false, false)
              : Turns.NONE);
    }
    return new RotationState(
        new Cycle(1, roster.order().seedOfCycle()),
        order,
        Set.of(),
        Set.of(),
        turns,
        List.of(),
        Optional.empty());
  }

  public Optional<String> onCall() {
    return duty.flatMap(Duty::engineer);
  }

  /** The list as it is written now: who was added is appended, who was removed leaves. */
  public RotationState withListOf(Roster roster) {
    return withJoiners(roster).withoutLeavers(roster);
  }

  /** Who was added is appended; a name that returns within the cycle has its box again. */
  RotationState withJoiners(Roster roster) {
    if (turns.keySet().containsAll(roster.names())) {
      return this;
    }
    List<Box> boxes = new ArrayList<>(order);
    Map<String, Turns> counts = new LinkedHashMap<>(turns);
    Set<String> carrying = new LinkedHashSet<>(carried);
    Map<String, RemovedEngineer> earlier = new LinkedHashMap<>();
    removed.forEach(engineer -> earlier.put(engineer.box().engineer(), engineer));
    for (String name : roster.names()) {
      if (counts.containsKey(name)) {
        continue;
      }
      RemovedEngineer returning = earlier.remove(name);
      boxes.add(returning == null ? Box.unchecked(name) : returning.box());
      counts.put(name, (returning == null ? Turns.NONE : returning.turns()).asAdded());
      if (returning != null && returning.carried()) {
        carrying.add(name);
      }
    }
    return new RotationState(
        cycle, boxes, carrying, ahead, counts, List.copyOf(earlier.values()), duty);
  }

  private RotationState withoutLeavers(Roster roster) {
    if (order.stream().map(Box::engineer).allMatch(roster::lists)) {
      return this;
    }
    List<Box> boxes = new ArrayList<>();
    Map<String, Turns> counts = new LinkedHashMap<>();
    Set<String> carrying = new LinkedHashSet<>(carried);
    Set<String> stillAhead = new LinkedHashSet<>(ahead);
    List<RemovedEngineer> left = new ArrayList<>(removed);
    for (Box box : order) {
      String name = box.engineer();
      if (roster.lists(name)) {
        boxes.add(box);
        counts.put(name, turns.get(name));
      } else {
        left.add(new RemovedEngineer(box, carrying.remove(name), turns.get(name)));
        stillAhead.remove(name);
      }
    }
    return new RotationState(cycle, boxes, carrying, stillAhead, counts, left, duty);
  }

  /**
   * The running shift came to its end: a box is checked, everybody else has rested one more. Who
   * covered and has no box to spend, not even that of the next cycle, has merely covered.
   */
  RotationState shiftFinished(Served served) {
    Optional<String> scheduled = onCall();
    Optional<String> turn = served.turn().filter(this::hasBoxToSpend).or(() -> scheduled);
    Map<String, Turns> counts = new LinkedHashMap<>(turns);
    if (!turn.equals(scheduled)) {
      scheduled.ifPresent(name -> counts.computeIfPresent(name, (n, count) -> count.givenBack()));
      turn.ifPresent(name -> counts.computeIfPresent(name, (n, count) -> count.begun(served.on())));
    }
    counts.replaceAll(
        (name, count) ->
            turn.filter(name::equals).isPresent()
                ? count.finished(served.weight())
                : count.anotherShiftPassed());
    served.engineersOfCovers().stream()
        .filter(name -> !turn.equals(Optional.of(name)))
        .forEach(name -> counts.computeIfPresent(name, (n, count) -> count.covered()));
    List<RemovedEngineer> left =
        removed.stream()
            .map(
                gone ->
                    new RemovedEngineer(
                        gone.box(), gone.carried(), gone.turns().anotherShiftPassed()))
            .toList();
    RotationState spent = turn.map(this::withBoxSpentBy).orElse(this);
    return new RotationState(
        cycle, spent.order, spent.carried, spent.ahead, counts, left, Optional.empty());
  }

  private boolean hasBoxToSpend(String name) {
    return turns.containsKey(name)
        && (carried.contains(name) || hasOpenBox(name) || !ahead.contains(name));
  }

  private boolean hasOpenBox(String name) {
    return order.stream().anyMatch(box -> box.engineer().equals(name) && !box.done());
  }

  /** The carried box, or else that of the cycle, or else that of the next one ahead. */
  private RotationState withBoxSpentBy(String name) {
    Set<String> carrying = new LinkedHashSet<>(carried);
    Set<String> nowAhead = new LinkedHashSet<>(ahead);
    List<Box> boxes = order;
    if (!carrying.remove(name)) {
      if (hasOpenBox(name)) {
        boxes = mapBox(name, Box::checked);
      } else {
        nowAhead.add(name);
      }
    }
    return new RotationState(cycle, boxes, carrying, nowAhead, turns, removed, duty);
  }

  /** The running shift was cut short: its box stays as it is, and the turn is given back. */
  RotationState shiftGivenBack(Set<String> covering) {
    Map<String, Turns> counts = new LinkedHashMap<>(turns);
    onCall().ifPresent(name -> counts.computeIfPresent(name, (n, count) -> count.givenBack()));
    covering.forEach(name -> counts.computeIfPresent(name, (n, count) -> count.covered()));
    return new RotationState(cycle, order, carried, ahead, counts, removed, Optional.empty());
  }

  /** A new shift begins, for somebody or nobody; who is on call counts as there. */
  RotationState shiftBegun(Duty begun, LocalDate on, Set<String> available) {
    Map<String, Turns> counts = new LinkedHashMap<>(turns);
    begun
        .engineer()
        .ifPresent(name -> counts.computeIfPresent(name, (n, count) -> count.begun(on)));
    List<Box> boxes =
        order.stream()
            .map(
                box ->
                    available.contains(box.engineer()) || begun.isOf(box.engineer())
                        ? box.seenPresent()
                        : box)
            .toList();
    return new RotationState(cycle, boxes, carried, ahead, counts, removed, Optional.of(begun));
  }

  /**
   * The next pass through the list. Who was away throughout this one is excused; who was there and
   * was not served carries one box over; of who left only their rest is remembered.
   */
  RotationState nextCycle(Roster roster) {
    Set<String> carrying = new LinkedHashSet<>(carried);
    Set<String> excused = new LinkedHashSet<>();
    Map<String, Turns> counts = new LinkedHashMap<>(turns);
    for (Box box : order) {
      if (box.done()) {
        continue;
      }
      if (box.present()) {
        carrying.add(box.engineer());
      } else {
        excused.add(box.engineer());
        counts.computeIfPresent(box.engineer(), (n, count) -> count.asExcused());
      }
    }
    int number = cycle.number() + 1;
    List<Box> boxes =
        roster.order().of(number, roster.names()).stream()
            .map(
                name ->
                    ahead.contains(name)
                        ? Box.unchecked(name).checked()
                        : new Box(name, false, false, excused.contains(name)))
            .toList();
    List<RemovedEngineer> left =
        removed.stream()
            .filter(RemovedEngineer::mayHaveToRest)
            .map(RemovedEngineer::inNextCycle)
            .toList();
    return new RotationState(
        new Cycle(number, roster.order().seedOfCycle()),
        boxes,
        carrying,
        Set.of(),
        counts,
        left,
        duty);
  }

  private List<Box> mapBox(String engineer, UnaryOperator<Box> change) {
    return order.stream()
        .map(box -> box.engineer().equals(engineer) ? change.apply(box) : box)
        .toList();
  }
}
