package io.operatefirst.oncall.logentry;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.MailServer;
import io.operatefirst.oncall.MailServer.Mail;
import io.operatefirst.oncall.MailServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.NoticeStatus;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.rotation.Scene;
import io.operatefirst.oncall.status.Conditions;
import io.operatefirst.oncall.status.LocalTimes;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The right person is told, once, and nobody else: with a real mail server that speaks TLS. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
@WithTestResource(MailServerResource.class)
class NoticesApiIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String ROTATION =
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
        schedule:
          timeZone: %s
          startDate: "%s"
          handoverTime: "00:00"
          workingDays: [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday]
          coverage: {from: "%s", to: "%s"}
        order: {atEndOfList: Repeat}
        escalation:
          acknowledgeWithin: {Critical: 15m}
        notifications:
          email: {from: oncall@example.org}
      """;

  @Inject KubernetesClient client;
  @Inject TestClock clock;

  private Scene scene;
  private ZoneId zone;

  @BeforeEach
  void anEmptyServer() {
    Scene.clear(client);
    scene = new Scene(client, ApiServer.running().newNamespace("notices"), "sre");
    zone = clock.setToNoon();
    mail().forget();
  }

  @Test
  void whoIsOnCallIsToldOfWhatComesInAndNobodyElse() {
    rotation("00:00", "24:00");

    scene.task("down", "summary: The shop is down, severity: Critical");
    scene.task("later", "summary: Tidy up, severity: Info");

    awaitReceipts("down", tuple("New", "Email", List.of("alice")));
    String since = scene.entry("down").get().getStatus().firstSeen();
    Mail told = mailTo("alice", "[sre] Critical: The shop is down");
    assertThat(told.from()).isEqualTo("oncall@example.org");
    assertThat(told.body())
        .isEqualTo(
            """
            Critical, since %s: The shop is down

            Say that you look after it:
              oc patch ocl down -n %s --type merge -p '{"spec":{"acknowledgedBy":"alice"}}'
            """
                .strip()
                .formatted(LocalTimes.moment(Instant.parse(since), zone), scene.namespace()));
    scene.awaitStatus(
        status ->
            assertThat(Conditions.find(status.conditions(), Conditions.EMAIL_SENT))
                .hasValueSatisfying(
                    sent -> assertThat(sent.getReason()).isEqualTo(Conditions.DELIVERED)));
    // The first shift, and the entry: not what is for information, and nobody but alice.
    assertThat(mail().received()).extracting(Mail::to).containsOnly("alice@example.org");
    assertThat(mail().received())
        .extracting(Mail::subject)
        .hasSize(2)
        .contains("[sre] Critical: The shop is down");
  }

  @Test
  void aShiftBeginsWithWhatTheOneBeforeItLeaves() {
    rotation("00:00", "24:00");
    scene.task("open", "summary: The disk is full, severity: Info");
    scene.awaitEntry("open", status -> assertThat(status.onCall()).isEqualTo("alice"));

    clock.set(today().plusDays(1).atStartOfDay(zone).toInstant());

    awaitReceipts("sre-handover-000002", tuple("Handover", "Email", List.of("bob")));
    assertThat(mail().received().stream().filter(told -> told.to().startsWith("bob")))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.subject()).startsWith("[sre] alice hands over to bob, until ");
              assertThat(told.body())
                  .contains("The disk is full")
                  .endsWith(
                      "oc patch ocl sre-handover-000002 -n %s --type merge -p '{\"spec\":{\"acknowledgedBy\":\"bob\"}}'"
                          .formatted(scene.namespace()));
            });
  }

  @Test
  void aStormIsOneMessage() {
    rotation("00:00", "24:00");

    IntStream.range(0, 30)
        .forEach(
            i -> scene.task("storm-" + i, "summary: Node " + i + " is gone, severity: Warning"));

    for (int i = 0; i < 30; i++) {
      awaitReceipts("storm-" + i, tuple("New", "Email", List.of("alice")));
    }
    assertThat(mail().received().stream().filter(told -> told.subject().contains("Node")))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.to()).isEqualTo("alice@example.org");
              assertThat(told.subject())
                  .startsWith("[sre] Warning: Node ")
                  .endsWith(" is gone, and 29 more");
              assertThat(told.body()).contains("- [sre] Warning: Node ").contains("- and 10 more");
            });
  }

  @Test
  void helpIsAskedOfTheOthersOnlyThen() {
    rotation("00:00", "24:00");
    scene.task("hard", "summary: It is hard, severity: Info, acknowledgedBy: alice");
    scene.awaitEntry("hard", status -> assertThat(status.onCall()).isEqualTo("alice"));

    scene.patch("hard", "{\"spec\":{\"helpWanted\":true}}");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(receipts("hard"))
                    .singleElement()
                    .satisfies(
                        receipt ->
                            assertThat(receipt.to()).containsExactlyInAnyOrder("bob", "carol")));
    assertThat(
            mail().received().stream()
                .filter(told -> told.subject().equals("[sre] alice asks for help: It is hard")))
        .extracting(Mail::to)
        .containsExactlyInAnyOrder("bob@example.org", "carol@example.org");
  }

  @Test
  void whatNobodyAcknowledgesGoesToOneAfterTheOtherAndThenIsSilent() {
    rotation("00:00", "24:00");
    scene.task("down", "summary: It is down, severity: Critical");
    awaitReceipts("down", tuple("New", "Email", List.of("alice")));
    Instant since = Instant.parse(scene.entry("down").get().getMetadata().getCreationTimestamp());

    clock.set(since.plus(Duration.ofMinutes(15)));
    awaitReceipts(
        "down",
        tuple("New", "Email", List.of("alice")),
        tuple("Escalation-1", "Email", List.of("alice")));
    clock.set(since.plus(Duration.ofMinutes(30)));
    awaitReceipts(
        "down",
        tuple("New", "Email", List.of("alice")),
        tuple("Escalation-1", "Email", List.of("alice")),
        tuple("Escalation-2", "Email", List.of("bob")));
    assertThat(mailTo("bob", "[sre] Nobody has acknowledged: It is down").body())
        .startsWith("Nobody had acknowledged it by ");

    scene.patch("down", "{\"spec\":{\"acknowledgedBy\":\"bob\"}}");
    clock.set(since.plus(Duration.ofMinutes(45)));
    // Another one shows when there was time enough.
    scene.task("other", "summary: Another, severity: Warning");
    awaitReceipts("other", tuple("New", "Email", List.of("alice")));
    assertThat(mail().received()).noneMatch(told -> told.to().startsWith("carol"));
  }

  @Test
  void outsideCoverageNobodyIsDisturbed() {
    Instant opens = today().atTime(15, 0).atZone(zone).toInstant();
    rotation("15:00", "17:00");
    scene.task("noon", "summary: It is down, severity: Warning");
    scene.task("one", "summary: It is up, severity: Warning");
    scene.awaitEntry("noon", status -> assertThat(status.waitsUntil()).isEqualTo(opens.toString()));
    scene.awaitEntry("one", status -> assertThat(status.waitsUntil()).isEqualTo(opens.toString()));
    clock.set(opens.minusSeconds(1));
    scene.patch("noon", "{\"spec\":{\"summary\":\"It is still down\"}}");
    scene.awaitEntry("noon", status -> assertThat(status.observedGeneration()).isEqualTo(2));
    assertThat(mail().received()).isEmpty();

    clock.set(opens);

    awaitReceipts("noon", tuple("New", "Email", List.of("alice")));
    awaitReceipts("one", tuple("New", "Email", List.of("alice")));
    assertThat(mail().received())
        .extracting(Mail::subject)
        .filteredOn(subject -> subject.endsWith(", and 1 more"))
        .hasSize(1);
  }

  @Test
  void aMailServerThatIsDownKeepsAllThatIsOwed() {
    rotation("00:00", "24:00");
    awaitReceipts("sre-handover-000001", tuple("Handover", "Email", List.of("alice")));
    mail().down();
    scene.task("down", "summary: It is down, severity: Critical");
    scene.task(
        "hard", "summary: It is hard, severity: Info, acknowledgedBy: alice, helpWanted: true");
    scene.awaitStatus(
        status ->
            assertThat(Conditions.find(status.conditions(), Conditions.EMAIL_SENT))
                .hasValueSatisfying(
                    sent -> {
                      assertThat(sent.getReason()).isEqualTo(Conditions.UNREACHABLE);
                      assertThat(sent.getMessage()).contains("quarkus.mailer.host");
                    }));
    // The handover is on time all the same.
    Instant midnight = today().plusDays(1).atStartOfDay(zone).toInstant();
    clock.set(midnight);
    scene.awaitStatus(
        status -> {
          assertThat(status.onCall()).isEqualTo("bob");
          assertThat(status.lastHandover().at()).isEqualTo(midnight.toString());
        });
    // Who asked for help is helped meanwhile: that is withdrawn.
    scene.patch("hard", "{\"spec\":{\"assistedBy\":[\"bob\"]}}");
    scene.awaitEntry("hard", status -> assertThat(status.observedGeneration()).isEqualTo(2));

    mail().up();

    awaitReceipts("sre-handover-000002", tuple("Handover", "Email", List.of("bob")));
    await().atMost(PATIENCE).until(() -> !receipts("down").isEmpty());
    assertThat(mail().received())
        .noneMatch(told -> told.subject().contains("asks for help"))
        .doesNotHaveDuplicates()
        .extracting(Mail::subject)
        .doesNotHaveDuplicates();
    scene.awaitStatus(
        status ->
            assertThat(Conditions.find(status.conditions(), Conditions.EMAIL_SENT))
                .hasValueSatisfying(
                    sent -> assertThat(sent.getReason()).isEqualTo(Conditions.DELIVERED)));
  }

  @Test
  void whoHandsOverIsRemindedOfTheRunbooksTheyOwe() {
    rotation("00:00", "24:00");
    scene.task(
        "solved", "summary: It is solved, severity: Warning, acknowledgedBy: bob, resolved: true");
    scene.awaitEntry("solved", status -> assertThat(status.onCall()).isEqualTo("alice"));
    scene.awaitStatus(status -> assertThat(status.undocumentedEntries()).isEqualTo(1));
    assertThat(mail().received()).noneMatch(told -> told.subject().contains("runbook"));

    clock.set(today().plusDays(1).atStartOfDay(zone).toInstant());

    scene.awaitStatus(
        status ->
            assertThat(status.notices())
                .extracting(NoticeStatus::notice, NoticeStatus::to)
                .containsExactly(tuple("Debts-2", List.of("alice"))));
    assertThat(mailTo("alice", "[sre] A runbook is yours to write").body())
        .endsWith(
            "oc patch ocl solved -n %s --type merge -p '{\"spec\":{\"runbook\":\"https://…\"}}'"
                .formatted(scene.namespace()));
  }

  @Test
  void aCoverIsToldToBoth() {
    rotation("00:00", "24:00");
    LocalDate tomorrow = today().plusDays(1);
    scene.create(
        """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallOverride
        metadata: {name: dentist}
        spec: {rotation: sre, engineer: carol, for: bob, from: "%s", to: "%s", reason: dentist}
        """
            .formatted(tomorrow, tomorrow));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        client
                            .resources(OnCallOverride.class)
                            .inNamespace(scene.namespace())
                            .withName("dentist")
                            .get()
                            .getStatus()
                            .notices())
                    .singleElement()
                    .satisfies(
                        receipt ->
                            assertThat(receipt.to()).containsExactlyInAnyOrder("bob", "carol")));
    String deal =
        "carol covers for bob from %s until %s"
            .formatted(midnight(tomorrow), midnight(tomorrow.plusDays(1)));
    assertThat(mail().received().stream().filter(told -> told.subject().contains("covers")))
        .extracting(Mail::to, Mail::subject, Mail::body)
        .containsExactlyInAnyOrder(
            tuple("bob@example.org", "[sre] " + deal, cover(deal)),
            tuple("carol@example.org", "[sre] " + deal, cover(deal)));
  }

  private String cover(String deal) {
    return """
        %s

        Reason: dentist

        It is taken back by:
          oc delete oco dentist -n %s"""
        .formatted(deal, scene.namespace());
  }

  private String midnight(LocalDate date) {
    return LocalTimes.moment(date.atStartOfDay(zone).toInstant(), zone);
  }

  @Test
  void allAreToldThatNobodyWillBeThere() {
    LocalDate tomorrow = today().plusDays(1);
    awayOn(tomorrow);
    awaitRotationReceipt("GapAhead-" + tomorrow);

    assertThat(toldByAll("[sre] Nobody will be available from " + midnight(tomorrow)))
        .allSatisfy(told -> assertThat(told.body()).contains("Away: alice (time off on "));
  }

  @Test
  void allAreToldThatNobodyIsThere() {
    awayOn(today());
    awaitRotationReceipt("NobodyAvailable-1");

    toldByAll("[sre] Nobody is available until " + midnight(today().plusDays(1)));
  }

  private void awayOn(LocalDate day) {
    String away = "@example.org, timeOff: [{from: \"%s\", to: \"%s\"}]}".formatted(day, day);
    scene.create(
        ROTATION
            .formatted(zone, today(), "00:00", "24:00")
            .replace("@example.org}\n", away + "\n")
            .replace("{from: oncall" + away, "{from: oncall@example.org}"));
  }

  private void awaitRotationReceipt(String key) {
    scene.awaitStatus(
        status ->
            assertThat(status.notices())
                .singleElement()
                .satisfies(
                    receipt -> {
                      assertThat(receipt.notice()).isEqualTo(key);
                      assertThat(receipt.to()).containsExactlyInAnyOrder("alice", "bob", "carol");
                    }));
  }

  private static List<Mail> toldByAll(String subject) {
    List<Mail> all =
        mail().received().stream().filter(told -> told.subject().equals(subject)).toList();
    assertThat(all)
        .extracting(Mail::to)
        .containsExactlyInAnyOrder("alice@example.org", "bob@example.org", "carol@example.org");
    return all;
  }

  @Test
  void whoHasNoAddressIsNamed() {
    scene
        .create(
            ROTATION
                .formatted(zone, today(), "00:00", "24:00")
                .replace("{name: bob, email: bob@example.org}", "{name: bob}"))
        .awaitStatus(
            status ->
                assertThat(Conditions.find(status.conditions(), Conditions.EMAIL_SENT))
                    .hasValueSatisfying(
                        sent -> {
                          assertThat(sent.getReason()).isEqualTo(Conditions.ADDRESS_MISSING);
                          assertThat(sent.getMessage()).contains("bob").doesNotContain("alice");
                        }));
  }

  private static MailServer mail() {
    return MailServerResource.running();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  private void rotation(String from, String to) {
    scene
        .create(ROTATION.formatted(zone, today(), from, to))
        .awaitStatus(status -> assertThat(status.lastHandover()).isNotNull());
  }

  private List<NoticeStatus> receipts(String entry) {
    return LogEntries.noticesIn(scene.entry(entry).get().getStatus());
  }

  private void awaitReceipts(String entry, org.assertj.core.groups.Tuple... expected) {
    scene.awaitEntry(
        entry,
        status ->
            assertThat(LogEntries.noticesIn(status))
                .extracting(NoticeStatus::notice, NoticeStatus::by, NoticeStatus::to)
                .containsExactly(expected));
  }

  private static Mail mailTo(String name, String subject) {
    List<Mail> all = mail().received();
    return all.stream()
        .filter(told -> told.to().equals(name + "@example.org"))
        .filter(told -> told.subject().equals(subject))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError(all.stream().map(Mail::toString).collect(joining("\n"))));
  }
}
