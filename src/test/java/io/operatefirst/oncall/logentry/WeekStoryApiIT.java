package io.operatefirst.oncall.logentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.MailServerResource;
import io.operatefirst.oncall.Mailbox;
import io.operatefirst.oncall.OpenShift;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.EscalationStatus;
import io.operatefirst.oncall.api.EscalationStatus.Step;
import io.operatefirst.oncall.api.LastTimeStatus;
import io.operatefirst.oncall.api.OnCallLogEntryStatus.Phase;
import io.operatefirst.oncall.api.OnCallOverrideStatus;
import io.operatefirst.oncall.api.TurnsStatus;
import io.operatefirst.oncall.log.Severity;
import io.operatefirst.oncall.rotation.Scene;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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

  private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");
  private static final LocalDate THURSDAY = LocalDate.parse("2046-01-04");
  private static final LocalDate FRIDAY = THURSDAY.plusDays(1);
  private static final LocalDate SATURDAY = THURSDAY.plusDays(2);
  private static final LocalDate SUNDAY = THURSDAY.plusDays(3);
  private static final LocalDate MONDAY = THURSDAY.plusDays(4);
  private static final LocalDate TUESDAY = THURSDAY.plusDays(5);
  private static final LocalDate WEDNESDAY = THURSDAY.plusDays(6);
  private static final LocalDate NEXT_THURSDAY = THURSDAY.plusDays(7);

  private static final String RUNBOOK = "https://example.org/runbooks/certificates";

  private static final String ON_DUTY = "OnDuty=True InCoverage";
  private static final String TAKEN_OVER = "HandedOver=True Acknowledged";
  private static final String NOT_TAKEN_OVER = "HandedOver=False AwaitingAcknowledgement";
  private static final String NO_DEBT = "Documented=True AllDocumented";
  private static final String DEBT = "Documented=False RunbooksMissing";

  private static final String SEEN = "Acknowledged=True Acknowledged";
  private static final String UNSEEN = "Acknowledged=False AwaitingAcknowledgement";
  private static final String OPEN = "Resolved=False Unresolved";
  private static final String OVER = "Resolved=True Resolved";

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;
  @Inject LogBook book;

  private Scene scene;
  private Shown shown;
  private Mailbox post;
  private Alarm alarm;
  private String disk;
  private String certificate;

  /** On OpenShift, as far as the API server goes. */
  @BeforeEach
  void openShift() {
    OpenShift.define(ApiServer.running(), OpenShift.ALL);
  }

  /** Other tests share the server, and are on a cluster that is none. */
  @AfterEach
  void noOpenShift() {
    OpenShift.undefine(ApiServer.running(), OpenShift.ALL);
  }

  @Test
  void aWeek() {
    thursdayTheRotationBegins();
    fridayBobTakesOver();
    anAlertOutsideCoverageDisturbsNobody();
    mondayCarolTakesOverWithWhatWaited();
    anAlertThatNobodyAcknowledgesGoesToMoreAndMorePeople();
    anotherIsSolvedWithHelpAndWithoutARunbook();
    aliceAgreesToCoverForDave();
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
    shown = new Shown(scene);
    alarm = new Alarm(book, scene, clock);

    post.brings("alice: [sre] alice has the first shift, until Fri 2046-01-05 09:00 CET");
    shown.rotation("alice", ON_DUTY, "HandedOver=True FirstShift", NO_DEBT);
    shown.turns(List.of(), "alice", List.of("bob", "carol", "dave", "erin"));
    shown.entry(handover(1), Phase.CLOSED, "Acknowledged=True NotNeeded");
    shown.receipts(handover(1), "Handover alice");
  }

  private void fridayBobTakesOver() {
    at(FRIDAY, "09:00");

    String note = "bob: [sre] alice hands over to bob, until Mon 2046-01-08 09:00 CET";
    post.brings(note);
    assertThat(post.bodyOf(note)).contains("Nothing is open, and nothing is owed.");
    shown.rotation("bob", ON_DUTY, NOT_TAKEN_OVER, NO_DEBT);
    shown.entry(handover(2), Phase.OPEN, UNSEEN, "Escalated=False NotEscalated");

    acknowledges("bob", handover(2));
    shown.rotation("bob", ON_DUTY, TAKEN_OVER, NO_DEBT);
    shown.entry(handover(2), Phase.CLOSED, SEEN);
    shown.receipts(handover(2), "Handover bob");
  }

  private void anAlertOutsideCoverageDisturbsNobody() {
    at(FRIDAY, "20:00");
    shown.rotation("bob", "OnDuty=False OutsideCoverage", TAKEN_OVER, NO_DEBT);
    disk = alarm.rings(Severity.CRITICAL, "The disk is full", "https://example.org/disk");
    diskWaitsForCarol(1);

    at(SATURDAY, "12:00");
    shown.rotation("bob", "OnDuty=False NonWorkingDay", TAKEN_OVER, NO_DEBT);
    at(SUNDAY, "03:00");
    alarm.rings(Severity.CRITICAL, "The disk is full");
    diskWaitsForCarol(2);

    // Until the last minute it is bob's shift, and nobody has had a turn for the weekend.
    at(MONDAY, "08:59");
    shown.rotation("bob", "OnDuty=False OutsideCoverage", TAKEN_OVER, NO_DEBT);
    shown.turns(List.of("alice"), "bob", List.of("carol", "dave", "erin"));
    assertThat(shown.status().lastHandover().sequence()).isEqualTo(2);
    post.isEmpty();
  }

  private void diskWaitsForCarol(int times) {
    scene.awaitEntry(
        disk,
        status -> {
          assertThat(status.onCall()).isEqualTo("carol");
          assertThat(status.waitsUntil()).isEqualTo(instant(MONDAY, "09:00"));
          assertThat(status.count()).isEqualTo(times);
        });
    shown.entry(
        disk,
        Phase.OPEN,
        UNSEEN,
        "Escalated=False NotEscalated",
        OPEN,
        "Documented=True RunbookFromAlert");
  }

  private void mondayCarolTakesOverWithWhatWaited() {
    at(MONDAY, "09:00");

    String note = "carol: [sre] bob hands over to carol, until Tue 2046-01-09 09:00 CET";
    String alert = "carol: [sre] Critical: The disk is full";
    post.brings(note, alert);
    assertThat(post.bodyOf(note))
        .contains(
            "Waited outside coverage",
            "- " + disk + " Critical: The disk is full (since Fri 2046-01-05 20:00 CET,",
            "- One alert fires");
    assertThat(post.bodyOf(alert)).contains("Seen 2 times.", "Runbook: https://example.org/disk");
    shown.rotation("carol", ON_DUTY, NOT_TAKEN_OVER, NO_DEBT);
    shown.turns(List.of("alice", "bob"), "carol", List.of("dave", "erin"));

    acknowledges("carol", handover(3));
    acknowledges("carol", disk);
    alarm.stops(Severity.CRITICAL, "The disk is full");
    resolves(disk, "");
    shown.rotation("carol", ON_DUTY, TAKEN_OVER, NO_DEBT);
    shown.entry(disk, Phase.CLOSED, SEEN, OVER, "Documented=True RunbookFromAlert");
    shown.receipts(disk, "New carol");
    shown.receipts(handover(3), "Handover carol");
  }

  private void anAlertThatNobodyAcknowledgesGoesToMoreAndMorePeople() {
    at(MONDAY, "10:00");
    String shop = alarm.rings(Severity.CRITICAL, "The shop is down");
    post.brings("carol: [sre] Critical: The shop is down");
    shopIsUnseen(shop, Phase.OPEN, "Escalated=False NotEscalated");

    String nobody = ": [sre] Nobody has acknowledged: The shop is down";
    at(MONDAY, "10:15");
    post.brings("carol" + nobody);
    shopIsUnseen(shop, Phase.OPEN, "Escalated=False Reminded");
    at(MONDAY, "10:30");
    post.brings("dave" + nobody);
    shopIsUnseen(shop, Phase.ESCALATED, "Escalated=True NextEngineerTold");
    at(MONDAY, "10:45");
    post.brings(
        "alice" + nobody, "bob" + nobody, "carol" + nobody, "dave" + nobody, "erin" + nobody);
    shopIsUnseen(shop, Phase.ESCALATED, "Escalated=True EverybodyTold");

    at(MONDAY, "10:50");
    acknowledges("dave", shop);
    String escalated = "Escalated=True EverybodyTold";
    shown.entry(shop, Phase.ACKNOWLEDGED, SEEN, escalated, OPEN, "Documented=False RunbookMissing");
    alarm.stops(Severity.CRITICAL, "The shop is down");
    resolves(shop, ",\"runbook\":\"https://example.org/shop\"");
    shown.entry(shop, Phase.CLOSED, SEEN, escalated, OVER, "Documented=True RunbookLinked");
    assertThat(scene.entry(shop).get().getStatus().escalations())
        .containsExactly(
            step(Step.REMINDED, "10:15", "carol"),
            step(Step.NEXT_ENGINEER, "10:30", "dave"),
            step(Step.EVERYBODY, "10:45", "carol", "dave", "erin", "alice", "bob"));
    shown.receipts(
        shop,
        "New carol",
        "Escalation-1 carol",
        "Escalation-2 dave",
        "Escalation-3 alice bob carol dave erin");
  }

  private void shopIsUnseen(String shop, Phase phase, String escalated) {
    shown.entry(shop, phase, UNSEEN, escalated, OPEN, "Documented=False RunbookMissing");
  }

  private void anotherIsSolvedWithHelpAndWithoutARunbook() {
    at(MONDAY, "14:00");
    certificate = alarm.rings(Severity.WARNING, "A certificate ran out");
    post.brings("carol: [sre] Warning: A certificate ran out");

    acknowledges("carol", certificate);
    scene.patch(certificate, "{\"spec\":{\"helpWanted\":true}}");
    String help = ": [sre] carol asks for help: A certificate ran out";
    post.brings("alice" + help, "bob" + help, "dave" + help, "erin" + help);

    at(MONDAY, "15:00");
    alarm.stops(Severity.WARNING, "A certificate ran out");
    resolves(certificate, ",\"assistedBy\":[\"erin\"],\"resolution\":\"renewed by hand\"");
    shown.entry(certificate, Phase.RESOLVED, SEEN, OVER, "Documented=False RunbookMissing");
    shown.rotation("carol", ON_DUTY, TAKEN_OVER, DEBT);
    // It is carol's to write, not that of whoever helped.
    assertThat(shown.debts()).contains(certificate + " (carol)").doesNotContain("erin");
    shown.receipts(certificate, "New carol", "HelpWanted alice bob dave erin");
  }

  private void aliceAgreesToCoverForDave() {
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
        ": [sre] alice covers for dave from Tue 2046-01-09 09:00 CET until Wed 2046-01-10 09:00 CET";
    post.brings("alice" + deal, "dave" + deal);
    coverIs(OnCallOverrideStatus.Phase.SCHEDULED, "Active=False NotYet");
  }

  private void coverIs(OnCallOverrideStatus.Phase phase, String active) {
    shown.override(
        "dentist",
        phase,
        List.of("Accepted=True Accepted", active, "Ineffective=False TakesEffect"),
        "Cover-1 alice dave");
  }

  private void tuesdayCarolHandsOverWithHerDebt() {
    at(TUESDAY, "09:00");

    String note =
        "alice: [sre] carol hands over to alice (for dave), until Wed 2046-01-10 09:00 CET";
    String debt = "carol: [sre] A runbook is yours to write";
    post.brings(note, debt);
    String entry = "- " + certificate + " A certificate ran out: ";
    assertThat(post.bodyOf(note))
        .contains(
            entry + "renewed by hand (carol, with the help of erin)",
            "Runbooks owed",
            entry + "owed by carol");
    assertThat(post.bodyOf(debt)).contains("oc patch ocl " + certificate);
    shown.rotation("alice", ON_DUTY, NOT_TAKEN_OVER, DEBT);
    shown.turns(List.of("alice", "bob", "carol"), "dave", List.of("erin"));
    coverIs(OnCallOverrideStatus.Phase.ACTIVE, "Active=True Covering");

    acknowledges("alice", handover(4));
    shown.rotation("alice", ON_DUTY, TAKEN_OVER, DEBT);
    shown.receipts(handover(4), "Handover alice");
    shown.receiptsOfRotation("Debts-4 carol");
  }

  private void theRunbookIsWritten() {
    at(TUESDAY, "11:00");
    scene.patch(certificate, "{\"spec\":{\"runbook\":\"" + RUNBOOK + "\"}}");

    shown.entry(certificate, Phase.CLOSED, SEEN, OVER, "Documented=True RunbookLinked");
    shown.rotation("alice", ON_DUTY, TAKEN_OVER, NO_DEBT);
  }

  private void wednesdayTheSameHappensAgain() {
    at(WEDNESDAY, "09:00");
    String note = "erin: [sre] alice hands over to erin, until Thu 2046-01-11 09:00 CET";
    post.brings(note);
    assertThat(post.bodyOf(note)).contains("Nothing is open, and nothing is owed.");
    coverIs(OnCallOverrideStatus.Phase.ENDED, "Active=False Ended");
    shown.turns(List.of("alice", "bob", "carol", "dave"), "erin", List.of());
    acknowledges("erin", handover(5));
    shown.rotation("erin", ON_DUTY, TAKEN_OVER, NO_DEBT);

    at(WEDNESDAY, "10:00");
    String again = alarm.rings(Severity.WARNING, "A certificate ran out");
    String alert = "erin: [sre] Warning: A certificate ran out";
    post.brings(alert);
    assertThat(post.bodyOf(alert)).contains("Runbook: " + RUNBOOK, "Last time: renewed by hand");
    assertThat(scene.entry(again).get().getStatus())
        .satisfies(
            status -> {
              assertThat(status.previous()).isEqualTo(certificate);
              assertThat(status.lastTime())
                  .isEqualTo(new LastTimeStatus("renewed by hand", RUNBOOK));
            });
    shown.entry(again, Phase.OPEN, UNSEEN, OPEN, "Documented=True RunbookFromLastTime");

    acknowledges("erin", again);
    resolves(again, "");
    shown.entry(again, Phase.CLOSED, SEEN, OVER, "Documented=True RunbookFromLastTime");
    shown.receipts(again, "New erin");
  }

  private void thursdayTheListBeginsAnew() {
    at(NEXT_THURSDAY, "09:00");

    // Nobody owes anything, and so nobody else is told anything.
    post.brings("alice: [sre] erin hands over to alice, until Fri 2046-01-12 09:00 CET");
    acknowledges("alice", handover(6));
    shown.rotation("alice", ON_DUTY, TAKEN_OVER, NO_DEBT);
    shown.turns(List.of(), "alice", List.of("bob", "carol", "dave", "erin"));
    // Each had a turn, dave too: the cover is counted beside.
    assertThat(shown.status().turns())
        .extracting(TurnsStatus::engineer, TurnsStatus::turns, TurnsStatus::covers)
        .containsExactly(
            tuple("alice", 2, 1),
            tuple("bob", 1, null),
            tuple("carol", 1, null),
            tuple("dave", 1, null),
            tuple("erin", 1, null));
    post.isEmpty();
  }

  private void at(LocalDate day, String time) {
    clock.set(Instant.parse(instant(day, time)));
  }

  private static String instant(LocalDate day, String time) {
    return day.atTime(LocalTime.parse(time)).atZone(PRAGUE).toInstant().toString();
  }

  private static String handover(int sequence) {
    return "sre-handover-%06d".formatted(sequence);
  }

  private static EscalationStatus step(Step step, String time, String... told) {
    return new EscalationStatus(step, instant(MONDAY, time), List.of(told));
  }

  private void acknowledges(String name, String entry) {
    scene.patch(entry, "{\"spec\":{\"acknowledgedBy\":\"" + name + "\"}}");
  }

  private void resolves(String entry, String more) {
    scene.patch(entry, "{\"spec\":{\"resolved\":true" + more + "}}");
  }
}
