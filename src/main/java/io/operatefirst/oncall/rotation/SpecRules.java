package io.operatefirst.oncall.rotation;

import static java.util.stream.Collectors.toSet;

import io.operatefirst.oncall.api.CoverageSpec;
import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.api.HolidaysSpec;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationSpec;
import io.operatefirst.oncall.api.TimeOffSpec;
import io.operatefirst.oncall.schedule.PublicHolidays;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a rotation must hold to beyond the schema: the CRD's CEL rules again, for servers before
 * 1.25, and what no server can know. Each rule is one method that returns the mistakes it sees.
 */
final class SpecRules {

  private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

  private final PublicHolidays publicHolidays;

  SpecRules(PublicHolidays publicHolidays) {
    this.publicHolidays = publicHolidays;
  }

  /**
   * All mistakes, in the order of the fields.
   *
   * @param begun whether the rotation has had its first handover
   */
  List<Problem> check(OnCallRotation rotation, boolean begun) {
    OnCallRotationSpec spec = rotation.getSpec();
    return Stream.of(
            nameIsShort(rotation),
            namesAreUnique(spec),
            timeOffEndsAfterItBegins(spec),
            ownHolidaysAreKnown(spec),
            zoneIsKnown(spec),
            coverageEndsAfterItBegins(spec),
            holidaysAreKnown(spec),
            regionHasCountry(spec),
            datesAreAddedOrRemoved(spec),
            begun ? Stream.<Problem>empty() : whoIsDoneIsListed(spec))
        .flatMap(problems -> problems)
        .toList();
  }

  private static Stream<Problem> nameIsShort(OnCallRotation rotation) {
    return rotation.getMetadata().getName().length() <= 40
        ? Stream.empty()
        : Stream.of(new Problem("metadata.name", OnCallRotation.NAME_RULE));
  }

  private static Stream<Problem> namesAreUnique(OnCallRotationSpec spec) {
    Set<String> seen = new HashSet<>();
    return each(spec.engineers())
        .filter(i -> !seen.add(spec.engineers().get(i).name()))
        .mapToObj(
            i ->
                new Problem(
                    "spec.engineers[" + i + "].name",
                    quoted(spec.engineers().get(i).name())
                        + " is on the list already; names are unique"));
  }

  private static Stream<Problem> timeOffEndsAfterItBegins(OnCallRotationSpec spec) {
    return engineersAnd(
        spec,
        (engineer, field) ->
            each(engineer.timeOff())
                .filter(i -> isReversed(engineer.timeOff().get(i)))
                .mapToObj(
                    i -> {
                      TimeOffSpec off = engineer.timeOff().get(i);
                      return new Problem(
                          field + ".timeOff[" + i + "]",
                          quoted(off.from())
                              + " to "
                              + quoted(off.to())
                              + ": "
                              + TimeOffSpec.ORDER_RULE);
                    }));
  }

  private static boolean isReversed(TimeOffSpec off) {
    return off.from().compareTo(off.to()) > 0;
  }

  private Stream<Problem> ownHolidaysAreKnown(OnCallRotationSpec spec) {
    return engineersAnd(
        spec,
        (engineer, field) ->
            engineer.holidays() == null
                ? Stream.empty()
                : regionIsKnown(
                    field + ".holidays",
                    engineer.holidays().country(),
                    engineer.holidays().region()));
  }

  private static Stream<Problem> zoneIsKnown(OnCallRotationSpec spec) {
    String zone = spec.schedule().timeZone();
    return ZONES.contains(zone)
        ? Stream.empty()
        : Stream.of(
            new Problem(
                "spec.schedule.timeZone",
                quoted(zone)
                    + " is not a known time zone; write an IANA name such as Europe/Prague"));
  }

  private static Stream<Problem> coverageEndsAfterItBegins(OnCallRotationSpec spec) {
    CoverageSpec coverage = spec.schedule().coverage();
    return coverage.from().compareTo(coverage.to()) < 0
        ? Stream.empty()
        : Stream.of(
            new Problem(
                "spec.schedule.coverage",
                quoted(coverage.from())
                    + " to "
                    + quoted(coverage.to())
                    + ": "
                    + CoverageSpec.ORDER_RULE));
  }

  private Stream<Problem> holidaysAreKnown(OnCallRotationSpec spec) {
    HolidaysSpec holidays = spec.schedule().holidays();
    return holidays == null || holidays.country() == null
        ? Stream.empty()
        : regionIsKnown("spec.schedule.holidays", holidays.country(), holidays.region());
  }

  private static Stream<Problem> regionHasCountry(OnCallRotationSpec spec) {
    HolidaysSpec holidays = spec.schedule().holidays();
    boolean alone =
        holidays != null
            && holidays.country() == null
            && holidays.region() != null
            && !holidays.region().isEmpty();
    return alone
        ? Stream.of(
            new Problem(
                "spec.schedule.holidays",
                quoted(holidays.region()) + ": " + HolidaysSpec.REGION_RULE))
        : Stream.empty();
  }

  private static Stream<Problem> datesAreAddedOrRemoved(OnCallRotationSpec spec) {
    HolidaysSpec holidays = spec.schedule().holidays();
    if (holidays == null) {
      return Stream.empty();
    }
    Set<String> both = new TreeSet<>(holidays.add());
    both.retainAll(holidays.remove());
    return both.stream()
        .map(
            date ->
                new Problem("spec.schedule.holidays", quoted(date) + ": " + HolidaysSpec.ADD_RULE));
  }

  private static Stream<Problem> whoIsDoneIsListed(OnCallRotationSpec spec) {
    Set<String> names = spec.engineers().stream().map(EngineerSpec::name).collect(toSet());
    List<String> done = spec.order().done();
    return each(done)
        .filter(i -> !names.contains(done.get(i)))
        .mapToObj(
            i ->
                new Problem(
                    "spec.order.done[" + i + "]",
                    quoted(done.get(i)) + " is not on the list; write a name of spec.engineers"));
  }

  private Stream<Problem> regionIsKnown(String field, String country, String region) {
    String code = country.toLowerCase(Locale.ROOT);
    if (!publicHolidays.countries().contains(code)) {
      return Stream.of(
          new Problem(
              field + ".country",
              quoted(country)
                  + " has no known public holidays; write an ISO 3166-1 code such as CZ, or list the"
                  + " dates under spec.schedule.holidays.add"));
    }
    Set<String> known = publicHolidays.subdivisions(code);
    if (region == null || region.isEmpty() || known.contains(region.toLowerCase(Locale.ROOT))) {
      return Stream.empty();
    }
    String remedy =
        known.isEmpty()
            ? "that country has none; leave it out"
            : "known: "
                + known.stream().map(SpecRules::upper).sorted().collect(Collectors.joining(", "));
    return Stream.of(
        new Problem(
            field + ".region",
            quoted(region) + " is not a known region of " + upper(country) + "; " + remedy));
  }

  private interface OfEngineer {
    Stream<Problem> problems(EngineerSpec engineer, String field);
  }

  private static Stream<Problem> engineersAnd(OnCallRotationSpec spec, OfEngineer rule) {
    return each(spec.engineers())
        .boxed()
        .flatMap(i -> rule.problems(spec.engineers().get(i), "spec.engineers[" + i + "]"));
  }

  private static IntStream each(List<?> items) {
    return IntStream.range(0, items.size());
  }

  private static String upper(String code) {
    return code.toUpperCase(Locale.ROOT);
  }

  private static String quoted(String value) {
    return '"' + value + '"';
  }
}
