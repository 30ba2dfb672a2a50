package io.operatefirst.oncall.notify;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.Golden;
import io.operatefirst.oncall.MailServerResource;
import io.operatefirst.oncall.SlackServerResource;
import io.operatefirst.oncall.log.Severity;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Each situation in which people are told something: all that then goes out, by e-mail and in
 * Slack, and to whom, is as the files in src/test/resources/notices have it.
 */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
@WithTestResource(MailServerResource.class)
@WithTestResource(SlackServerResource.class)
class SituationsApiIT {

  @Inject TeamOfThree team;
  @Inject Outbox outbox;

  @BeforeEach
  void aMondayMorning() {
    team.aMondayMorning();
  }

  @Test
  void theFirstShift() {
    team.scene().create(TeamOfThree.ROTATION);

    told("first-shift", 3);
    TeamOfThree.awaitGroup("U0ALICE");
  }

  @Test
  void aShiftThatBegins() {
    begun();
    team.at("2046-01-08T15:00");
    team.alarm().rings(Severity.INFO, "The disk is full");

    team.at("2046-01-09T09:00");

    told("shift-begins", 3);
    TeamOfThree.awaitGroup("U0BOB");
  }

  @Test
  void wordsAreAddedToTheNote() {
    begun();
    team.at("2046-01-09T09:00");
    told("shift-begins-quietly", 3);
    TeamOfThree.forget();
    team.scene().patch("sre-handover-000002", "{\"spec\":{\"acknowledgedBy\":\"bob\"}}");
    team.scene()
        .patch(
            "sre-handover-000002",
            "{\"spec\":{\"words\":\"The backup is slow today.\\nLet it run.\"}}");

    told("words", 2);
  }

  @Test
  void aNewEntry() {
    begun();
    team.alarm().rings(Severity.INFO, "Somebody tidies up");
    team.alarm().rings(Severity.CRITICAL, "The shop is down");

    told("new-entry", 2);
  }

  @Test
  void aStormIsOneMessageWithEachOfIt() {
    begun();
    team.alarm().ring(Severity.WARNING, IntStream.range(0, 30).mapToObj(i -> "Node " + i).toList());

    await("storm")
        .untilAsserted(
            () ->
                assertThat(TeamOfThree.allTold())
                    .hasSize(2)
                    .allSatisfy(message -> assertThat(message).contains(", and 29 more")));
  }

  @Test
  void helpIsWanted() {
    begun();
    String entry = team.alarm().rings(Severity.INFO, "It is hard");
    team.scene().patch(entry, "{\"spec\":{\"acknowledgedBy\":\"alice\",\"helpWanted\":true}}");

    told("help-wanted", 4);
  }

  @Test
  void nobodyAcknowledges() {
    begun();
    team.alarm().rings(Severity.CRITICAL, "The shop is down");
    told("new-entry", 2);
    TeamOfThree.forget();

    team.at("2046-01-08T09:15");
    told("escalation-1-reminder", 2);
    TeamOfThree.forget();
    team.at("2046-01-08T09:30");
    told("escalation-2-next", 2);
    TeamOfThree.forget();
    team.at("2046-01-08T09:45");
    told("escalation-3-all", 6);
  }

  @Test
  void nobodyIsAvailable() {
    team.scene().create(awayOn("2046-01-08"));

    told("nobody-available", 4);
  }

  @Test
  void aGapIsAhead() {
    team.scene().create(awayOn("2046-01-09"));

    told("gap-ahead", 7);
  }

  @Test
  void somebodyCovers() {
    begun();
    cover("2046-01-09", "2046-01-09");

    told("cover-made", 4);
  }

  @Test
  void whoWasCoveredForIsOnCallAgain() {
    begun();
    cover("2046-01-08T10:00:00+01:00", "2046-01-08T12:00:00+01:00");
    told("cover-of-hours-made", 4);
    team.at("2046-01-08T10:00");
    team.scene().awaitStatus(status -> assertThat(status.onCall()).isEqualTo("carol"));
    TeamOfThree.forget();

    team.at("2046-01-08T12:00");

    told("cover-ended", 4);
    TeamOfThree.awaitGroup("U0ALICE");
  }

  @Test
  void aRunbookIsOwed() {
    begun();
    String entry = team.alarm().rings(Severity.WARNING, "A certificate ran out");
    told("new-entry-without-runbook", 2);
    TeamOfThree.forget();
    team.scene()
        .patch(
            entry,
            "{\"spec\":{\"acknowledgedBy\":\"alice\",\"resolved\":true,\"resolution\":\"renewed\"}}");
    team.scene().awaitStatus(status -> assertThat(status.undocumentedEntries()).isEqualTo(1));

    team.at("2046-01-09T09:00");

    told("runbook-owed", 5);
  }

  @Test
  void whatCameInOutsideCoverage() {
    begun();
    team.at("2046-01-08T20:00");
    String entry = team.alarm().rings(Severity.CRITICAL, "The shop is down");
    team.scene().awaitEntry(entry, status -> assertThat(status.waitsUntil()).isNotNull());
    team.at("2046-01-09T08:59");
    team.scene().patch(entry, "{\"spec\":{\"summary\":\"The shop is still down\"}}");
    team.scene().awaitEntry(entry, status -> assertThat(status.observedGeneration()).isEqualTo(2));
    assertThat(TeamOfThree.allTold()).isEmpty();

    team.at("2046-01-09T09:00");

    told("outside-coverage", 5);
  }

  @Test
  void whoHasNoAddressIsNamed() {
    team.scene().create(TeamOfThree.ROTATION.replace(", email: bob@example.org, slack: U0BOB", ""));

    told("first-shift", 3);
    for (String type : List.of(Conditions.EMAIL_SENT, Conditions.SLACK_SENT)) {
      team.scene()
          .awaitStatus(
              status ->
                  assertThat(Conditions.find(status.conditions(), type))
                      .hasValueSatisfying(
                          sent -> {
                            assertThat(sent.getReason()).isEqualTo(Conditions.ADDRESS_MISSING);
                            assertThat(sent.getMessage()).contains(": bob. Write it");
                          }));
    }
  }

  /** The first shift has begun, and those who are told of it were. */
  private void begun() {
    team.scene().create(TeamOfThree.ROTATION);
    told("first-shift", 3);
    TeamOfThree.forget();
  }

  private void cover(String from, String to) {
    team.scene()
        .create(
            """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallOverride
        metadata: {name: dentist}
        spec: {rotation: sre, engineer: carol, from: "%s", to: "%s", reason: dentist}
        """
                .formatted(from, to));
  }

  private static String awayOn(String day) {
    return TeamOfThree.ROTATION.replaceAll(
        "slack: (U0[A-Z]+)",
        "slack: $1, timeOff: [{from: \"%s\", to: \"%s\"}]".formatted(day, day));
  }

  /** Waits for so many messages, and until nothing more is owed: all of it is what the file has. */
  private void told(String situation, int messages) {
    await(situation)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                TeamOfThree.allTold().size() >= messages
                    && outbox.waiting().values().stream().allMatch(owed -> owed == 0));
    Golden.assertMatches(
        Path.of("src/test/resources/notices", situation + ".txt"),
        TeamOfThree.allTold().stream()
            .collect(joining("\n\n", "", "\n"))
            .replace(team.scene().namespace(), "NAMESPACE"));
  }
}
