package io.operatefirst.oncall.intake.mail;

import static io.operatefirst.oncall.intake.mail.Mails.MORNING;
import static io.operatefirst.oncall.intake.mail.Mails.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.logentry.Question;
import jakarta.mail.MessagingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What mails mean for the log, in whatever order they arrive, and however often. */
class ConversationsTest {

  private static final String EVE = "eve@example.org";
  private static final String FRANK = "frank@example.org";
  private static final String BOB = "BOB@example.org";
  private static final List<EngineerSpec> TEAM =
      List.of(
          new EngineerSpec("alice", null, null, null, null, null, null, null),
          new EngineerSpec("bob", null, "bob@example.org", null, null, null, null, null));

  private final LogInMemory log = new LogInMemory();
  private final List<String> texts = new ArrayList<>();
  private Conversations conversations = new Conversations();
  private int seconds;

  @Test
  void anAnswerBelongsToWhatItsReferencesBeginWith() throws MessagingException {
    hear(toList(EVE, "root", ""));
    hear(toList(FRANK, "r1", "References: <root>\nIn-Reply-To: <root>"));
    hear(toList(BOB, "r2", "References: <root>\n <r1>\nIn-Reply-To: <r1>"));

    assertThat(log.shown()).containsExactly("<root> eve@example.org bob");
  }

  @Test
  void anAnswerThatNamesOnlyWhatItAnswersBelongsToTheSame() throws MessagingException {
    hear(toList(EVE, "root", ""));
    hear(toList(FRANK, "r1", "In-Reply-To: <root>"));
    hear(toList(BOB, "r2", "In-Reply-To: Frank's mail of Monday <r1> (frank@example.org)"));

    assertThat(log.shown()).containsExactly("<root> eve@example.org bob");
  }

  @Test
  void anAnswerThatArrivesBeforeTheQuestionIsTakenWithIt() throws MessagingException {
    hear(toList(BOB, "r1", "References: <root>"));
    assertThat(log.shown()).isEmpty();
    hear(toList(FRANK, "r2", "References: <root> <r1>"));
    assertThat(log.shown()).isEmpty();

    hear(toList(EVE, "root", ""));

    assertThat(log.shown()).containsExactly("<root> eve@example.org bob");
  }

  @Test
  void ofWhatIsFoundAtOnceTheQuestionComesFirst() throws MessagingException {
    hear(toList(FRANK, "r1", "References: <root>"), toList(EVE, "root", ""));

    assertThat(log.shown()).containsExactly("<root> eve@example.org -");
  }

  @Test
  void whatLaterTurnsOutToBeOneConversationStaysOneEntry() throws MessagingException {
    hear(toList(FRANK, "r2", "In-Reply-To: <r1>"));
    hear(toList(EVE, "r1", "In-Reply-To: <root>"));
    hear(toList(EVE, "root", ""));

    assertThat(log.shown()).containsExactly("<r1> frank@example.org -");
  }

  @Test
  void theSameSubjectAloneIsNoConversation() throws MessagingException {
    hear(toList(EVE, "one", ""));
    hear(toList(FRANK, "two", "").replace("Subject: ", "Subject: Re: "));

    assertThat(log.shown()).containsExactly("<one> eve@example.org -", "<two> frank@example.org -");
  }

  @Test
  void whatIsDeliveredTwiceIsOne() throws MessagingException {
    hear(toList(EVE, "root", ""));
    log.resolve("<root>", now());
    hear(toList(EVE, "root", ""));
    hear(toList(EVE, "again", "References: <root>"));
    log.resolve("<root>", now());
    hear(toList(EVE, "again", "References: <root>"));

    assertThat(log.taken()).hasSize(2);
  }

  @Test
  void afterARestartNothingIsTakenTwice() throws MessagingException {
    String root = toList(EVE, "root", "");
    String hurry = toList(EVE, "hurry", "References: <root>");
    String bobs = toList(BOB, "bobs", "References: <root>");
    hear(root, hurry, bobs);
    log.resolve("<root>", now());
    hear(toList(EVE, "again", "References: <root>"));
    assertThat(log.taken()).hasSize(2);

    conversations = new Conversations();
    seconds = 0;
    hear(root, hurry, bobs);

    assertThat(log.taken()).hasSize(2);
    // What bob has written before is no answer to what was asked afterwards.
    assertThat(log.find("<root>").orElseThrow().acknowledgedBy()).isEmpty();
  }

  @Test
  void whatOneOfTheTeamBeginsIsNoQuestionAndNeitherAreAnswersToIt() throws MessagingException {
    hear(toList(BOB, "news", ""));
    hear(toList(EVE, "thanks", "References: <news>"));

    assertThat(log.taken()).isEmpty();
  }

  @Test
  void onlyWhoAskedCanAskAgain() throws MessagingException {
    hear(toList(EVE, "root", ""));
    hear(toList(EVE, "hurry", "References: <root>"));
    log.resolve("<root>", now());
    hear(toList(FRANK, "me-too", "References: <root>"));
    assertThat(log.taken()).hasSize(1);

    hear(toList("Eve <EVE@example.org>", "no", "References: <root>"));

    assertThat(log.taken()).hasSize(2);
  }

  @Test
  void whereTheListWritesItselfAsSenderWhoWroteIsFoundAllTheSame() throws MessagingException {
    hear(
        toList("Eve via Support <support@example.org>", "root", "Reply-To: eve@example.org"),
        toList(
            "Bob via Support <support@example.org>",
            "r1",
            "X-Original-From: Bob <bob@example.org>\nReply-To: support@example.org"
                + "\nReferences: <root>"));

    assertThat(log.shown()).containsExactly("<root> eve@example.org bob");
  }

  @Test
  void whatHasNoMessageIdIsTheSameEachTimeThatItIsSeen() throws MessagingException {
    String mail = "From: eve@example.org\nDate: today\nSubject: Help\n\n";
    hear(mail);
    conversations = new Conversations();
    hear(mail);
    hear(mail.replace("today", "tomorrow"));

    assertThat(log.taken())
        .hasSize(2)
        .extracting(Question::thread)
        .allMatch(thread -> thread.matches("without-message-id:[0-9a-f]{32}"));
  }

  @Test
  void whatFindsNoRoomIsHeardAgainUntilThereIsSome() throws MessagingException {
    log.room(1);
    hear(
        toList(EVE, "one", ""),
        toList(FRANK, "two", ""),
        toList(FRANK, "more", "References: <two>"),
        toList(EVE, "three", ""));
    hear(toList(BOB, "bobs", "References: <two>"));
    assertThat(log.shown()).containsExactly("<one> eve@example.org -");

    log.room(2);
    hear();
    log.room(3);
    hear();
    hear();

    assertThat(log.shown())
        .containsExactly(
            "<one> eve@example.org -", "<two> frank@example.org bob", "<three> eve@example.org -");
  }

  @Test
  void aConnectionLaterItComesUnderAnotherNumberAndIsHeardOnce() throws MessagingException {
    log.room(0);
    hear(toList(EVE, "one", ""));

    conversations.connected();
    hear();
    log.room(9);
    hear(toList(EVE, "one", ""));
    hear();

    assertThat(log.taken()).hasSize(1);
  }

  @Test
  void whereThereIsNoRoomTheTextOfOneIsAskedForAndNotOfAllThatWait() throws MessagingException {
    log.room(0);
    hear(toList(EVE, "one", ""), toList(EVE, "two", ""), toList(EVE, "three", ""));
    assertThat(texts).hasSize(3);
    texts.clear();

    hear();
    assertThat(texts).containsExactly("<one>");
    hear(toList(FRANK, "four", ""));
    assertThat(texts).containsExactly("<one>", "<one>", "<four>");
  }

  @Test
  void whatIsRememberedIsBounded() throws MessagingException {
    Threads threads = new Threads(100);
    for (int i = 0; i < 1_000; i++) {
      Mail mail = Mails.mail(MORNING, toList(EVE, "m" + i, "References: <p" + i + ">"));
      threads.learn(mail, threads.of(mail, id -> false));
    }
    assertThat(threads.size()).isEqualTo(100);
    assertThat(
            Mails.mail(MORNING, toList(EVE, "m", "References:" + " <a>\n <b>".repeat(5_000)))
                .parents())
        .hasSizeLessThan(25);
  }

  private void hear(String... mails) throws MessagingException {
    List<Mail> read = new ArrayList<>();
    for (String mail : mails) {
      read.add(Mails.mail(now(), mail));
    }
    conversations.hear(
        read,
        TEAM,
        log,
        mail -> {
          texts.add(mail.id());
          return "";
        });
  }

  private Instant now() {
    return MORNING.plusSeconds(seconds++);
  }
}
