package io.operatefirst.oncall.schedule.check;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rotation as it is written, in plain data, so that the checker depends on no type of the
 * planner that could hide a mistake.
 *
 * @param people in the order of the spec
 * @param weekly handed over every week; otherwise every working day
 * @param handoverTime local
 * @param weekBegins matters to weekly only
 * @param zone in which everything local is judged
 * @param workingDays of the week
 * @param coverageFrom local
 * @param coverageTo local; midnight is 24:00
 * @param holidays every date that is one, wherever it was taken from
 * @param shuffle each cycle has an order of its own; otherwise the order as written
 * @param seed of the shuffle
 * @param minimumRest other shifts between two of one person
 * @param done who has had their turn when the first cycle begins
 * @param startDate the first possible shift
 * @param suspended whether duty is paused
 */
public record Spec(
    List<Person> people,
    boolean weekly,
    LocalTime handoverTime,
    DayOfWeek weekBegins,
    ZoneId zone,
    Set<DayOfWeek> workingDays,
    LocalTime coverageFrom,
    LocalTime coverageTo,
    Set<LocalDate> holidays,
    boolean shuffle,
    String seed,
    int minimumRest,
    Set<String> done,
    LocalDate startDate,
    boolean suspended) {

  public Spec {
    people = List.copyOf(people);
    workingDays = Set.copyOf(workingDays);
    holidays = Set.copyOf(holidays);
    done = Set.copyOf(done);
  }

  List<String> names() {
    return people.stream().map(Person::name).toList();
  }

  boolean lists(String name) {
    return person(name).isPresent();
  }

  /** On how many of the days somebody on the list is there. */
  int daysThere(String name, List<LocalDate> days) {
    Set<LocalDate> away = person(name).orElseThrow().away();
    return (int) days.stream().filter(day -> !away.contains(day)).count();
  }

  boolean isThere(String name, List<LocalDate> days) {
    return daysThere(name, days) == days.size();
  }

  private Optional<Person> person(String name) {
    return people.stream().filter(person -> person.name().equals(name)).findFirst();
  }
}
