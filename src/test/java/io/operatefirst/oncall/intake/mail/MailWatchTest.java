package io.operatefirst.oncall.intake.mail;

import static io.operatefirst.oncall.intake.mail.Mails.MORNING;
import static io.operatefirst.oncall.intake.mail.Mails.toList;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.store.StoredMessage;
import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.MailServer;
import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.api.QuestionsSpec;
import io.operatefirst.oncall.api.SecretKeySpec;
import io.operatefirst.oncall.intake.Backoff;
import io.operatefirst.oncall.logentry.Question;
import jakarta.mail.Flags;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mailbox on a real server, and what the log gets of it. */
class MailWatchTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String PASSWORD = "correct horse";
  private static final List<EngineerSpec> TEAM =
      List.of(
          new EngineerSpec("alice", null, "Alice@Example.org", null, null, null, null, null),
          new EngineerSpec("bob", null, "bob@example.org", null, null, null, null, null));

  private static MailServer server;

  private final LogInMemory log = new LogInMemory();
  private final List<Condition> conditions = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile String password = PASSWORD;
  private MailWatch watch;

  @BeforeAll
  static void aServer() {
    server = MailServer.start();
  }

  @AfterAll
  static void noServer() {
    server.down();
  }

  @BeforeEach
  void aMailbox() {
    server.forget();
    theUser();
  }

  private static void theUser() {
    server.user("support@example.org", "archive", PASSWORD);
  }

  @AfterEach
  void end() throws InterruptedException {
    watch.stop();
    for (Thread thread : threads) {
      thread.join(5_000);
      assertThat(thread.isAlive()).as("%s", List.of(thread.getStackTrace())).isFalse();
    }
    server.deleteUser("archive");
  }

  @Test
  void whatIsThereAndWhatComesLaterAreQuestionsAndNothingInTheMailboxChanges() {
    put(MORNING.minusSeconds(1), toList("eve@example.org", "old", ""));
    put(MORNING, toList("eve@example.org", "first", ""));

    begin(limits());
    awaitShown("<first> eve@example.org -");
    assertThat(last().getReason()).isEqualTo("Connected");
    put(MORNING.plusSeconds(1), toList("bob@example.org", "bobs", "In-Reply-To: <first>"));
    put(MORNING.plusSeconds(2), toList("frank@example.org", "second", ""));

    awaitShown("<first> eve@example.org bob", "<second> frank@example.org -");
    assertThat(log.taken())
        .extracting(Question::text)
        .containsExactly("Help\n\nThe text of first.", "Help\n\nThe text of second.");
    assertThat(log.taken()).extracting(Question::title).containsOnly(Optional.of("Help"));
    assertThat(server.inbox("archive").getMessages())
        .hasSize(4)
        .extracting(StoredMessage::getFlags)
        .noneMatch(flags -> flags.contains(Flags.Flag.SEEN));
  }

  @Test
  void whoAskedMayAskAgainInTheConversationAfterItWasSolved() {
    put(MORNING, toList("eve@example.org", "first", ""));
    begin(limits());
    awaitShown("<first> eve@example.org -");
    put(MORNING.plusSeconds(5), toList("eve@example.org", "hurry", "References: <first>"));
    put(MORNING.plusSeconds(6), toList("frank@example.org", "marker", ""));
    awaitShown("<first> eve@example.org -", "<marker> frank@example.org -");

    log.resolve("<first>", MORNING.plusSeconds(10));
    put(MORNING.plusSeconds(11), toList("frank@example.org", "franks", "References: <first>"));
    put(MORNING.plusSeconds(12), toList("EVE@example.org", "again", "References: <first>"));

    awaitTaken(3);
    assertThat(log.taken().get(2).thread()).isEqualTo("<first>");
    assertThat(log.taken().get(2).askedAt()).isEqualTo(MORNING.plusSeconds(12));
  }

  @Test
  void ofAHugeMailboxTheNewestMailsAreReadInSmallPiecesAndNothingIsChanged() {
    try (ScriptedImap huge = new ScriptedImap(10_000)) {
      begin(limits(), "INBOX", huge.port());
      awaitTaken(5_000);

      assertThat(log.taken().get(0).thread()).isEqualTo("<m5001>");
      assertThat(huge.commands())
          .filteredOn(command -> command.startsWith("FETCH"))
          .hasSize(50)
          .allMatch(command -> command.contains("BODY.PEEK[HEADER.FIELDS ("))
          .first(as(STRING))
          .startsWith("FETCH 5001:5100 ");
      assertThat(huge.commands())
          .contains("EXAMINE INBOX")
          .filteredOn(command -> command.contains("TEXT"))
          .allMatch(command -> command.contains("BODY.PEEK[TEXT]<0.16384>"));
      assertThat(huge.commands())
          .noneMatch(command -> command.matches("(SELECT|STORE|UID STORE|EXPUNGE|IDLE).*"));
    }
  }

  @Test
  void aServerThatCannotTellIsAskedNowAndThen() {
    try (ScriptedImap mute = new ScriptedImap(1)) {
      begin(limits(), "INBOX", mute.port());
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(log.taken()).as("%s %s", conditions, mute.commands()).hasSize(1));
      mute.arrive();
      awaitTaken(2);

      assertThat(log.taken()).extracting(Question::thread).containsExactly("<m1>", "<m2>");
      // What was read is not read again.
      assertThat(mute.commands()).filteredOn(command -> command.startsWith("FETCH 1 ")).hasSize(1);
    }
  }

  @Test
  void aServerWhoseCertificateIsNotTrustedGetsNoPassword() {
    try (ScriptedImap server = new ScriptedImap(1)) {
      begin(limits(), "INBOX", server.port(), Optional.empty());
      awaitReason("Unreachable");

      assertThat(last().getMessage()).contains("certificate", "oncall.mail-ca-file");
      assertThat(server.commands()).doesNotContain("LOGIN");
    }
  }

  @Test
  void anAttachmentOfAnySizeIsNotRead() {
    String mail =
        """
        From: eve@example.org
        To: support@example.org
        Subject: Big
        Message-ID: <big>
        Content-Type: multipart/mixed; boundary=x

        --x
        Content-Type: text/plain; charset=no-such-charset

        %s
        --x
        Content-Type: application/octet-stream

        %s
        --x--
        """
            .formatted("word ".repeat(6_000), "A".repeat(5_000_000));
    put(MORNING, mail);

    begin(limits());

    awaitTaken(1);
    assertThat(log.taken().get(0).text())
        .startsWith("Big\n\nword word")
        .hasSizeBetween(15_000, 16_400);
  }

  @Test
  void aServerThatGoesAwayAndComesBackIsReadAgainAndNothingIsDoubled() {
    put(MORNING, toList("eve@example.org", "first", ""));
    begin(limits());
    awaitShown("<first> eve@example.org -");

    server.down();
    awaitReason("Unreachable");
    server.up();
    theUser();
    // All of it is there again, under other numbers.
    put(MORNING.plusSeconds(1), toList("frank@example.org", "second", ""));
    put(MORNING, toList("eve@example.org", "first", ""));

    awaitReason("Connected");
    awaitShown("<first> eve@example.org -", "<second> frank@example.org -");
  }

  @Test
  void aMailboxThatIsDeletedIsSaidAndAnotherOneIsReadWithItsPassword() {
    begin(limits());
    awaitReason("Connected");

    server.deleteUser("archive");
    awaitReason("Unauthorized");
    password = "another one";
    server.user("support@example.org", "archive", password);
    put(MORNING, toList("eve@example.org", "first", ""));

    awaitReason("Connected");
    awaitShown("<first> eve@example.org -");
    assertThat(conditions)
        .extracting(Condition::getMessage)
        .noneMatch(message -> message.contains(PASSWORD) || message.contains("another one"));
  }

  @Test
  void aFolderThatIsNotThereIsSaidAndReadWhenItIs() {
    begin(limits(), "Lists");
    awaitReason("Refused");
    assertThat(last().getMessage()).contains("no folder Lists", "spec.questions.mail.folder");

    MailServer.put(
        server.folder("archive", "Lists"), toList("eve@example.org", "first", ""), MORNING);

    awaitReason("Connected");
    awaitShown("<first> eve@example.org -");
  }

  @Test
  void aWaitingThatTakesLongIsBegunAnew() {
    begin(with(Duration.ofMillis(50), Duration.ofHours(1), 100));
    awaitReason("Connected");
    for (int i = 1; i <= 3; i++) {
      put(MORNING, toList("eve@example.org", "m" + i, ""));
      awaitTaken(i);
    }
    assertThat(conditions).extracting(Condition::getReason).containsExactly("Connected");
  }

  @Test
  void aConnectionThatIsOldIsMadeAnewAndWhatWasReadIsNotReadAgain() {
    put(MORNING, toList("eve@example.org", "first", ""));
    begin(with(Duration.ofMinutes(9), Duration.ZERO, 100));
    await().atMost(PATIENCE).until(() -> conditions.size() > 3);
    put(MORNING, toList("frank@example.org", "second", ""));

    awaitShown("<first> eve@example.org -", "<second> frank@example.org -");
  }

  @Test
  void whatTheApiServerCouldNotTakeIsToldAgainAndWhatItNeverTakesIsInTheWayOfNothing() {
    log.fail(503, 422);
    put(MORNING, toList("eve@example.org", "first", ""));
    put(MORNING, toList("eve@example.org", "poison", ""));
    put(MORNING, toList("bob@example.org", "bobs", "References: <first>"));

    begin(limits());

    awaitShown("<first> eve@example.org bob");
  }

  @Test
  void whatFindsNoRoomIsTakenUpWhenThereIsSome() {
    log.room(1);
    put(MORNING, toList("eve@example.org", "first", ""));
    put(MORNING, toList("frank@example.org", "second", ""));
    begin(with(Duration.ofMillis(50), Duration.ofHours(1), 100));
    awaitShown("<first> eve@example.org -");

    log.room(2);

    awaitShown("<first> eve@example.org -", "<second> frank@example.org -");
    assertThat(log.taken().get(1).text()).isEqualTo("Help\n\nThe text of second.");
  }

  private void put(Instant received, String raw) {
    MailServer.put(server.inbox("archive"), raw, received);
  }

  /** The server of the tests may, rarely, say nothing of a mail that comes as listening begins. */
  private static MailWatch.Limits limits() {
    return with(Duration.ofSeconds(5), Duration.ofHours(1), 5_000);
  }

  private static MailWatch.Limits with(Duration idle, Duration connection, int mails) {
    Backoff quick = Backoff.between(Duration.ofMillis(50), Duration.ofMillis(200));
    return new MailWatch.Limits(Duration.ofMillis(200), idle, connection, quick, quick, mails);
  }

  private void begin(MailWatch.Limits limits) {
    begin(limits, "INBOX");
  }

  private void begin(MailWatch.Limits limits, String folder) {
    begin(limits, folder, server.imapPort());
  }

  private void begin(MailWatch.Limits limits, String folder, int port) {
    begin(limits, folder, port, Optional.of(MailServer.certificate()));
  }

  private void begin(
      MailWatch.Limits limits, String folder, int port, Optional<Path> certificates) {
    QuestionsSpec.Mail spec =
        new QuestionsSpec.Mail(
            "localhost",
            port,
            "archive",
            new SecretKeySpec("mailbox", "password"),
            folder,
            "support@example.org",
            "oncall@example.org");
    Access.Password secret =
        new Access.Password() {
          @Override
          public <T> T with(Function<String, T> use, BiFunction<String, String, T> unavailable) {
            return use.apply(password);
          }
        };
    watch =
        new MailWatch(
            new Access(spec, secret),
            MailTrust.in(certificates),
            new MailWatch.Owner("default/sre", () -> MORNING, () -> TEAM, log, conditions::add),
            limits);
    Thread thread = new Thread(watch, "watch");
    thread.setDaemon(true);
    thread.start();
    threads.add(thread);
  }

  private Condition last() {
    return conditions.get(conditions.size() - 1);
  }

  private void awaitReason(String reason) {
    await(reason)
        .atMost(PATIENCE)
        .until(() -> !conditions.isEmpty() && last().getReason().equals(reason));
  }

  private void awaitTaken(int number) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              watch.tend();
              assertThat(log.taken()).hasSize(number);
            });
  }

  private void awaitShown(String... expected) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              watch.tend();
              assertThat(log.shown()).containsExactly(expected);
            });
  }
}
