package io.operatefirst.oncall.schedule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * All that the rules need to know of the past: the list with its boxes, and the running shift.
 *
 * @param cycle the current pass through the list
 * @param order the list in the order of the cycle
 * @param carried who still has a box of an earlier cycle
 * @param turns of everybody in the order
 * @param removed who left the list during the cycle, or so shortly before it that they may still
 *     have to rest; who left last comes last
 * @param duty the running shift; empty while suspended
 */
public record RotationState(
    Cycle cycle,
    List<Box> order,
    Set<String> carried,
    Map<String, Turns> turns,
    List<RemovedEngineer> removed,
    Optional<Duty> duty) {

  public RotationState {
    order = List.copyOf(order);
    // Set.copyOf and Map.copyOf would lose the order in which they are written down.
    carried = Collections.unmodifiableSet(new LinkedHashSet<>(carried));
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
              ? new Turns(1, Optional.empty(), Turns.NONE.shiftsSince(), false, false)
              : Turns.NONE);
    }
    return new RotationState(
        new Cycle(1, roster.order().seedOfCycle()),
        order,
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
    List<Box> boxes = new ArrayList<>();
    Map<String, Turns> counts = new LinkedHashMap<>();
    Set<String> carrying = new LinkedHashSet<>(carried);
    List<RemovedEngineer> left = new ArrayList<>();
    for (Box box : order) {
      String name = box.engineer();
      if (roster.lists(name)) {
        boxes.add(box);
        counts.put(name, turns.get(name));
      } else {
        left.add(new RemovedEngineer(box, carrying.remove(name), turns.get(name)));
      }
    }
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
    left.addAll(0, earlier.values());
    return new RotationState(cycle, boxes, carrying, counts, left, duty);
  }

  /** The running shift came to its end: its box is checked, everybody else has rested one more. */
  RotationState shiftFinished() {
    Optional<String> served = onCall();
    Map<String, Turns> counts = new LinkedHashMap<>();
    turns.forEach(
        (name, count) ->
            counts.put(
                name,
                served.filter(name::equals).isPresent()
                    ? count.rests(0)
                    : count.anotherShiftPassed()));
    List<RemovedEngineer> left =
        removed.stream()
            .map(
                gone ->
                    new RemovedEngineer(
                        gone.box(), gone.carried(), gone.turns().anotherShiftPassed()))
            .toList();
    Set<String> carrying = new LinkedHashSet<>(carried);
    List<Box> boxes = order;
    if (served.isPresent() && !carrying.remove(served.get())) {
      boxes = mapBox(served.get(), Box::checked);
    }
    return new RotationState(cycle, boxes, carrying, counts, left, Optional.empty());
  }

  /** The running shift was cut short: its box stays as it is, and the turn is given back. */
  RotationState shiftGivenBack() {
    Map<String, Turns> counts = new LinkedHashMap<>(turns);
    onCall().ifPresent(name -> counts.computeIfPresent(name, (n, count) -> count.givenBack()));
    return new RotationState(cycle, order, carried, counts, removed, Optional.empty());
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
    return new RotationState(cycle, boxes, carried, counts, removed, Optional.of(begun));
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
            .map(name -> new Box(name, false, false, excused.contains(name)))
            .toList();
    List<RemovedEngineer> left =
        removed.stream()
            .filter(RemovedEngineer::mayHaveToRest)
            .map(RemovedEngineer::inNextCycle)
            .toList();
    return new RotationState(
        new Cycle(number, roster.order().seedOfCycle()), boxes, carrying, counts, left, duty);
  }

  private List<Box> mapBox(String engineer, UnaryOperator<Box> change) {
    return order.stream()
        .map(box -> box.engineer().equals(engineer) ? change.apply(box) : box)
        .toList();
  }
}
