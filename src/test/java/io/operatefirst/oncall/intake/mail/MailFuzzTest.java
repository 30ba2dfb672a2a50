package io.operatefirst.oncall.intake.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.logentry.Stored;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;

/** Whatever is sent to the list: it is no question, or one that the server takes, and only one. */
class MailFuzzTest {

  private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
  private static final OnCallRotation ROTATION =
      Stored.rotation(
          """
          apiVersion: oncall.operate-first.cloud/v1alpha1
          kind: OnCallRotation
          metadata: {name: sre, namespace: sre, uid: u}
          spec:
            engineers: [{name: alice, email: alice@example.org}]
            questions: {excerpt: 40}
            faq: [{pattern: "quota|limit", answer: "Ask by a pull request."}]
          """);

  @FuzzTest
  void mail(byte[] message) throws MessagingException {
    ByteArrayInputStream in = new ByteArrayInputStream(message);
    Headers headers = new Headers(new InternetHeaders(in));
    byte[] text = in.readAllBytes();
    MailReader reader = new MailReader(Mails.LIST);
    Mail mail = reader.read(1, NINE, headers);
    assertThat(reader.read(1, NINE, headers)).isEqualTo(mail);
    boolean isFor = new ListMail(Mails.LIST).isTo(headers) && !ListMail.isAutomatic(headers);
    assertThat(mail.parents()).doesNotContain(mail.id()).doesNotHaveDuplicates();
    LogInMemory log = new LogInMemory();
    hear(mail, text, log, isFor);
    hear(mail, text, log, isFor);
    assertThat(log.taken()).hasSizeLessThan(2);
    log.taken().forEach(question -> Stored.holds(ROTATION, question));
  }

  /** By one that remembers nothing: what is in the log is known by the log. */
  private static void hear(Mail mail, byte[] text, LogInMemory log, boolean isFor)
      throws MessagingException {
    Conversations conversations = new Conversations();
    if (isFor) {
      conversations.hear(
          List.of(mail),
          ROTATION.getSpec().engineers(),
          log,
          asked -> MailText.of(asked.content(), text));
    } else {
      conversations.pass(mail, log);
    }
  }
}
