package io.operatefirst.oncall.intake.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.store.MailFolder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.MailServer;
import io.operatefirst.oncall.MailServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.TestLead;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.rotation.Scene;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users write to a list; the team reads its log. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
@WithTestResource(MailServerResource.class)
class MailQuestionsApiIT {

  private static final String ROTATION =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata:
        name: sre
      spec:
        engineers:
        - {name: alice, email: alice@example.org}
        - {name: bob, email: Bob@Example.org}
        schedule:
          startDate: "%s"
          workingDays: [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday]
          coverage: {from: "00:00", to: "24:00"}
        questions:
          mail:
            host: localhost
            port: %d
            username: archive
            passwordSecret: {name: mailbox, key: password}
            list: support@example.org
            from: oncall@example.org
      """;

  private static final String FULL_DISK =
      """
      From: Eve User <eve@example.org>
      To: Support <Support@Example.org>
      Subject: =?UTF-8?Q?The_disk_is_full=2C_=C5=BEe=3F?=
      Message-ID: <disk@client>
      Date: Mon, 23 Nov 2026 09:00:00 +0100
      Archived-At: <https://lists.example.org/disk>
      Content-Type: text/plain; charset=utf-8

      Secret words of the body.
      """;

  private static final String QUOTA =
      """
      From: frank@example.org
      Cc: support@example.org
      To: somebody@example.org
      Subject: More quota
      Message-ID: <quota@client>

      Please.
      """;

  private static final String BOB_ANSWERS =
      """
      From: Bob <bob@example.org>
      To: eve@example.org
      Cc: support@example.org
      Subject: Re: The disk is full
      Message-ID: <bob-1@client>
      In-Reply-To: <disk@client>
      References: <disk@client>

      I look at it.
      """;

  private static final String ON_HOLIDAY =
      """
      From: Alice <alice@example.org>
      To: support@example.org
      Subject: Out of office: More quota
      Message-ID: <vacation@client>
      In-Reply-To: <quota@client>
      References: <quota@client>
      Auto-Submitted: auto-replied

      I am away.
      """;

  private static final String SOMEBODY_ELSE =
      """
      From: grace@example.org
      To: support@example.org
      Subject: Re: More quota
      Message-ID: <grace@client>
      In-Reply-To: <quota@client>

      Me too.
      """;

  private static final String NOT_THE_LIST =
      """
      From: shop@example.org
      To: archive@example.org
      Subject: Buy
      Message-ID: <shop@client>

      Now.
      """;

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;
  @Inject TestLead lead;

  private MailServer mail;
  private Scene scene;

  @BeforeEach
  void oneRotation() {
    Scene.clear(client);
    clock.set(Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS));
    mail = MailServerResource.running();
    mail.forget();
    aMailbox();
    scene = new Scene(client, ApiServer.running().newNamespaceWithSecrets("mail"), "sre");
    secret("right");
    scene.create(
        ROTATION.formatted(
            LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1), mail.imapPort()));
    awaitWatched("True", Conditions.CONNECTED);
  }

  @AfterEach
  void noRotation() {
    lead.set(true);
    Scene.clear(client);
    await("no thread is left").until(() -> threads().isEmpty());
  }

  @Test
  void whateverComesTwiceOrInBetweenEachQuestionIsOneEntryAndAnsweredOnce()
      throws MessagingException {
    put(FULL_DISK, QUOTA, FULL_DISK, NOT_THE_LIST, ON_HOLIDAY, SOMEBODY_ELSE, QUOTA);
    awaitQuestions("More quota", "The disk is full, že?");
    clock.advance(Duration.ofMinutes(1));
    put(BOB_ANSWERS, BOB_ANSWERS);
    awaitAcknowledged("The disk is full, že?", "bob");

    // The mail server comes back with all of it under other numbers, and another replica leads.
    mail.down();
    aWhileLater();
    mail.up();
    aMailbox();
    put(QUOTA, SOMEBODY_ELSE, ON_HOLIDAY, BOB_ANSWERS, FULL_DISK);
    lead.set(false);
    await("no thread").until(() -> threads().isEmpty());
    lead.set(true);
    awaitWatched("True", Conditions.CONNECTED);
    put(FULL_DISK.replace("disk@client", "last@client").replace("The_disk", "Last"));

    awaitQuestions("Last is full, že?", "More quota", "The disk is full, že?");
    assertThat(question("More quota").getSpec().acknowledgedBy()).isNull();
    OnCallLogEntrySpec disk = question("The disk is full, že?").getSpec();
    assertThat(disk.acknowledgedBy()).isEqualTo("bob");
    assertThat(disk.resolved()).isFalse();
    assertThat(disk.source().question().asker()).isEqualTo("eve@example.org");
    assertThat(disk.source().question().thread()).isEqualTo("<disk@client>");
    assertThat(disk.source().link()).isEqualTo("https://lists.example.org/disk");
  }

  @Test
  void whoAskedIsAnsweredInTheConversationAndToldOnceThatItIsSolved() throws MessagingException {
    put(FULL_DISK);

    MimeMessage answer = awaitAnswers(1).get(0);
    assertThat(answer.getSubject()).isEqualTo("Re: The disk is full, že?");
    assertThat(answer.getHeader("In-Reply-To")).containsExactly("<disk@client>");
    assertThat(answer.getHeader("References")).containsExactly("<disk@client>");
    assertThat(answer.getHeader("Auto-Submitted")).containsExactly("auto-replied");
    assertThat(answer.getHeader("From")).containsExactly("oncall@example.org");
    assertThat(answer.getHeader("Reply-To")).containsExactly("support@example.org");
    assertThat(answer.getHeader("Cc")).containsExactly("support@example.org");
    awaitReceipts(1);

    clock.advance(Duration.ofMinutes(1));
    scene.patch(
        question("The disk is full, že?").getMetadata().getName(),
        "{\"spec\":{\"acknowledgedBy\":\"alice\",\"resolved\":true,\"resolution\":\"bigger\"}}");
    List<MimeMessage> answers = awaitAnswers(2);
    assertThat(answers.get(1).getHeader("References")).containsExactly("<disk@client>");
    awaitReceipts(2);

    clock.advance(Duration.ofMinutes(1));
    put(
        FULL_DISK
            .replace("<disk@client>", "<again@client>\nReferences: <disk@client>")
            .replace("Subject: ", "Subject: Re: "));
    await("asked again").until(() -> questions().size() == 2);
    awaitAnswers(3);
    assertThat(questions()).hasSize(2);
  }

  @Test
  void whereNobodyIsToListenAnyMoreTheConnectionIsClosed() {
    assertThat(threads()).hasSize(1);

    scene.patch("{\"spec\":{\"questions\":null}}");

    await("no thread").atMost(Duration.ofSeconds(10)).until(() -> threads().isEmpty());
  }

  @Test
  void aPasswordThatIsWrongIsSaidAndARightOneHoldsWithoutARestart() {
    lead.set(false);
    await("no thread").until(() -> threads().isEmpty());
    secret("wrong-password");
    lead.set(true);
    awaitWatched("False", Conditions.UNAUTHORIZED);
    assertThat(watched()).doesNotContain("wrong-password").contains("Secret mailbox, key password");

    secret("right");

    awaitWatched("True", Conditions.CONNECTED);
  }

  private void aMailbox() {
    mail.user("support@example.org", "archive", "right");
    mail.user("eve@example.org", "eve", "any");
  }

  private void secret(String password) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("mailbox")
                .withNamespace(scene.namespace())
                .endMetadata()
                .addToStringData("password", password)
                .build())
        .createOr(there -> there.update());
  }

  private void put(String... mails) {
    MailFolder inbox = mail.inbox("archive");
    for (String raw : mails) {
      MailServer.put(inbox, raw, clock.instant());
    }
  }

  /** The operator sees that its server is away. */
  private void aWhileLater() {
    awaitWatched("False", Conditions.UNREACHABLE);
    Instant later = clock.instant().plusSeconds(60);
    clock.set(later);
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("questions-by-mail-"))
        .toList();
  }

  private List<OnCallLogEntry> questions() {
    return client
        .resources(OnCallLogEntry.class)
        .inNamespace(scene.namespace())
        .list()
        .getItems()
        .stream()
        .filter(entry -> entry.getSpec().type() == OnCallLogEntrySpec.Type.QUESTION)
        .toList();
  }

  private OnCallLogEntry question(String summary) {
    return questions().stream()
        .filter(entry -> entry.getSpec().summary().equals(summary))
        .findFirst()
        .orElseThrow();
  }

  private void awaitQuestions(String... summaries) {
    await("questions")
        .untilAsserted(
            () ->
                assertThat(questions())
                    .extracting(entry -> entry.getSpec().summary())
                    .containsExactlyInAnyOrder(summaries));
  }

  private void awaitAcknowledged(String summary, String by) {
    await("acknowledged").until(() -> by.equals(question(summary).getSpec().acknowledgedBy()));
  }

  private void awaitReceipts(int number) {
    await("receipts")
        .untilAsserted(
            () ->
                assertThat(question("The disk is full, že?").getStatus().notices())
                    .filteredOn(notice -> notice.by().equals("MailAnswers"))
                    .hasSize(number));
  }

  private List<MimeMessage> awaitAnswers(int number) {
    await("answers").untilAsserted(() -> assertThat(mail.arrivedFor("eve")).hasSize(number));
    return mail.arrivedFor("eve");
  }

  private String watched() {
    return Conditions.find(scene.rotation().get().getStatus().conditions(), Conditions.MAIL_WATCHED)
        .orElseThrow()
        .getMessage();
  }

  private void awaitWatched(String status, String reason) {
    scene.awaitStatus(
        found ->
            assertThat(Conditions.find(found.conditions(), Conditions.MAIL_WATCHED))
                .hasValueSatisfying(
                    condition ->
                        assertThat(condition.getStatus() + " " + condition.getReason())
                            .isEqualTo(status + " " + reason)));
  }
}
