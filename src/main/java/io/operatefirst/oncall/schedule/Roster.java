package io.operatefirst.oncall.schedule;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A rotation as it is written: who, when and in which order. Valid by construction; what a user
 * wrote is checked before one is made.
 *
 * @param engineers in the order of the spec; at least one, names unique
 * @param handovers the boundaries between shifts
 * @param order how turns are taken
 * @param startDate the first possible shift, in the rotation's zone
 * @param suspended whether duty is paused
 * @param covers what people have agreed among themselves; names on the list only
 * @param sprints how the team divides its time, which nobody's turn depends on; empty: not at all
 */
public record Roster(
    Map<String, Engineer> engineers,
    Handovers handovers,
    Order order,
    LocalDate startDate,
    boolean suspended,
    Covers covers,
    Optional<Sprints> sprints) {

  /** Without covers and sprints. */
  public static Roster of(
      List<Engineer> engineers,
      Handovers handovers,
      Order order,
      LocalDate startDate,
      boolean suspended) {
    Map<String, Engineer> byName =
        engineers.stream()
            .collect(
                toMap(
                    Engineer::name,
                    Function.identity(),
                    (a, b) -> {
                      throw new IllegalArgumentException(a.name() + " is on the list twice");
                    },
                    java.util.LinkedHashMap::new));
    return new Roster(
        byName, handovers, order, startDate, suspended, Covers.NONE, Optional.empty());
  }

  /** The same, with what people have agreed among themselves. */
  public Roster with(Covers agreed) {
    return new Roster(engineers, handovers, order, startDate, suspended, agreed, sprints);
  }

  /** The same, with sprints. */
  public Roster with(Optional<Sprints> divided) {
    return new Roster(engineers, handovers, order, startDate, suspended, covers, divided);
  }

  /** The sprint at an instant; empty where the team has none. */
  public Optional<Sprint> sprintAt(Instant instant) {
    LocalDate date = calendar().clock().dateAt(instant);
    return sprints.map(divided -> divided.at(date, calendar().workingDays()));
  }

  public WorkCalendar calendar() {
    return handovers.calendar();
  }

  /** The names in the order of the spec. */
  public List<String> names() {
    return List.copyOf(engineers.keySet());
  }

  public boolean lists(String name) {
    return engineers.containsKey(name);
  }

  /** On how many of the days somebody on the list is there. */
  int daysThere(String name, List<LocalDate> days) {
    Engineer engineer = engineers.get(name);
    return (int)
        days.stream().filter(day -> !engineer.awayOn(day, calendar().publicHolidays())).count();
  }

  /** On which of the days somebody on the list is away, and why; empty where on none. */
  public Optional<Absence> absence(String name, Collection<LocalDate> days) {
    Engineer engineer = engineers.get(name);
    List<LocalDate> away =
        days.stream().filter(day -> engineer.awayOn(day, calendar().publicHolidays())).toList();
    boolean ownHoliday = away.stream().noneMatch(engineer::hasTimeOffOn);
    return away.isEmpty() ? Optional.empty() : Optional.of(new Absence(name, away, ownHoliday));
  }

  /** Available for a shift: not away on any of its days. */
  public boolean isAvailable(String name, Shift shift) {
    List<LocalDate> days = calendar().daysOf(shift);
    return daysThere(name, days) == days.size();
  }
}
