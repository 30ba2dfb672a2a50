package io.operatefirst.oncall.spec;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.operatefirst.oncall.api.CoverageSpec;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.QuestionsSpec;
import io.operatefirst.oncall.api.TimeOffSpec;
import io.operatefirst.oncall.schedule.PublicHolidays;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a rotation must hold to beyond the schema: the CRD's CEL rules again, for servers before
 * 1.25, and what no server can know. Each rule is one method that returns the mistakes it sees;
 * what is not there, or of another type, is the schema's affair.
 */
final class SpecRules {

  private static final int NAME_LENGTH = 40;
  private static final Duration MOST_PATIENCE = Duration.ofDays(30);

  private final PublicHolidays publicHolidays;

  SpecRules(PublicHolidays publicHolidays) {
    this.publicHolidays = publicHolidays;
  }

  /**
   * All mistakes.
   *
   * @param admitted the rotation with its defaults, as JSON
   * @param begun whether it has had its first handover
   */
  Stream<Problem> check(JsonNode admitted, boolean begun) {
    Field rotation = new Field("", admitted);
    Field engineers = rotation.at("spec").at("engineers");
    Field schedule = rotation.at("spec").at("schedule");
    Field done = rotation.at("spec").at("order").at("done");
    return Stream.of(
            nameIsShort(rotation.at("metadata").at("name")),
            namesAreUnique(engineers),
            engineers.items().flatMap(engineer -> ownHolidaysAreKnown(engineer.at("holidays"))),
            engineers.items().flatMap(engineer -> timeOffIsInOrder(engineer.at("timeOff"))),
            zoneIsKnown(schedule.at("timeZone")),
            nothingTwice(schedule.at("workingDays").items()),
            coverageIsInOrder(schedule.at("coverage")),
            holidaysAreKnown(schedule.at("holidays")),
            regionHasCountry(schedule.at("holidays")),
            nothingTwice(schedule.at("holidays").at("add").items()),
            nothingTwice(schedule.at("holidays").at("remove").items()),
            datesAreAddedOrRemoved(schedule.at("holidays")),
            matchersAreRead(rotation.at("spec").at("alerts").at("matchers")),
            patienceIsBounded(rotation.at("spec").at("escalation")),
            webhookIsAnAddress(rotation.at("spec").at("notifications").at("webhook").at("url")),
            rotation.at("spec").at("faq").items().flatMap(SpecRules::patternIsRead),
            githubHasOneWayIn(rotation.at("spec").at("questions").at("github")),
            nothingTwice(done.items()),
            begun ? Stream.<Problem>empty() : whoIsDoneIsListed(done, engineers))
        .flatMap(problems -> problems);
  }

  private static Stream<Problem> nameIsShort(Field name) {
    int length = name.text().length();
    return Stream.of(name)
        .filter(n -> length > NAME_LENGTH)
        .map(n -> n.problem("has " + length + " characters; " + OnCallRotation.NAME_RULE));
  }

  private static Stream<Problem> namesAreUnique(Field engineers) {
    return nothingTwice(engineers.items().map(engineer -> engineer.at("name")));
  }

  private static Stream<Problem> nothingTwice(Stream<Field> items) {
    Set<String> seen = new HashSet<>();
    return items
        .filter(item -> !item.text().isEmpty() && !seen.add(item.text()))
        .map(item -> item.problem("is on this list already; write it once"));
  }

  private static Stream<Problem> timeOffIsInOrder(Field timeOff) {
    return timeOff
        .items()
        .filter(off -> off.at("from").text().compareTo(off.at("to").text()) > 0)
        .map(off -> fromTo(off, TimeOffSpec.ORDER_RULE));
  }

  private static Stream<Problem> coverageIsInOrder(Field coverage) {
    return Stream.of(coverage)
        .filter(c -> c.at("from").text().compareTo(c.at("to").text()) >= 0)
        .map(c -> fromTo(c, CoverageSpec.ORDER_RULE));
  }

  private static Problem fromTo(Field field, String rule) {
    return new Problem(
        field.path(), field.at("from").shown() + " to " + field.at("to").shown() + ": " + rule);
  }

  private static Stream<Problem> zoneIsKnown(Field zone) {
    return Stream.of(zone)
        .filter(z -> !Zones.isKnown(z.text()))
        .map(z -> z.problem("is not a known time zone; write an IANA name such as Europe/Prague"));
  }

  private Stream<Problem> ownHolidaysAreKnown(Field holidays) {
    return placeIsKnown(holidays, "write the days as timeOff");
  }

  private Stream<Problem> holidaysAreKnown(Field holidays) {
    return placeIsKnown(holidays, "write the dates under " + holidays.at("add").path());
  }

  private Stream<Problem> placeIsKnown(Field holidays, String otherwise) {
    Field country = holidays.at("country");
    Field region = holidays.at("region");
    String code = country.text().toLowerCase(Locale.ROOT);
    if (code.isEmpty()) {
      return Stream.empty();
    }
    if (!publicHolidays.countries().contains(code)) {
      return Stream.of(
          country.problem(
              "has no known public holidays; write an ISO 3166-1 code such as CZ, or leave it out"
                  + " and "
                  + otherwise));
    }
    Set<String> known = publicHolidays.subdivisions(code);
    if (region.text().isEmpty() || known.contains(region.text().toLowerCase(Locale.ROOT))) {
      return Stream.empty();
    }
    String remedy =
        known.isEmpty()
            ? "leave it out, since none is known there"
            : "write one of "
                + known.stream().map(SpecRules::upper).sorted().collect(joining(", "));
    return Stream.of(region.problem("is not a known region of " + upper(code) + "; " + remedy));
  }

  private static Stream<Problem> regionHasCountry(Field holidays) {
    return Stream.of(holidays.at("region"))
        .filter(
            region -> !region.text().isEmpty() && holidays.at("country").value().isMissingNode())
        .map(
            region ->
                region.problem("needs a country; write it under " + holidays.at("country").path()));
  }

  private static Stream<Problem> matchersAreRead(Field matchers) {
    return matchers.items().filter(item -> !item.text().isEmpty()).flatMap(SpecRules::mistakeIn);
  }

  private static Stream<Problem> mistakeIn(Field matcher) {
    try {
      LabelMatcher.parse(matcher.text());
      return Stream.empty();
    } catch (IllegalArgumentException e) {
      return Stream.of(matcher.problem(e.getMessage() + "; " + LabelMatcher.FORM));
    }
  }

  /**
   * Escalation walks through the covered time day by day; and who waits longer does not mean it.
   */
  private static Stream<Problem> patienceIsBounded(Field escalation) {
    return Stream.concat(
            Stream.of("Critical", "Warning", "Info").map(escalation.at("acknowledgeWithin")::at),
            Stream.of(escalation.at("acknowledgeHandoverWithin")))
        .filter(within -> isLonger(within.text(), MOST_PATIENCE))
        .map(within -> within.problem("is longer than 30d; leave it out, and it waits for ever"));
  }

  private static boolean isLonger(String duration, Duration most) {
    try {
      return !duration.isEmpty() && Durations.parse(duration).compareTo(most) > 0;
    } catch (IllegalArgumentException e) {
      // The schema's affair.
      return false;
    }
  }

  private static Stream<Problem> patternIsRead(Field known) {
    Field pattern = known.at("pattern");
    try {
      Expression.ignoringCase(pattern.text());
      return Stream.empty();
    } catch (IllegalArgumentException e) {
      return Stream.of(pattern.problem(e.getMessage() + "; write one such as quota|limit"));
    }
  }

  private static Stream<Problem> githubHasOneWayIn(Field github) {
    return Stream.of(github)
        .filter(Field::isThere)
        .filter(g -> g.at("tokenSecret").isThere() == g.at("app").isThere())
        .map(g -> new Problem(g.path(), QuestionsSpec.GITHUB_RULE));
  }

  private static Stream<Problem> webhookIsAnAddress(Field url) {
    String text = url.text();
    if (!text.matches("https?://\\S+")) {
      // The schema's affair.
      return Stream.empty();
    }
    if (text.matches("https?://[^/?#]*@.*")) {
      // What stands there is not told again: it may be a password.
      return Stream.of(
          new Problem(
              url.path(),
              "has a user name or a password in it, which all may read; leave it out, since messages"
                  + " are signed"));
    }
    return hasHost(text)
        ? Stream.empty()
        : Stream.of(
            url.problem(
                "is no URL with a host; write one such as https://hooks.example.org/oncall"));
  }

  private static boolean hasHost(String url) {
    try {
      return new URI(url).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static Stream<Problem> datesAreAddedOrRemoved(Field holidays) {
    Set<String> added = holidays.at("add").items().map(Field::text).collect(toSet());
    return holidays
        .at("remove")
        .items()
        .filter(date -> added.contains(date.text()))
        .map(date -> date.problem("is in add as well; keep it in one of the two"));
  }

  private static Stream<Problem> whoIsDoneIsListed(Field done, Field engineers) {
    Set<String> names =
        engineers.items().map(engineer -> engineer.at("name").text()).collect(toSet());
    return done.items()
        .filter(name -> !names.contains(name.text()))
        .map(name -> name.problem("is not on the list; write a name of " + engineers.path()));
  }

  private static String upper(String code) {
    return code.toUpperCase(Locale.ROOT);
  }
}
