package io.operatefirst.oncall.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.Golden;
import io.operatefirst.oncall.feed.FeedView;
import io.operatefirst.oncall.rotation.Operated;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The page as it reads in each state of a rotation, by the status that the operator writes. */
class PageStatesTest {

  private static final Path FILES = Path.of("src", "test", "resources", "page");
  private static final Instant WEDNESDAY = Instant.parse("2026-11-25T10:00:00Z");
  private static final Instant NEXT_MONDAY = Instant.parse("2026-11-30T10:00:00Z");

  private static final String TEAM =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata: {name: sre, namespace: team, uid: uid-1, generation: 1, creationTimestamp: "2026-11-23T06:00:00Z"}
      spec:
        engineers: [{name: alice, displayName: Alice Example}, {name: bob}, {name: carol}]
        schedule: {timeZone: Europe/Prague, startDate: "2026-11-23"}
        order: {atEndOfList: Repeat}
      """;

  @Test
  void aMonthOfShifts() {
    assertReads("month", Operated.of(TEAM, WEDNESDAY));
  }

  @Test
  void nobodyIsAvailable() {
    assertReads("nobody", Operated.of(allAway(), WEDNESDAY));
  }

  private static String allAway() {
    String away = "timeOff: [{from: \"2026-11-25\", to: \"2026-11-26\"}]";
    return TEAM.replace("Alice Example}", "Alice Example, " + away + "}")
        .replace("bob}", "bob, " + away + "}")
        .replace("carol}", "carol, " + away + "}");
  }

  @Test
  void itIsSuspended() {
    assertReads(
        "suspended", Operated.of(TEAM, WEDNESDAY).edited(TEAM + "  suspend: true\n", WEDNESDAY));
  }

  @Test
  void itHasNotStarted() {
    assertReads(
        "not-started", Operated.of(TEAM.replace("2026-11-23\"}", "2026-12-07\"}"), WEDNESDAY));
  }

  /** The end of the running shift has passed: whoever was to follow has not. */
  @Test
  void itIsInvalidAndHasBeenForDays() {
    assertReads(
        "invalid",
        Operated.of(TEAM, WEDNESDAY)
            .edited(TEAM.replace("Europe/Prague", "Nowhere/Never"), NEXT_MONDAY));
  }

  @Test
  void itWasInvalidFromTheFirstDay() {
    assertThat(read(Operated.of(TEAM.replace("Europe/Prague", "Nowhere/Never"), WEDNESDAY)))
        .contains("Nobody is on call. The rotation has a mistake in it")
        .contains("Nothing is known yet.");
  }

  /** Nobody makes the handover: what the status says of the time after it is not repeated. */
  @Test
  void aHandoverThatIsOverdueIsSaid() {
    Operated before = Operated.of(TEAM, WEDNESDAY);
    assertThat(read(new Operated(before.rotation(), before.log(), NEXT_MONDAY)))
        .contains("stays on call: the handover of Thu 2026-11-26 09:00 CET has not been made yet.")
        .doesNotContain("takes over")
        .contains("| 25 carol | 26 | 27 | 28 | 29 |", "30 | 1 Dec alice");
  }

  /** Whoever has the key of the calendar reads it: that somebody is away, and not who or why. */
  @Test
  void timeOffIsTheTeamsOwn() {
    assertThat(read(Operated.of(allAway(), WEDNESDAY)))
        .contains("Nobody is on call until", "Nobody is available for some of the shifts")
        .doesNotContain("time off", "spec.", "OnCallOverride");
  }

  @Test
  void thereAreTwoHundredOfThem() {
    assertReads("two-hundred", twoHundred());
  }

  static Operated twoHundred() {
    String engineers =
        IntStream.rangeClosed(1, 200)
            .mapToObj("{name: engineer-%03d}"::formatted)
            .collect(Collectors.joining(", "));
    return Operated.of(TEAM.replaceFirst("\\{name: alice.*carol}", engineers), WEDNESDAY);
  }

  private static void assertReads(String name, Operated operated) {
    Golden.assertMatches(FILES.resolve(name + ".txt"), read(operated));
  }

  static String html(Operated operated) {
    return PageHtml.of(
        PageView.of(
            operated.rotation(),
            FeedView.of(
                operated.rotation(),
                operated.log().stream(),
                operated.planned(FeedView.WEEKS),
                operated.now()),
            List.of(),
            "",
            operated.now()));
  }

  /** As it reads: a row of the table a line, and no more of the HTML than its text. */
  private static String read(Operated operated) {
    String body = html(operated).replaceFirst("(?s)^.*<body>", "");
    return Pattern.compile("\\R")
            .splitAsStream(body.replaceAll("\\s*</t[dh]>\\s*", " | ").replaceAll("<[^>]+>", ""))
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .collect(Collectors.joining("\n"))
        + "\n";
  }
}
