package io.operatefirst.oncall.notify;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.Golden;
import io.operatefirst.oncall.MailServerResource;
import io.operatefirst.oncall.SlackServer;
import io.operatefirst.oncall.SlackServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.log.Kind;
import io.operatefirst.oncall.log.Member;
import io.operatefirst.oncall.log.Observation;
import io.operatefirst.oncall.log.Severity;
import io.operatefirst.oncall.log.Signal;
import io.operatefirst.oncall.log.SignalKey;
import io.operatefirst.oncall.logentry.LogBook;
import io.operatefirst.oncall.rotation.Scene;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Monday is alice's. It is later than the test is ever run. */
  private static final String ROTATION =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata:
        name: sre
      spec:
        engineers:
        - {name: alice, email: alice@example.org, slack: U0ALICE}
        - {name: bob, email: bob@example.org, slack: U0BOB}
        - {name: carol, email: carol@example.org, slack: U0CAROL}
        schedule: {timeZone: Europe/Prague, startDate: "2046-01-08"}
        order: {atEndOfList: Repeat}
        escalation: {acknowledgeWithin: {Critical: 15m}}
        notifications:
          email: {from: oncall@example.org}
          slack:
            tokenSecret: {name: slack, key: token}
            channel: C0TEAM
            userGroup: S0ONCALL
      """;

  @Inject KubernetesClient client;
  @Inject TestClock clock;
  @Inject LogBook book;
  @Inject Outbox outbox;

  private Scene scene;

  @BeforeEach
  void aMondayMorning() {
    Scene.clear(client);
    at("2046-01-08T09:00");
    scene = new Scene(client, ApiServer.running().newNamespace("situations"), "sre");
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("slack")
                .withNamespace(scene.namespace())
                .endMetadata()
                .addToStringData("token", SlackServer.TOKEN)
                .build())
        .create();
    forget();
  }

  @Test
  void theFirstShift() {
    scene.create(ROTATION);

    told("first-shift", 3);
    theGroupIs("U0ALICE");
  }

  @Test
  void aShiftThatBegins() {
    begun();
    at("2046-01-08T15:00");
    fires("The disk is full", Severity.INFO);

    at("2046-01-09T09:00");

    told("shift-begins", 3);
    theGroupIs("U0BOB");
  }

  @Test
  void aNewEntry() {
    begun();
    fires("Somebody tidies up", Severity.INFO);
    fires("The shop is down", Severity.CRITICAL);

    told("new-entry", 2);
  }

  @Test
  void aStormIsOneMessageWithEachOfIt() {
    begun();
    book.report(
        book.rotation(scene.namespace(), "sre").orElseThrow(),
        Kind.ALERT,
        IntStream.range(0, 30).mapToObj(i -> signal("Node " + i, Severity.WARNING)).toList(),
        false);

    await("storm")
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(allTold())
                    .hasSize(2)
                    .allSatisfy(message -> assertThat(message).contains(", and 29 more")));
  }

  @Test
  void helpIsWanted() {
    begun();
    String entry = fires("It is hard", Severity.INFO);
    scene.patch(entry, "{\"spec\":{\"acknowledgedBy\":\"alice\",\"helpWanted\":true}}");

    told("help-wanted", 4);
  }

  @Test
  void nobodyAcknowledges() {
    begun();
    fires("The shop is down", Severity.CRITICAL);
    told("new-entry", 2);
    forget();

    at("2046-01-08T09:15");
    told("escalation-1-reminder", 2);
    forget();
    at("2046-01-08T09:30");
    told("escalation-2-next", 2);
    forget();
    at("2046-01-08T09:45");
    told("escalation-3-all", 6);
  }

  @Test
  void nobodyIsAvailable() {
    scene.create(awayOn("2046-01-08"));

    told("nobody-available", 4);
  }

  @Test
  void aGapIsAhead() {
    scene.create(awayOn("2046-01-09"));

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
    at("2046-01-08T10:00");
    scene.awaitStatus(status -> assertThat(status.onCall()).isEqualTo("carol"));
    forget();

    at("2046-01-08T12:00");

    told("cover-ended", 4);
    theGroupIs("U0ALICE");
  }

  @Test
  void aRunbookIsOwed() {
    begun();
    String entry = fires("A certificate ran out", Severity.WARNING);
    told("new-entry-without-runbook", 2);
    forget();
    scene.patch(
        entry,
        "{\"spec\":{\"acknowledgedBy\":\"alice\",\"resolved\":true,\"resolution\":\"renewed\"}}");
    scene.awaitStatus(status -> assertThat(status.undocumentedEntries()).isEqualTo(1));

    at("2046-01-09T09:00");

    told("runbook-owed", 5);
  }

  @Test
  void whatCameInOutsideCoverage() {
    begun();
    at("2046-01-08T20:00");
    String entry = fires("The shop is down", Severity.CRITICAL);
    scene.awaitEntry(entry, status -> assertThat(status.waitsUntil()).isNotNull());
    at("2046-01-09T08:59");
    scene.patch(entry, "{\"spec\":{\"summary\":\"The shop is still down\"}}");
    scene.awaitEntry(entry, status -> assertThat(status.observedGeneration()).isEqualTo(2));
    assertThat(allTold()).isEmpty();

    at("2046-01-09T09:00");

    told("outside-coverage", 5);
  }

  /** The first shift has begun, and those who are told of it were. */
  private void begun() {
    scene.create(ROTATION);
    told("first-shift", 3);
    forget();
  }

  private static void theGroupIs(String member) {
    await("user group")
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(SlackServerResource.running().group())
                    .isEqualTo(new SlackServer.Group(true, List.of(member))));
  }

  private void cover(String from, String to) {
    scene.create(
        """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallOverride
        metadata: {name: dentist}
        spec: {rotation: sre, engineer: carol, from: "%s", to: "%s", reason: dentist}
        """
            .formatted(from, to));
  }

  private static String awayOn(String day) {
    return ROTATION.replaceAll(
        "slack: (U0[A-Z]+)",
        "slack: $1, timeOff: [{from: \"%s\", to: \"%s\"}]".formatted(day, day));
  }

  private void at(String moment) {
    clock.set(LocalDateTime.parse(moment).atZone(ZoneId.of("Europe/Prague")).toInstant());
  }

  /**
   * As an intake reports it that begins now.
   *
   * @return the name of its entry
   */
  private String fires(String alert, Severity severity) {
    Signal signal = signal(alert, severity);
    book.report(
        book.rotation(scene.namespace(), "sre").orElseThrow(), Kind.ALERT, List.of(signal), false);
    return signal.key().nameOf("sre", clock.instant());
  }

  private Signal signal(String alert, Severity severity) {
    Member firing =
        new Member("1", clock.instant(), severity, Map.of(), Member.State.FIRING, false);
    return new Signal(
        SignalKey.of(Kind.ALERT, Map.of("alertname", alert)),
        alert,
        Optional.empty(),
        Optional.empty(),
        new Observation(true, 1, List.of(firing)));
  }

  private static void forget() {
    MailServerResource.running().forget();
    SlackServerResource.running().forget();
  }

  /** Waits for so many messages, and until nothing more is owed: all of it is what the file has. */
  private void told(String situation, int messages) {
    await(situation)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                allTold().size() >= messages
                    && outbox.waiting().values().stream().allMatch(owed -> owed == 0));
    Golden.assertMatches(
        Path.of("src/test/resources/notices", situation + ".txt"),
        allTold().stream()
            .collect(joining("\n\n", "", "\n"))
            .replace(scene.namespace(), "NAMESPACE"));
  }

  private static List<String> allTold() {
    return Stream.concat(
            MailServerResource.running().received().stream()
                .map(
                    mail ->
                        "=== E-mail to %s: %s\n%s"
                            .formatted(mail.to(), mail.subject(), mail.body())),
            SlackServerResource.running().posts().stream()
                .map(post -> "=== Slack, %s:\n%s".formatted(post.channel(), post.text())))
        .sorted()
        .toList();
  }
}
