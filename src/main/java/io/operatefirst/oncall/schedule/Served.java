package io.operatefirst.oncall.schedule;

import static java.util.stream.Collectors.toCollection;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A shift that is over, with all that counts of it.
 *
 * @param duty the shift as long as it really was, and whose it was by the list
 * @param stints who was on call in it
 * @param calendar by which it is judged
 */
record Served(Duty duty, List<Stint> stints, WorkCalendar calendar) {

  /**
   * Who has earned the turn: who did the larger part of the shift by an agreement that says so, or
   * else the engineer of the shift; empty where that was nobody.
   */
  Optional<String> turn() {
    Duration whole = measure(duty.shift());
    return engineersOfCovers().stream()
        .filter(name -> servedAsTurn(name).multipliedBy(2).compareTo(whole) > 0)
        .findFirst()
        .or(duty::engineer);
  }

  /** Who covered for somebody in it. */
  Set<String> engineersOfCovers() {
    return stints.stream()
        .filter(Stint::isCovered)
        .flatMap(stint -> stint.engineer().stream())
        .filter(name -> !duty.isOf(name))
        .collect(toCollection(LinkedHashSet::new));
  }

  private Duration servedAsTurn(String name) {
    return stints.stream()
        .filter(stint -> stint.engineer().equals(Optional.of(name)))
        .filter(stint -> stint.lastCover().filter(Cover::countsAsTurn).isPresent())
        .map(stint -> measure(stint.time()))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** What counts is the time within coverage; of a shift that has none, all of it. */
  private Duration measure(Shift time) {
    return calendar.coveredWithin(duty.shift()).isZero()
        ? time.length()
        : calendar.coveredWithin(time);
  }

  /** The local date on which it began. */
  LocalDate on() {
    return calendar.clock().dateAt(duty.shift().start());
  }

  /** What the turn adds to somebody's figures, beside the turn itself. */
  Tally weight() {
    List<LocalDate> days = calendar.daysOf(duty.shift());
    boolean friday = days.stream().anyMatch(day -> day.getDayOfWeek() == DayOfWeek.FRIDAY);
    boolean beforeHoliday = !days.isEmpty() && calendar.isBeforeHoliday(days.get(days.size() - 1));
    return new Tally(0, friday ? 1 : 0, beforeHoliday ? 1 : 0, 0);
  }
}
