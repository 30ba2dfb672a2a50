package io.operatefirst.oncall.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.calendar.DutyCalendar;
import io.operatefirst.oncall.schedule.Shift;
import io.operatefirst.oncall.schedule.Stint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The past by the log, the rest by the status. */
class FeedViewTest {

  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private static final String STATUS =
      """
        scheduled: carol
        shift: {start: "2026-11-25T08:00:00Z", end: "2026-11-26T08:00:00Z"}
        covers:
        - {engineer: alice, for: carol, start: "2026-11-25T17:00:00Z", end: "2026-11-25T20:00:00Z", override: concert}
        upcoming:
        - {engineer: carol, start: "2026-11-25T20:00:00Z", end: "2026-11-26T08:00:00Z"}
        - {engineer: bob, scheduled: alice, override: dentist, start: "2026-11-26T08:00:00Z", end: "2026-11-27T08:00:00Z"}
        - {start: "2026-11-27T08:00:00Z", end: "2026-11-30T08:00:00Z"}
        lastHandover: {at: "2026-11-25T08:00:00Z", sequence: 3, entry: sre-handover-000003}
      """;

  private static final List<OnCallLogEntry> LOG =
      List.of(
          handover(1, "alice", "2026-11-23T08:00:00Z", "2026-11-24T08:00:00Z", ""),
          handover(2, "bob", "2026-11-24T08:00:00Z", "2026-11-25T08:00:00Z", ""),
          handover(
              3,
              "carol",
              "2026-11-25T08:00:00Z",
              "2026-11-26T08:00:00Z",
              "{engineer: alice, for: bob, start: '2026-11-24T17:00:00Z', end:"
                  + " '2026-11-24T20:00:00Z', override: gone}"));

  /** Of which the first two are in the status, with more than is known here. */
  private static final List<Stint> PLANNED =
      List.of(
          planned("alice", "2026-11-26T08:00:00Z", "2026-11-27T08:00:00Z"),
          planned("carol", "2026-11-27T08:00:00Z", "2026-11-30T08:00:00Z"),
          planned("bob", "2026-11-30T08:00:00Z", "2026-12-01T08:00:00Z"));

  @Test
  void whatIsPlannedFollowsWhatTheStatusShows() {
    assertThat(shown(FeedView.of(rotation(STATUS), LOG.stream(), PLANNED, NOW)))
        .hasSize(10)
        .endsWith("11-26T08:00 bob for alice (dentist)", "11-27T08:00 nobody", "11-30T08:00 bob");
  }

  /** The rotation has a mistake in it, or nobody leads: carol stays on call. */
  @Test
  void aShiftThatWasToBeginAndHasNotIsNotShown() {
    assertThat(shownAt("2026-11-26T08:04:00Z"))
        .as("a handover takes a while")
        .contains("11-26T08:00 bob for alice (dentist)");
    assertThat(shownAt("2026-11-26T09:00:00Z"))
        .endsWith("11-25T20:00 carol", "11-27T08:00 nobody", "11-30T08:00 bob");
    assertThat(shownAt("2026-11-30T09:00:00Z")).endsWith("11-25T20:00 carol");
  }

  private static List<String> shownAt(String now) {
    return shown(FeedView.of(rotation(STATUS), LOG.stream(), PLANNED, Instant.parse(now)));
  }

  @Test
  void everyPartOfEachShiftOnceWithWhoCovers() {
    DutyCalendar calendar = of(STATUS, LOG.stream());

    assertThat(shown(calendar))
        .containsExactly(
            "11-23T08:00 alice",
            "11-24T08:00 bob",
            "11-24T17:00 alice for bob (gone)",
            "11-24T20:00 bob",
            "11-25T08:00 carol",
            "11-25T17:00 alice for carol (concert)",
            "11-25T20:00 carol",
            "11-26T08:00 bob for alice (dentist)",
            "11-27T08:00 nobody");
    assertThat(calendar.revised()).isEqualTo("2026-11-25T08:00:00Z");
    assertThat(calendar.zone()).hasToString("Europe/Prague");
  }

  @Test
  void aLogThatIsAheadOfTheStatusShowsNoShiftTwice() {
    OnCallLogEntry next = handover(4, "alice", "2026-11-26T08:00:00Z", "2026-11-27T08:00:00Z", "");

    assertThat(shown(of(STATUS, Stream.concat(LOG.stream(), Stream.of(next)))))
        .isEqualTo(shown(of(STATUS, LOG.stream())));
  }

  @Test
  void whereTheLogHasAGapSoHasTheCalendar() {
    assertThat(shown(of(STATUS, Stream.of(LOG.get(2), LOG.get(0)))).get(0))
        .isEqualTo("11-25T08:00 carol");
  }

  @Test
  void aHandoverThatSomebodyForgedHidesItsShiftOnly() {
    OnCallLogEntry forged = handover(0, "zoe", "yesterday", "today", "");

    assertThat(shown(of(STATUS, Stream.concat(Stream.of(forged), LOG.stream()))))
        .hasSize(9)
        .noneMatch(line -> line.contains("zoe"));
  }

  @Test
  void beforeTheOperatorHasSeenItThereIsNothing() {
    assertThat(FeedView.of(rotation(null), Stream.empty(), PLANNED, NOW).stints()).isEmpty();
  }

  @Test
  void aZoneThatIsNoneIsNotRepeated() {
    OnCallRotation rotation =
        YAML.unmarshal(
            """
            apiVersion: oncall.operate-first.cloud/v1alpha1
            kind: OnCallRotation
            metadata: {name: sre, namespace: shop}
            spec:
              engineers: [{name: alice}]
              schedule: {timeZone: "UTC\\nBEGIN:VEVENT"}
            """,
            OnCallRotation.class);

    assertThat(FeedView.of(rotation, Stream.empty(), List.of(), NOW).zone()).hasToString("Z");
  }

  private static List<String> shown(DutyCalendar calendar) {
    return calendar.stints().stream()
        .map(
            stint ->
                stint.time().start().toString().substring(5, 16)
                    + " "
                    + stint.engineer().orElse("nobody")
                    + stint
                        .lastCover()
                        .map(
                            cover ->
                                " for %s (%s)"
                                    .formatted(
                                        stint.scheduled().orElse("nobody"), cover.override()))
                        .orElse(""))
        .toList();
  }

  private static DutyCalendar of(String status, Stream<OnCallLogEntry> log) {
    return FeedView.of(rotation(status), log, List.of(), NOW);
  }

  private static Stint planned(String engineer, String start, String end) {
    return new Stint(
        new Shift(Instant.parse(start), Instant.parse(end)),
        Optional.of(engineer),
        Optional.of(engineer),
        List.of());
  }

  private static OnCallRotation rotation(String status) {
    return YAML.unmarshal(
        """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallRotation
        metadata: {name: sre, namespace: shop}
        spec:
          engineers: [{name: alice}, {name: bob}, {name: carol}]
          schedule: {timeZone: Europe/Prague}
        """
            + (status == null ? "" : "status:\n" + status),
        OnCallRotation.class);
  }

  private static OnCallLogEntry handover(
      long sequence, String to, String start, String end, String covers) {
    return YAML.unmarshal(
        """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallLogEntry
        metadata: {name: sre-handover-%06d, namespace: shop}
        spec:
          rotation: sre
          type: Handover
          handover:
            sequence: %d
            reason: EndOfShift
            to: %s
            at: "%s"
            shift: {start: "%s", end: "%s"}
            covers: [%s]
        """
            .formatted(sequence, sequence, to, start, start, end, covers),
        OnCallLogEntry.class);
  }
}
