package io.operatefirst.oncall.schedule;

import static java.util.stream.Collectors.toSet;

import io.operatefirst.oncall.schedule.check.Person;
import io.operatefirst.oncall.schedule.check.Spec;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A rotation as somebody edits it, so that an example says only what matters to it; the same draft
 * is handed to the planner and to the checker.
 */
public final class Draft {

  private static final PublicHolidays HOLIDAYS = new JollydayHolidays();

  private final List<String> people = new ArrayList<>();
  private final Map<String, List<TimeOff>> timeOff = new TreeMap<>();
  private final Map<String, String> ownCountry = new TreeMap<>();
  private final Map<String, Set<LocalDate>> datesAway = new HashMap<>();
  private Cadence cadence;
  private ZoneId zone = ZoneId.of("UTC");
  private LocalTime handoverTime = LocalTime.of(9, 0);
  private DayOfWeek weekBegins = DayOfWeek.MONDAY;
  private Set<DayOfWeek> workingDays = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private Coverage coverage = new Coverage(LocalTime.of(9, 0), LocalTime.of(17, 0));
  private Optional<String> country = Optional.empty();
  private final Set<LocalDate> added = new HashSet<>();
  private final Set<LocalDate> removed = new HashSet<>();
  private Order.AtEndOfList atEndOfList = Order.AtEndOfList.REPEAT;
  private String seed = "42";
  private int minimumRest = 1;
  private Set<String> done = Set.of();
  private LocalDate startDate = LocalDate.of(2024, 5, 6);
  private boolean suspended;
  private final List<Cover> overrides = new ArrayList<>();
  private Optional<Roster> roster = Optional.empty();
  private Optional<Spec> spec = Optional.empty();

  private Draft(Cadence cadence, List<String> names) {
    this.cadence = cadence;
    people.addAll(names);
  }

  /** From Monday 2024-05-06 at nine, in the order of the names, without holidays. */
  static Draft daily(String... names) {
    return new Draft(Cadence.DAILY, List.of(names));
  }

  static Draft weekly(String... names) {
    return new Draft(Cadence.WEEKLY, List.of(names));
  }

  Draft cadence(Cadence changed) {
    cadence = changed;
    return edited();
  }

  Draft zone(String id) {
    zone = ZoneId.of(id);
    return edited();
  }

  Draft handoverTime(String local) {
    handoverTime = LocalTime.parse(local);
    return edited();
  }

  Draft weekBegins(DayOfWeek day) {
    weekBegins = day;
    return edited();
  }

  Draft workingDays(Set<DayOfWeek> days) {
    workingDays = Set.copyOf(days);
    return edited();
  }

  Draft coverage(String from, String to) {
    LocalTime end = to.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(to);
    coverage = new Coverage(LocalTime.parse(from), end);
    return edited();
  }

  Draft holidaysOf(String code) {
    country = Optional.of(code);
    return edited();
  }

  Draft noPublicHolidays() {
    country = Optional.empty();
    return edited();
  }

  Draft holiday(String... dates) {
    Stream.of(dates).map(LocalDate::parse).forEach(added::add);
    return edited();
  }

  public Draft noHoliday(String... dates) {
    Stream.of(dates).map(LocalDate::parse).forEach(added::remove);
    return edited();
  }

  Draft workedAllTheSame(String... dates) {
    Stream.of(dates).map(LocalDate::parse).forEach(removed::add);
    return edited();
  }

  Draft away(String name, String from, String to) {
    return away(name, LocalDate.parse(from), LocalDate.parse(to));
  }

  Draft away(String name, LocalDate from, LocalDate to) {
    datesAway.remove(name);
    timeOff.computeIfAbsent(name, n -> new ArrayList<>()).add(new TimeOff(from, to));
    return edited();
  }

  Draft back(String name) {
    datesAway.remove(name);
    timeOff.remove(name);
    return edited();
  }

  Draft ownHolidaysOf(String name, String code) {
    datesAway.remove(name);
    ownCountry.put(name, code);
    return edited();
  }

  Draft join(String... names) {
    people.addAll(List.of(names));
    return edited();
  }

  Draft leave(String... names) {
    people.removeAll(List.of(names));
    return edited();
  }

  Draft people(List<String> names) {
    people.clear();
    people.addAll(names);
    return edited();
  }

  List<String> names() {
    return List.copyOf(people);
  }

  Draft shuffle(String with) {
    atEndOfList = Order.AtEndOfList.SHUFFLE;
    seed = with;
    return edited();
  }

  Draft repeat() {
    atEndOfList = Order.AtEndOfList.REPEAT;
    return edited();
  }

  Draft minimumRest(int shifts) {
    minimumRest = shifts;
    return edited();
  }

  Draft done(String... names) {
    done = Set.of(names);
    return edited();
  }

  Draft startDate(String date) {
    startDate = LocalDate.parse(date);
    return edited();
  }

  Draft suspended(boolean paused) {
    suspended = paused;
    return edited();
  }

  /** People agree among themselves: one cover, or the two of a swap. */
  public Draft agree(Cover... covers) {
    overrides.addAll(List.of(covers));
    return edited();
  }

  /** The override is deleted. */
  public Draft takeBack(String override) {
    overrides.removeIf(cover -> cover.override().equals(override));
    return edited();
  }

  public List<Cover> overrides() {
    return List.copyOf(overrides);
  }

  public boolean isSuspended() {
    return suspended;
  }

  public ZoneId zone() {
    return zone;
  }

  LocalDate startDate() {
    return startDate;
  }

  private Draft edited() {
    roster = Optional.empty();
    spec = Optional.empty();
    return this;
  }

  /** As the planner gets it. */
  public Roster roster() {
    Roster written = roster.orElseGet(this::toRoster);
    roster = Optional.of(written);
    return written;
  }

  /** As the checker gets it. */
  public Spec spec() {
    Spec written = spec.orElseGet(this::toSpec);
    spec = Optional.of(written);
    return written;
  }

  private Roster toRoster() {
    WorkCalendar calendar =
        new WorkCalendar(
            new WallClock(zone),
            workingDays,
            coverage,
            country.map(code -> new Region(code, "")),
            added,
            removed,
            HOLIDAYS);
    List<Engineer> engineers =
        people.stream()
            .map(
                name ->
                    new Engineer(
                        name,
                        Optional.ofNullable(ownCountry.get(name)).map(code -> new Region(code, "")),
                        timeOff.getOrDefault(name, List.of())))
            .toList();
    return Roster.of(
            engineers,
            new Handovers(cadence, handoverTime, weekBegins, calendar),
            new Order(atEndOfList, seed, minimumRest, done),
            startDate,
            suspended)
        .with(new Covers(overrides.stream().filter(this::namesTheListed).toList()));
  }

  private boolean namesTheListed(Cover cover) {
    return people.contains(cover.engineer()) && cover.whose().stream().allMatch(people::contains);
  }

  private Spec toSpec() {
    Set<LocalDate> holidays =
        country.map(HolidayDates::of).orElse(Set.of()).stream()
            .filter(date -> !removed.contains(date))
            .collect(toSet());
    holidays.addAll(added);
    return new Spec(
        people.stream()
            .map(name -> new Person(name, datesAway.computeIfAbsent(name, this::toDates)))
            .toList(),
        cadence == Cadence.WEEKLY,
        handoverTime,
        weekBegins,
        zone,
        workingDays,
        coverage.from(),
        coverage.to(),
        holidays,
        atEndOfList == Order.AtEndOfList.SHUFFLE,
        seed,
        minimumRest,
        done,
        startDate,
        suspended);
  }

  private Set<LocalDate> toDates(String name) {
    Set<LocalDate> dates = new HashSet<>();
    for (TimeOff off : timeOff.getOrDefault(name, List.of())) {
      off.from().datesUntil(off.to().plusDays(1)).forEach(dates::add);
    }
    if (ownCountry.containsKey(name)) {
      dates.addAll(HolidayDates.of(ownCountry.get(name)));
    }
    return Set.copyOf(dates);
  }
}
