package io.operatefirst.oncall.logentry;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.MailServerResource;
import io.operatefirst.oncall.Mailbox;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.EscalationStatus;
import io.operatefirst.oncall.api.EscalationStatus.Step;
import io.operatefirst.oncall.api.NoticeStatus;
import io.operatefirst.oncall.api.OnCallLogEntryStatus.Phase;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.log.Kind;
import io.operatefirst.oncall.log.Member;
import io.operatefirst.oncall.log.Observation;
import io.operatefirst.oncall.log.Severity;
import io.operatefirst.oncall.log.Signal;
import io.operatefirst.oncall.log.SignalKey;
import io.operatefirst.oncall.rotation.Scene;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A week of a team of five, from Thursday to Thursday: all that anybody is told, and all that the
 * resources show, at each turn of it.
 */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
@WithTestResource(MailServerResource.class)
class WeekStoryApiIT {

  /** In the order of their names; after the day on which this is run. */
  private static final String TEAM =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata:
        name: sre
      spec:
        engineers:
        - {name: alice, email: alice@example.org}
        - {name: bob, email: bob@example.org}
        - {name: carol, email: carol@example.org}
        - {name: dave, email: dave@example.org}
        - {name: erin, email: erin@example.org}
        schedule:
          timeZone: Europe/Prague
          startDate: "2046-01-04"
          handoverTime: "09:00"
          coverage: {from: "09:00", to: "17:00"}
        order: {atEndOfList: Repeat}
        escalation:
          acknowledgeWithin: {Critical: 15m}
          acknowledgeHandoverWithin: 1h
        notifications:
          email: {from: oncall@example.org}
      """;

  private static final LocalDate THURSDAY = LocalDate.parse("2046-01-04");
  private static final LocalDate FRIDAY = THURSDAY.plusDays(1);
  private static final LocalDate SATURDAY = THURSDAY.plusDays(2);
  private static final LocalDate SUNDAY = THURSDAY.plusDays(3);
  private static final LocalDate MONDAY = THURSDAY.plusDays(4);
  private static final LocalDate TUESDAY = THURSDAY.plusDays(5);
  private static final LocalDate WEDNESDAY = THURSDAY.plusDays(6);
  private static final LocalDate NEXT_THURSDAY = THURSDAY.plusDays(7);

  private static final String RUNBOOK = "https://example.org/runbooks/certificates";

  @Inject KubernetesClient client;
  @Inject TestClock clock;
  @Inject LogBook book;

  private Scene scene;
  private Mailbox post;
  private String disk;
  private String certificate;

  @Test
  void aWeek() {
    thursdayTheRotationBegins();
    fridayBobTakesOver();
    anAlertOutsideCoverageDisturbsNobody();
    mondayCarolTakesOverWithWhatWaited();
    anAlertThatNobodyAcknowledgesGoesToMoreAndMorePeople();
    anotherIsSolvedWithHelpAndWithoutARunbook();
    aliceCoversForDave();
    tuesdayCarolHandsOverWithHerDebt();
    theRunbookIsWritten();
    wednesdayTheSameHappensAgain();
    thursdayTheListBeginsAnew();
  }

  private void thursdayTheRotationBegins() {
    Scene.clear(client);
    post = new Mailbox(MailServerResource.running());
    at(THURSDAY, "09:00");
    scene = new Scene(client, ApiServer.running().newNamespace("week"), "sre").create(TEAM);

    post.brings("alice: [sre] alice has the first shift, until Fri 2046-01-05 09:00 CET");
    rotationShows(
        "alice",
        "OnDuty=True InCoverage",
        "HandedOver=True FirstShift",
        "Documented=True AllDocumented");
    boxesAre("alice OnCall, bob Waiting, carol Waiting, dave Waiting, erin Waiting");
    entryShows(handover(1), Phase.CLOSED, "Acknowledged=True NotNeeded");
    receiptsAre(handover(1), "Handover alice");
  }

  private void fridayBobTakesOver() {
    at(FRIDAY, "09:00");

    assertThat(post.brings("bob: [sre] alice hands over to bob, until Mon 2046-01-08 09:00 CET"))
        .contains("Nothing is open, and nothing is owed.");
    rotationShows(
        "bob",
        "OnDuty=True InCoverage",
        "HandedOver=False AwaitingAcknowledgement",
        "Documented=True AllDocumented");
    entryShows(
        handover(2),
        Phase.OPEN,
        "Acknowledged=False AwaitingAcknowledgement",
        "Escalated=False NotEscalated");

    acknowledges("bob", handover(2));
    rotationShows(
        "bob",
        "OnDuty=True InCoverage",
        "HandedOver=True Acknowledged",
        "Documented=True AllDocumented");
    entryShows(handover(2), Phase.CLOSED, "Acknowledged=True Acknowledged");
    receiptsAre(handover(2), "Handover bob");
  }

  private void anAlertOutsideCoverageDisturbsNobody() {
    at(FRIDAY, "20:00");
    rotationShows(
        "bob",
        "OnDuty=False OutsideCoverage",
        "HandedOver=True Acknowledged",
        "Documented=True AllDocumented");
    disk = fires("The disk is full", Severity.CRITICAL, Optional.of("https://example.org/disk"));
    waitsForCarol(1);

    at(SATURDAY, "12:00");
    rotationShows(
        "bob",
        "OnDuty=False NonWorkingDay",
        "HandedOver=True Acknowledged",
        "Documented=True AllDocumented");
    at(SUNDAY, "03:00");
    fires("The disk is full", Severity.CRITICAL, Optional.empty());
    waitsForCarol(2);

    // Until the last minute it is bob's shift, and nobody has had a turn for the weekend.
    at(MONDAY, "08:59");
    rotationShows(
        "bob",
        "OnDuty=False OutsideCoverage",
        "HandedOver=True Acknowledged",
        "Documented=True AllDocumented");
    boxesAre("alice Done, bob OnCall, carol Waiting, dave Waiting, erin Waiting");
    assertThat(scene.rotation().get().getStatus().lastHandover().sequence()).isEqualTo(2);
    post.isEmpty();
  }

  private void waitsForCarol(int seen) {
    scene.awaitEntry(
        disk,
        status -> {
          assertThat(status.onCall()).isEqualTo("carol");
          assertThat(status.waitsUntil()).isEqualTo(instant(MONDAY, "09:00").toString());
          assertThat(status.count()).isEqualTo(seen);
        });
    entryShows(
        disk,
        Phase.OPEN,
        "Acknowledged=False AwaitingAcknowledgement",
        "Escalated=False NotEscalated",
        "Resolved=False Unresolved",
        "Documented=True RunbookFromAlert");
  }

  private void mondayCarolTakesOverWithWhatWaited() {
    at(MONDAY, "09:00");

    assertThat(
            post.brings(
                "carol: [sre] bob hands over to carol, until Tue 2046-01-09 09:00 CET",
                "carol: [sre] Critical: The disk is full"))
        .contains(
            "Waited outside coverage",
            disk
                + " Critical: The disk is full (since Fri 2046-01-05 20:00 CET, acknowledged by"
                + " nobody)",
            "One alert fires",
            "Seen 2 times.",
            "Runbook: https://example.org/disk");
    rotationShows(
        "carol",
        "OnDuty=True InCoverage",
        "HandedOver=False AwaitingAcknowledgement",
        "Documented=True AllDocumented");
    boxesAre("alice Done, bob Done, carol OnCall, dave Waiting, erin Waiting");

    acknowledges("carol", handover(3));
    acknowledges("carol", disk);
    resolves(disk, "");
    rotationShows(
        "carol",
        "OnDuty=True InCoverage",
        "HandedOver=True Acknowledged",
        "Documented=True AllDocumented");
    entryShows(
        disk,
        Phase.CLOSED,
        "Acknowledged=True Acknowledged",
        "Resolved=True Resolved",
        "Documented=True RunbookFromAlert");
    receiptsAre(handover(3), "Handover carol");
    receiptsAre(disk, "New carol");
  }

  private void anAlertThatNobodyAcknowledgesGoesToMoreAndMorePeople() {
    at(MONDAY, "10:00");
    String shop = fires("The shop is down", Severity.CRITICAL, Optional.empty());
    post.brings("carol: [sre] Critical: The shop is down");

    at(MONDAY, "10:15");
    post.brings("carol: [sre] Nobody has acknowledged: The shop is down");
    shopShows(shop, Phase.OPEN, "Escalated=False Reminded");

    at(MONDAY, "10:30");
    post.brings("dave: [sre] Nobody has acknowledged: The shop is down");
    shopShows(shop, Phase.ESCALATED, "Escalated=True NextEngineerTold");

    at(MONDAY, "10:45");
    post.brings(toAll("[sre] Nobody has acknowledged: The shop is down"));
    shopShows(shop, Phase.ESCALATED, "Escalated=True EverybodyTold");
    scene.awaitEntry(
        shop,
        status ->
            assertThat(status.escalations())
                .containsExactly(
                    step(Step.REMINDED, "10:15", "carol"),
                    step(Step.NEXT_ENGINEER, "10:30", "dave"),
                    step(Step.EVERYBODY, "10:45", "carol", "dave", "erin", "alice", "bob")));

    at(MONDAY, "10:50");
    acknowledges("dave", shop);
    resolves(shop, ",\"runbook\":\"https://example.org/shop\"");
    entryShows(
        shop,
        Phase.CLOSED,
        "Acknowledged=True Acknowledged",
        "Escalated=True EverybodyTold",
        "Resolved=True Resolved",
        "Documented=True RunbookLinked");
    receiptsAre(
        shop,
        "New carol",
        "Escalation-1 carol",
        "Escalation-2 dave",
        "Escalation-3 alice bob carol dave erin");
  }

  private void shopShows(String shop, Phase phase, String escalated) {
    entryShows(
        shop,
        phase,
        "Acknowledged=False AwaitingAcknowledgement",
        escalated,
        "Resolved=False Unresolved",
        "Documented=False RunbookMissing");
  }

  private void anotherIsSolvedWithHelpAndWithoutARunbook() {
    at(MONDAY, "14:00");
    certificate = fires("A certificate ran out", Severity.WARNING, Optional.empty());
    post.brings("carol: [sre] Warning: A certificate ran out");

    acknowledges("carol", certificate);
    scene.patch(certificate, "{\"spec\":{\"helpWanted\":true}}");
    String asked = ": [sre] carol asks for help: A certificate ran out";
    post.brings("alice" + asked, "bob" + asked, "dave" + asked, "erin" + asked);

    at(MONDAY, "15:00");
    resolves(certificate, ",\"assistedBy\":[\"erin\"],\"resolution\":\"renewed it by hand\"");
    entryShows(
        certificate,
        Phase.RESOLVED,
        "Acknowledged=True Acknowledged",
        "Resolved=True Resolved",
        "Documented=False RunbookMissing");
    rotationShows(
        "carol",
        "OnDuty=True InCoverage",
        "HandedOver=True Acknowledged",
        "Documented=False RunbooksMissing");
    // It is carol's to write, not that of whoever helped.
    assertThat(rotationSaysOf("Documented")).contains(certificate + " (carol)");
    receiptsAre(certificate, "New carol", "HelpWanted alice bob dave erin");
  }

  private void aliceCoversForDave() {
    at(MONDAY, "16:00");
    scene.create(
        """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallOverride
        metadata: {name: dentist}
        spec: {rotation: sre, engineer: alice, for: dave, from: "%s", to: "%s"}
        """
            .formatted(TUESDAY, TUESDAY));

    String deal =
        ": [sre] alice covers for dave from Tue 2046-01-09 09:00 CET"
            + " until Wed 2046-01-10 09:00 CET";
    post.brings("alice" + deal, "dave" + deal);
    coverShows("Accepted=True Accepted", "Active=False NotYet", "Ineffective=False TakesEffect");
  }

  private void tuesdayCarolHandsOverWithHerDebt() {
    at(TUESDAY, "09:00");

    assertThat(
            post.brings(
                "alice: [sre] carol hands over to alice (for dave), until Wed 2046-01-10 09:00 CET",
                "carol: [sre] A runbook is yours to write"))
        .contains(
            certificate
                + " A certificate ran out: renewed it by hand (carol, with the help of erin)",
            "Runbooks owed",
            certificate + " A certificate ran out: owed by carol",
            "oc patch ocl " + certificate);
    rotationShows(
        "alice",
        "OnDuty=True InCoverage",
        "HandedOver=False AwaitingAcknowledgement",
        "Documented=False RunbooksMissing");
    coverShows("Accepted=True Accepted", "Active=True Covering", "Ineffective=False TakesEffect");
    boxesAre("alice Done, bob Done, carol Done, dave OnCall, erin Waiting");

    acknowledges("alice", handover(4));
    rotationShows(
        "alice",
        "OnDuty=True InCoverage",
        "HandedOver=True Acknowledged",
        "Documented=False RunbooksMissing");
    receiptsAre(handover(4), "Handover alice");
    scene.awaitStatus(
        status -> assertThat(inWords(status.notices())).containsExactly("Debts-4 carol"));
  }

  private void theRunbookIsWritten() {
    at(TUESDAY, "11:00");
    scene.patch(certificate, "{\"spec\":{\"runbook\":\"" + RUNBOOK + "\"}}");

    entryShows(
        certificate,
        Phase.CLOSED,
        "Acknowledged=True Acknowledged",
        "Resolved=True Resolved",
        "Documented=True RunbookLinked");
    rotationShows(
        "alice",
        "OnDuty=True InCoverage",
        "HandedOver=True Acknowledged",
        "Documented=True AllDocumented");
  }

  private void wednesdayTheSameHappensAgain() {
    at(WEDNESDAY, "09:00");
    assertThat(post.brings("erin: [sre] alice hands over to erin, until Thu 2046-01-11 09:00 CET"))
        .contains("Nothing is open, and nothing is owed.");
    coverShows("Accepted=True Accepted", "Active=False Ended", "Ineffective=False TakesEffect");
    acknowledges("erin", handover(5));

    at(WEDNESDAY, "10:00");
    String again = fires("A certificate ran out", Severity.WARNING, Optional.empty());
    assertThat(post.brings("erin: [sre] Warning: A certificate ran out"))
        .contains("Runbook: " + RUNBOOK, "Last time: renewed it by hand");
    scene.awaitEntry(
        again,
        status -> {
          assertThat(status.previous()).isEqualTo(certificate);
          assertThat(status.lastTime().resolution()).isEqualTo("renewed it by hand");
          assertThat(status.lastTime().runbook()).isEqualTo(RUNBOOK);
        });
    acknowledges("erin", again);
    resolves(again, "");
    entryShows(
        again,
        Phase.CLOSED,
        "Acknowledged=True Acknowledged",
        "Resolved=True Resolved",
        "Documented=True RunbookFromLastTime");
  }

  private void thursdayTheListBeginsAnew() {
    at(NEXT_THURSDAY, "09:00");

    // Nobody owes anything, and so nobody else is told anything.
    post.brings("alice: [sre] erin hands over to alice, until Fri 2046-01-12 09:00 CET");
    acknowledges("alice", handover(6));
    rotationShows(
        "alice",
        "OnDuty=True InCoverage",
        "HandedOver=True Acknowledged",
        "Documented=True AllDocumented");
    boxesAre("alice OnCall, bob Waiting, carol Waiting, dave Waiting, erin Waiting");
    // Each had a turn, dave too; the cover is counted beside.
    assertThat(scene.rotation().get().getStatus().turns())
        .extracting(turn -> turn.engineer() + " " + turn.turns() + " " + turn.covers())
        .containsExactly("alice 2 1", "bob 1 null", "carol 1 null", "dave 1 null", "erin 1 null");
    post.isEmpty();
  }

  private void at(LocalDate day, String time) {
    clock.set(instant(day, time));
  }

  private static Instant instant(LocalDate day, String time) {
    return day.atTime(LocalTime.parse(time)).atZone(ZoneId.of("Europe/Prague")).toInstant();
  }

  private static String handover(int sequence) {
    return "sre-handover-%06d".formatted(sequence);
  }

  /**
   * As an intake reports it that begins now.
   *
   * @return the name of the entry, where it makes one
   */
  private String fires(String alert, Severity severity, Optional<String> runbook) {
    SignalKey key = SignalKey.of(Kind.ALERT, Map.of("alertname", alert));
    Member firing =
        new Member("1", clock.instant(), severity, Map.of(), Member.State.FIRING, false);
    book.report(
        book.rotation(scene.namespace(), "sre").orElseThrow(),
        Kind.ALERT,
        List.of(
            new Signal(
                key, alert, runbook, Optional.empty(), new Observation(true, 1, List.of(firing)))),
        false);
    return key.nameOf("sre", clock.instant());
  }

  private void acknowledges(String name, String entry) {
    scene.patch(entry, "{\"spec\":{\"acknowledgedBy\":\"" + name + "\"}}");
  }

  private void resolves(String entry, String more) {
    scene.patch(entry, "{\"spec\":{\"resolved\":true" + more + "}}");
  }

  private static EscalationStatus step(Step step, String time, String... told) {
    return new EscalationStatus(step, instant(MONDAY, time).toString(), List.of(told));
  }

  private static String[] toAll(String subject) {
    return Stream.of("alice", "bob", "carol", "dave", "erin")
        .map(name -> name + ": " + subject)
        .toArray(String[]::new);
  }

  /** All conditions: those that change in the story, beside those that do not. */
  private void rotationShows(String onCall, String... changing) {
    scene.awaitStatus(
        status -> {
          assertThat(status.onCall()).isEqualTo(onCall);
          assertThat(inShort(status.conditions()))
              .contains(
                  "Ready=True Scheduled",
                  "Covered=True Covered",
                  "Fair=True Balanced",
                  "EmailSent=True Delivered")
              .contains(changing)
              .hasSize(4 + changing.length);
        });
  }

  private String rotationSaysOf(String type) {
    return scene.rotation().get().getStatus().conditions().stream()
        .filter(condition -> condition.getType().equals(type))
        .map(Condition::getMessage)
        .collect(joining());
  }

  private void boxesAre(String expected) {
    scene.awaitStatus(
        status ->
            assertThat(
                    status.list().stream()
                        .map(
                            box ->
                                box.engineer()
                                    + " "
                                    + client
                                        .getKubernetesSerialization()
                                        .convertValue(box.state(), String.class))
                        .collect(joining(", ")))
                .isEqualTo(expected));
  }

  private void entryShows(String entry, Phase phase, String... conditions) {
    scene.awaitEntry(
        entry,
        status -> {
          assertThat(status.phase()).isEqualTo(phase);
          assertThat(inShort(status.conditions())).containsExactlyInAnyOrder(conditions);
        });
  }

  private void receiptsAre(String entry, String... expected) {
    scene.awaitEntry(
        entry,
        status ->
            assertThat(inWords(LogEntries.noticesIn(status))).containsExactlyInAnyOrder(expected));
  }

  private void coverShows(String... conditions) {
    await("dentist")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(inShort(cover().getStatus().conditions()))
                    .containsExactlyInAnyOrder(conditions));
    await("dentist")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(inWords(cover().getStatus().notices()))
                    .containsExactly("Cover-1 alice dave"));
  }

  private OnCallOverride cover() {
    return client
        .resources(OnCallOverride.class)
        .inNamespace(scene.namespace())
        .withName("dentist")
        .get();
  }

  private static List<String> inShort(List<Condition> conditions) {
    return conditions.stream()
        .map(
            condition ->
                "%s=%s %s"
                    .formatted(condition.getType(), condition.getStatus(), condition.getReason()))
        .toList();
  }

  private static List<String> inWords(List<NoticeStatus> receipts) {
    return Optional.ofNullable(receipts).orElse(List.of()).stream()
        .map(
            receipt ->
                receipt.notice() + " " + receipt.to().stream().sorted().collect(joining(" ")))
        .toList();
  }
}
