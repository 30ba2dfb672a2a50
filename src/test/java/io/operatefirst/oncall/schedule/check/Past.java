package io.operatefirst.oncall.schedule.check;

import io.operatefirst.oncall.schedule.Box;
import io.operatefirst.oncall.schedule.RotationState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the checker itself has counted so far, so that it need not believe the log's own figures.
 */
final class Past {

  /** No rotation may ask for more. */
  private static final int MOST_REST = 199;

  private final Map<String, Integer> turns = new HashMap<>();
  private final Map<String, Integer> lastFinished = new HashMap<>();
  private final Set<String> everExcused = new HashSet<>();
  private final Set<String> everAdded = new HashSet<>();
  private final Set<String> everForgiven = new HashSet<>();
  private final Map<String, Sheet.Left> left = new LinkedHashMap<>();
  private final Set<String> presentInCycle = new HashSet<>();
  private final Map<String, Integer> covers = new HashMap<>();
  private final Map<String, Integer> fridays = new HashMap<>();
  private final Map<String, Integer> beforeHolidays = new HashMap<>();
  private int finished;

  /** A rotation begins: who is done has had one turn. */
  static Past beginning(Spec spec) {
    Past past = new Past();
    spec.names().forEach(name -> past.turns.put(name, spec.done().contains(name) ? 1 : 0));
    return past;
  }

  /** A rotation is taken over in mid-life; its running shift is counted when it begins. */
  static Past takenFrom(RotationState state) {
    Past past = new Past();
    state
        .turns()
        .forEach(
            (name, recorded) -> {
              boolean running = state.onCall().equals(Optional.of(name));
              past.turns.put(name, recorded.count() - (running ? 1 : 0));
              past.covers.put(name, recorded.tally().covers());
              past.fridays.put(name, recorded.tally().fridays());
              past.beforeHolidays.put(name, recorded.tally().beforeHolidays());
              recorded.shiftsSince().ifPresent(shifts -> past.lastFinished.put(name, -1 - shifts));
              if (recorded.excused()) {
                past.everExcused.add(name);
              }
            });
    state.order().stream()
        .filter(Box::present)
        .forEach(box -> past.presentInCycle.add(box.engineer()));
    return past;
  }

  void shiftBegun(Optional<String> engineer) {
    engineer.ifPresent(name -> turns.merge(name, 1, Integer::sum));
  }

  void shiftFinished(EndedShift shift, PaperCalendar calendar) {
    shift
        .turnPassedTo()
        .ifPresent(
            earner -> {
              shiftGivenBack(shift.scheduled());
              shiftBegun(Optional.of(earner));
            });
    shift
        .turnOf()
        .ifPresent(
            name -> {
              lastFinished.put(name, finished);
              fridays.merge(name, shift.hasFriday(calendar) ? 1 : 0, Integer::sum);
              beforeHolidays.merge(name, shift.isBeforeHoliday(calendar) ? 1 : 0, Integer::sum);
            });
    finished++;
  }

  /** Counted for those who are on the list as it ends. */
  void covered(Set<String> helpers, Set<String> listed) {
    helpers.stream().filter(listed::contains).forEach(name -> covers.merge(name, 1, Integer::sum));
  }

  void shiftGivenBack(Optional<String> engineer) {
    engineer.ifPresent(name -> turns.merge(name, -1, Integer::sum));
  }

  void joined(Spec spec, Sheet before) {
    for (String name : spec.names()) {
      if (!before.boxes().containsKey(name)) {
        left.remove(name);
        everAdded.add(name);
        turns.putIfAbsent(name, 0);
      }
    }
  }

  void left(Spec spec, Sheet before) {
    before
        .boxes()
        .forEach(
            (name, checked) -> {
              if (!spec.lists(name)) {
                left.put(name, new Sheet.Left(checked, before.carried().contains(name)));
              }
            });
  }

  void cycleEnded(Sheet ending) {
    for (String name : ending.unchecked()) {
      if (!presentInCycle.contains(name)) {
        everExcused.add(name);
      } else if (ending.carried().contains(name)) {
        // Never more than one box is carried: this one is forgiven.
        everForgiven.add(name);
      }
    }
    // Who is not on the list when it is shuffled starts afresh, should they ever return, though not
    // as one who has rested.
    for (Map<String, Integer> figures : List.of(turns, covers, fridays, beforeHolidays)) {
      left.keySet().forEach(figures::remove);
    }
    left.keySet().forEach(everExcused::remove);
    left.clear();
    lastFinished
        .keySet()
        .removeIf(name -> !ending.boxes().containsKey(name) && rest(name) >= MOST_REST);
    presentInCycle.clear();
  }

  void present(String name) {
    presentInCycle.add(name);
  }

  int turnsOf(String name) {
    return turns.get(name);
  }

  int coversOf(String name) {
    return covers.getOrDefault(name, 0);
  }

  int fridaysOf(String name) {
    return fridays.getOrDefault(name, 0);
  }

  int beforeHolidaysOf(String name) {
    return beforeHolidays.getOrDefault(name, 0);
  }

  /** Other shifts finished since their own last finished one. */
  OptionalInt shiftsSince(String name) {
    return lastFinished.containsKey(name)
        ? OptionalInt.of(finished - 1 - lastFinished.get(name))
        : OptionalInt.empty();
  }

  int rest(String name) {
    return shiftsSince(name).orElse(Integer.MAX_VALUE);
  }

  boolean wasExcused(String name) {
    return everExcused.contains(name);
  }

  boolean wasAdded(String name) {
    return everAdded.contains(name);
  }

  boolean countsForSpread(String name) {
    return !wasExcused(name) && !wasAdded(name) && !everForgiven.contains(name);
  }

  Map<String, Sheet.Left> left() {
    return left;
  }

  Set<String> presentInCycle() {
    return presentInCycle;
  }
}
