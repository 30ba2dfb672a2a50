package io.operatefirst.oncall.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.Golden;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.feed.FeedView;
import io.operatefirst.oncall.schedule.Shift;
import io.operatefirst.oncall.schedule.Stint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page shows, in HTML that is kept. */
class PageTest {

  private static final Path FILES = Path.of("src", "test", "resources", "page");
  private static final KubernetesSerialization YAML = new KubernetesSerialization();
  private static final Instant NOW = Instant.parse("2026-11-25T18:30:00Z");

  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 30);

  /** What the status of the day has no room for: each working day, one after the other. */
  private static final List<Stint> PLANNED =
      LocalDate.of(2026, 12, 2)
          .datesUntil(LocalDate.of(2027, 1, 7))
          .filter(date -> date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)
          .map(PageTest::planned)
          .toList();

  static final List<OnCallLogEntry> LOG =
      List.of(
          entry("disk", "severity: Critical, summary: The disk is full", "onCall: alice"),
          entry(
              "keys",
              "severity: Warning, summary: Rotate the keys, acknowledgedBy: bob@example.org",
              "onCall: bob, firstSeen: '2026-11-24T10:00:00Z'"),
          entry(
              "done",
              "severity: Warning, summary: A certificate ran out, resolved: true",
              "onCall: carol"));

  @Test
  void aDay() throws IOException {
    Golden.assertMatches(FILES.resolve("day.html"), html("day", LOG));
  }

  /** Whoever has the key of the calendar reads it, and not what is in the log. */
  @Test
  void theWordsOfTheLogAreNotInIt() throws IOException {
    assertThat(html("day", LOG))
        .contains(
            "<strong>Critical</strong> Task, not acknowledged",
            "<strong>Warning</strong> Task, acknowledged",
            "Carol Example (carol)")
        .doesNotContain("The disk is full", "Rotate the keys", "bob@example.org", "certificate")
        .contains("<dt>EmailSent</dt><dd>Refused</dd>")
        .doesNotContain("carol@example.org", "sre-task-secret");
  }

  /** What is written by people is text, whatever it looks like. */
  @Test
  void nothingThatPeopleWriteIsMoreThanText() throws IOException {
    String html =
        html("hostile", List.of(entry("x", "summary: '<img src=x onerror=alert(1)>'", "")));
    Golden.assertMatches(FILES.resolve("hostile.html"), html);
    assertThat(html).doesNotContain("<script", "<img", "<b>");
  }

  @Test
  void anEntryWithAForgedTimeHidesNothing() throws IOException {
    assertThat(html("day", List.of(entry("forged", "summary: x", "firstSeen: yesterday"))))
        .contains("<strong>Info</strong> Task");
  }

  /** Before the operator has looked at it, and where it cannot be read. */
  @Test
  void aRotationOfWhichNothingIsKnown() throws IOException {
    OnCallRotation rotation = read("hostile");
    rotation.setStatus(null);
    assertThat(html(rotation, List.of()))
        .contains("Nobody is on call.", "Nothing is known yet.", "Nothing is open.")
        .doesNotContain("<svg", "Not as it should be");
  }

  static String html(String rotation, List<OnCallLogEntry> log) throws IOException {
    return html(read(rotation), log);
  }

  private static String html(OnCallRotation rotation, List<OnCallLogEntry> log) {
    return PageHtml.of(
        PageView.of(
            rotation,
            FeedView.of(rotation, Stream.empty(), PLANNED, NOW),
            log,
            "../../calendars/team/sre.ics",
            NOW));
  }

  private static Stint planned(LocalDate date) {
    Instant start = date.atTime(8, 0).toInstant(ZoneOffset.UTC);
    int days = date.getDayOfWeek() == DayOfWeek.FRIDAY ? 3 : 1;
    long ahead = ChronoUnit.DAYS.between(MONDAY, date);
    long turn = (ahead / 7 * 5 + ahead % 7) % 3;
    Optional<String> who = Optional.of(List.of("alice", "carol", "bob").get((int) turn));
    return new Stint(new Shift(start, start.plus(Duration.ofDays(days))), who, who, List.of());
  }

  private static OnCallRotation read(String name) throws IOException {
    return YAML.unmarshal(Files.readString(FILES.resolve(name + ".yaml")), OnCallRotation.class);
  }

  private static OnCallLogEntry entry(String name, String spec, String status) {
    return YAML.unmarshal(
        """
        metadata: {name: %s, creationTimestamp: "2026-11-25T10:00:00Z"}
        spec: {rotation: sre, type: Task, %s}
        status: {%s}
        """
            .formatted(name, spec, status),
        OnCallLogEntry.class);
  }
}
