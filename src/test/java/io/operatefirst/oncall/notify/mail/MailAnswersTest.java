package io.operatefirst.oncall.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.api.NotificationsSpec;
import io.operatefirst.oncall.api.Place;
import io.operatefirst.oncall.api.QuestionsSpec;
import io.operatefirst.oncall.api.SecretKeySpec;
import io.operatefirst.oncall.api.SourceSpec;
import io.operatefirst.oncall.notify.Audience;
import io.operatefirst.oncall.notify.Delivery;
import io.operatefirst.oncall.notify.Message;
import io.operatefirst.oncall.notify.Notice;
import io.operatefirst.oncall.notify.Outcome;
import io.operatefirst.oncall.notify.Recipient;
import io.operatefirst.oncall.notify.Sender;
import io.operatefirst.oncall.notify.Subject;
import io.operatefirst.oncall.notify.Text;
import io.quarkus.mailer.Mail;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.SMTPException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as a mail server is given them. */
class MailAnswersTest {

  private final List<Mail> sent = new ArrayList<>();
  private final MailAnswers answers =
      new MailAnswers(
          mails -> {
            sent.addAll(List.of(mails));
            return Uni.createFrom().voidItem();
          });

  @Test
  void anAnswerGoesToWhoAskedAndToTheListInTheSameConversation() {
    assertThat(answers.deliver(sender("oncall@example.org"), message("eve@example.org", "<a@b>")))
        .isEqualTo(new Outcome.Delivered());

    Mail mail = sent.get(0);
    assertThat(mail.getTo()).containsExactly("eve@example.org");
    assertThat(mail.getCc()).containsExactly("support@example.org");
    assertThat(mail.getReplyTo()).isEqualTo("support@example.org");
    assertThat(mail.getFrom()).isEqualTo("oncall@example.org");
    assertThat(mail.getSubject()).isEqualTo("Re: Help");
    assertThat(mail.getText()).isEqualTo("alice looks at it.");
    assertThat(mail.getHeaders())
        .containsEntry("In-Reply-To", List.of("<a@b>"))
        .containsEntry("References", List.of("<a@b>"))
        .containsEntry("Auto-Submitted", List.of("auto-replied"));
  }

  @Test
  void theSameAnswerHasTheSameMessageIdAndAnotherOneHasAnother() {
    answers.deliver(sender("oncall@example.org"), message("eve@example.org", "<a@b>"));
    answers.deliver(sender("oncall@example.org"), message("eve@example.org", "<a@b>"));
    answers.deliver(
        sender("oncall@example.org"), message("eve@example.org", "<a@b>", "Answered", "Help"));

    assertThat(sent)
        .extracting(mail -> mail.getHeaders().get("Message-ID").get(0))
        .satisfies(ids -> assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Re: RE: Aw: Help | Re: Help",
        "Regarding: Help | Re: Regarding: Help",
      })
  void aSubjectIsOneLineAndSaysOnceThatItIsAnAnswer(String headline, String subject) {
    answers.deliver(
        sender("oncall@example.org"), message("eve@example.org", "<a@b>", "Taken", headline));

    assertThat(sent.get(0).getSubject()).isEqualTo(subject);
  }

  @Test
  void aSubjectBecomesNoOtherHeader() {
    answers.deliver(
        sender("oncall@example.org"),
        message("eve@example.org", "<a@b>", "Taken", "Help\r\nBcc: x@example.org\n\u0000\r."));

    assertThat(sent.get(0).getSubject()).isEqualTo("Re: Help Bcc: x@example.org .");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "without-message-id:00ff",
        "<a@b>\r\nBcc: x@example.org",
        "<a b@c>",
        "<ž@c>",
        "<a><b>"
      })
  void whatIsNoMessageIdBecomesNoHeader(String thread) {
    answers.deliver(sender("oncall@example.org"), message("eve@example.org", thread));

    assertThat(sent.get(0).getHeaders()).doesNotContainKeys("In-Reply-To", "References");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "noreply@example.org",
        "No-Reply@example.org",
        "jira-do-not-reply@example.org",
        "bounce+123=a@example.org",
        "support-bounces@example.org",
        "support-request@example.org",
        "notifications@github.com",
        "MAILER-DAEMON@example.org",
        "eve@example.org\r\nBcc: x@example.org",
        "eve@example.org, frank@example.org",
        "eve",
      })
  void whoIsNobodyIsNotAnswered(String asker) {
    assertThat(answers.reaches(sender("oncall@example.org"), asker(asker, Place.MAIL))).isFalse();
  }

  @Test
  void nobodyIsAnsweredWhereTheSpecDoesNotSayWhomItIsFrom() {
    Recipient eve = asker("eve@example.org", Place.MAIL);
    assertThat(answers.reaches(sender("oncall@example.org"), eve)).isTrue();
    assertThat(answers.reaches(sender(null), eve)).isFalse();
    assertThat(
            answers.reaches(
                new Sender(new ResourceID("sre", "default"), NotificationsSpec.NONE), eve))
        .isFalse();
    assertThat(
            answers.reaches(sender("oncall@example.org"), asker("eve@example.org", Place.GITHUB)))
        .isFalse();
    assertThat(answers.reaches(sender("oncall@example.org"), new Recipient.Team())).isFalse();
  }

  @Test
  void whoIsNotKnownThereIsRefused() {
    MailAnswers refusing =
        new MailAnswers(
            mails ->
                Uni.createFrom()
                    .failure(new SMTPException("rcpt", 550, List.of("550 no such user"), true)));
    assertThat(refusing.deliver(sender("oncall@example.org"), message("eve@example.org", "<a@b>")))
        .isEqualTo(
            new Outcome.Refused(
                "Refused",
                "The mail server takes no mail to who asked (eve@example.org): 550 no such user."
                    + " Look at the address, and at spec.questions.mail.from."));
  }

  private static Sender sender(String from) {
    QuestionsSpec.Mail mail =
        new QuestionsSpec.Mail(
            "imap.example.org",
            null,
            "archive",
            new SecretKeySpec("mailbox", "password"),
            null,
            "support@example.org",
            from);
    return new Sender(
        new ResourceID("sre", "default"),
        NotificationsSpec.NONE,
        new QuestionsSpec(null, null, null, mail));
  }

  private static Recipient asker(String address, Place place) {
    return asker(address, place, "<a@b>");
  }

  private static Recipient asker(String address, Place place, String thread) {
    return new Recipient.Asker(
        new SourceSpec.Question(place, thread, address, List.of()), Optional.empty(), false);
  }

  private static Message message(String asker, String thread) {
    return message(asker, thread, "Taken", "Help");
  }

  private static Message message(String asker, String thread, String key, String headline) {
    Recipient to = asker(asker, Place.MAIL, thread);
    return new Message(
        List.of(
            new Delivery(
                new Notice(
                    new Subject("OnCallLogEntry", new ResourceID("q", "default"), "uid"),
                    key,
                    new Audience.Outside(to),
                    false,
                    new Text(headline, "alice looks at it.")),
                to)));
  }
}
