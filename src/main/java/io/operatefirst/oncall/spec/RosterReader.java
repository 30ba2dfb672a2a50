package io.operatefirst.oncall.spec;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.api.HolidaysSpec;
import io.operatefirst.oncall.api.NotUnderstood;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationSpec;
import io.operatefirst.oncall.api.OrderSpec;
import io.operatefirst.oncall.api.ScheduleSpec;
import io.operatefirst.oncall.api.SprintSpec;
import io.operatefirst.oncall.schedule.Cadence;
import io.operatefirst.oncall.schedule.Coverage;
import io.operatefirst.oncall.schedule.Engineer;
import io.operatefirst.oncall.schedule.Handovers;
import io.operatefirst.oncall.schedule.Order;
import io.operatefirst.oncall.schedule.PublicHolidays;
import io.operatefirst.oncall.schedule.Region;
import io.operatefirst.oncall.schedule.Roster;
import io.operatefirst.oncall.schedule.Sprints;
import io.operatefirst.oncall.schedule.TimeOff;
import io.operatefirst.oncall.schedule.WallClock;
import io.operatefirst.oncall.schedule.WorkCalendar;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what a user wrote into a roster, or says what is wrong with it. */
public final class RosterReader {

  private static final List<String> DECIDING = List.of("spec.schedule", "spec.order");

  /** What a roster is made of. */
  private static final List<String> OF_A_ROSTER =
      List.of("spec.engineers", "spec.schedule", "spec.order", "spec.sprint", "spec.suspend");

  private final KubernetesSerialization serialization;
  private final PublicHolidays publicHolidays;
  private final Clock clock;
  private final SpecSchema schema = new SpecSchema(OnCallRotation.class);
  private final SpecRules rules;

  /**
   * @param serialization turns resources into JSON
   * @param publicHolidays what is known of public holidays
   * @param clock gives the start date of a file that no server has seen
   */
  public RosterReader(
      KubernetesSerialization serialization, PublicHolidays publicHolidays, Clock clock) {
    this.serialization = serialization;
    this.publicHolidays = publicHolidays;
    this.clock = clock;
    this.rules = new SpecRules(publicHolidays);
  }

  /** A roster, or the reasons why there is none. */
  public sealed interface Reading {

    /** The rotation is valid. */
    record Valid(Roster roster) implements Reading {}

    /** It is not. */
    record Invalid(List<Problem> problems) implements Reading {

      /** Whether a part of the spec can be used all the same. */
      public boolean spares(String path) {
        Problem there = new Problem(path, "");
        return problems.stream().noneMatch(there::touches);
      }
    }
  }

  /** A resource as a server would keep it, from what was written. */
  public ObjectNode admitted(JsonNode resource) {
    return schema.admitted(resource);
  }

  /**
   * What is wrong with a resource as it was written. What the rules say of a value that the schema
   * refuses is left out: one mistake is told once.
   *
   * @param begun whether the rotation has had its first handover
   */
  public List<Problem> check(JsonNode resource, boolean begun) {
    JsonNode admitted = schema.admitted(resource);
    Collection<Problem> refused = schema.check(admitted);
    return Stream.concat(
            refused.stream(),
            rules
                .check(admitted, begun)
                .filter(problem -> refused.stream().noneMatch(problem::touches)))
        .toList();
  }

  /**
   * Reads a rotation.
   *
   * @param begun whether it has had its first handover
   */
  public Reading read(OnCallRotation rotation, boolean begun) {
    List<Problem> newer = newer(rotation);
    if (!newer.isEmpty()) {
      return new Reading.Invalid(newer);
    }
    JsonNode resource = serialization.convertValue(rotation, JsonNode.class);
    List<Problem> problems = check(resource, begun);
    if (!problems.isEmpty()) {
      return new Reading.Invalid(problems);
    }
    Roster roster = roster(rotation);
    return hasWorkingDays(roster)
        ? new Reading.Valid(roster)
        : new Reading.Invalid(
            List.of(
                new Field("", resource)
                    .at("spec")
                    .at("schedule")
                    .at("workingDays")
                    .problem(
                        "would be holidays for three years on end; add a day, or take some out of"
                            + " spec.schedule.holidays.add")));
  }

  /**
   * The roster of an invalid rotation, by which people can be told of what happens meanwhile;
   * nothing is handed over by it. Empty where a mistake lies in what it is made of.
   */
  public Optional<Roster> despite(Reading.Invalid mistakes, OnCallRotation rotation) {
    return OF_A_ROSTER.stream().allMatch(mistakes::spares)
        ? Optional.of(roster(rotation)).filter(this::hasWorkingDays)
        : Optional.empty();
  }

  /** Of words that only a newer operator knows none is taken for a default. */
  private static List<Problem> newer(OnCallRotation rotation) {
    return DECIDING.stream()
        .flatMap(path -> NotUnderstood.below(path, rotation).stream())
        .map(
            word ->
                new Problem(
                    word.substring(0, word.indexOf(' ')),
                    word.substring(word.indexOf(' ') + 1)
                        + " is not known to this version of the operator; update it, or write what"
                        + " it knows"))
        .toList();
  }

  /** From the start, from today and after each date that was added there must be one. */
  private boolean hasWorkingDays(Roster roster) {
    LocalDate today = roster.calendar().clock().dateAt(clock.instant());
    try {
      Stream.concat(Stream.of(roster.startDate(), today), roster.calendar().added().stream())
          .forEach(roster.handovers()::first);
      return true;
    } catch (Handovers.NoWorkingDay e) {
      return false;
    }
  }

  private Roster roster(OnCallRotation rotation) {
    OnCallRotationSpec spec = rotation.getSpec();
    Handovers handovers = handovers(spec.schedule());
    return Roster.of(
            spec.engineers().stream().map(RosterReader::engineer).toList(),
            handovers,
            order(spec.order(), rotation),
            startDate(rotation, handovers.calendar().clock()),
            spec.suspend())
        .with(Optional.ofNullable(spec.sprint()).map(RosterReader::sprints));
  }

  private static Sprints sprints(SprintSpec spec) {
    return new Sprints(
        LocalDate.parse(spec.start()),
        spec.workingDays(),
        spec.mostTurns() == null ? OptionalInt.empty() : OptionalInt.of(spec.mostTurns()));
  }

  private static Engineer engineer(EngineerSpec spec) {
    return new Engineer(
        spec.name(),
        Optional.ofNullable(spec.holidays()).map(own -> new Region(own.country(), own.region())),
        spec.timeOff().stream()
            .map(off -> new TimeOff(LocalDate.parse(off.from()), LocalDate.parse(off.to())))
            .toList());
  }

  private Handovers handovers(ScheduleSpec spec) {
    return new Handovers(
        Cadence.valueOf(spec.cadence().name()),
        LocalTime.parse(spec.handoverTime()),
        DayOfWeek.valueOf(spec.handoverDay().name()),
        calendar(spec));
  }

  private WorkCalendar calendar(ScheduleSpec spec) {
    Optional<HolidaysSpec> holidays = Optional.ofNullable(spec.holidays());
    return new WorkCalendar(
        new WallClock(ZoneId.of(spec.timeZone())),
        spec.workingDays().stream().map(day -> DayOfWeek.valueOf(day.name())).collect(toSet()),
        new Coverage(time(spec.coverage().from()), time(spec.coverage().to())),
        holidays.filter(h -> h.country() != null).map(h -> new Region(h.country(), h.region())),
        dates(holidays.map(HolidaysSpec::add)),
        dates(holidays.map(HolidaysSpec::remove)),
        publicHolidays);
  }

  private static LocalTime time(String text) {
    return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
  }

  private static Set<LocalDate> dates(Optional<List<String>> dates) {
    return dates.orElse(List.of()).stream().map(LocalDate::parse).collect(toSet());
  }

  private static Order order(OrderSpec spec, OnCallRotation rotation) {
    String seed =
        spec.seed() != null
            ? spec.seed()
            : rotation.getMetadata().getNamespace() + "/" + rotation.getMetadata().getName();
    return new Order(
        Order.AtEndOfList.valueOf(spec.atEndOfList().name()),
        seed,
        spec.minimumRest(),
        Set.copyOf(spec.done()));
  }

  private LocalDate startDate(OnCallRotation rotation, WallClock zone) {
    String written = rotation.getSpec().schedule().startDate();
    if (written != null) {
      return LocalDate.parse(written);
    }
    String created = rotation.getMetadata().getCreationTimestamp();
    return zone.dateAt(created == null ? clock.instant() : Instant.parse(created));
  }
}
