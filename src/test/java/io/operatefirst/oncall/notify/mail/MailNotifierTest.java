package io.operatefirst.oncall.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.api.NotificationsSpec;
import io.operatefirst.oncall.notify.Audience;
import io.operatefirst.oncall.notify.Delivery;
import io.operatefirst.oncall.notify.Message;
import io.operatefirst.oncall.notify.Notice;
import io.operatefirst.oncall.notify.Outcome;
import io.operatefirst.oncall.notify.Recipient;
import io.operatefirst.oncall.notify.Sender;
import io.operatefirst.oncall.notify.Settings;
import io.operatefirst.oncall.notify.Subject;
import io.operatefirst.oncall.notify.Text;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a mail server answers, as what a person can do about it. */
class MailNotifierTest {

  private static final EngineerSpec BOB =
      new EngineerSpec("bob", null, "bob@example.org", null, null, null, null, null);
  private static final Sender SENDER =
      new Sender(new ResourceID("sre", "default"), Settings.mailFrom("oncall@example.org"));
  private static final Message MESSAGE =
      new Message(
          List.of(
              new Delivery(
                  new Notice(
                      new Subject("OnCallLogEntry", new ResourceID("down", "default"), "uid"),
                      "New",
                      new Audience.One(BOB),
                      false,
                      new Text("Down", "It is down")),
                  new Recipient.Engineer(BOB))));

  @Test
  void whoIsNotKnownThereIsRefused() {
    assertThat(answer(new SMTPException("rcpt", 550, List.of("550 no such user"), true)))
        .isEqualTo(
            new Outcome.Refused(
                "Refused",
                "The mail server takes no mail to bob (bob@example.org): 550 no such user. Look at"
                    + " the address, and at spec.notifications.email.from."));
  }

  @Test
  void anAddressThatNoMailCanBeMadeForIsRefused() {
    assertThat(answer(new IllegalArgumentException("invalid address")))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void credentialsThatAreNotTakenStopAll() {
    assertThat(answer(new SMTPException("auth", 535, List.of("535 go away"), true)))
        .isEqualTo(
            new Outcome.Unavailable(
                "Unauthorized",
                "The mail server does not take the operator's credentials (535 go away). The"
                    + " administrator sets them as quarkus.mailer.username and"
                    + " quarkus.mailer.password."));
  }

  @Test
  void whatIsTransientOrUnreachableIsTriedAgain() {
    assertThat(answer(new SMTPException("rcpt", 451, List.of("451 greylisted"), false)))
        .isInstanceOf(Outcome.Unavailable.class);
    assertThat(answer(new ConnectException("Connection refused: localhost:25")))
        .isEqualTo(
            new Outcome.Unavailable(
                "Unreachable",
                "The mail server cannot be reached: Connection refused: localhost:25. The"
                    + " administrator sets it as quarkus.mailer.host and quarkus.mailer.port. All"
                    + " that is owed waits."));
  }

  @Test
  void whoHasNoAddressIsNotReached() {
    MailNotifier notifier = new MailNotifier(mails -> Uni.createFrom().voidItem());
    assertThat(notifier.reaches(SENDER, new Recipient.Engineer(BOB))).isTrue();
    assertThat(
            notifier.reaches(
                new Sender(SENDER.rotation(), NotificationsSpec.NONE), new Recipient.Engineer(BOB)))
        .isFalse();
    assertThat(
            notifier.reaches(
                SENDER,
                new Recipient.Engineer(
                    new EngineerSpec("carol", null, null, null, null, null, null, null))))
        .isFalse();
    assertThat(notifier.reaches(SENDER, new Recipient.Team())).isFalse();
    assertThat(notifier.deliver(SENDER, MESSAGE)).isEqualTo(new Outcome.Delivered());
  }

  private static Outcome answer(Throwable failure) {
    return new MailNotifier(mails -> Uni.createFrom().failure(failure)).deliver(SENDER, MESSAGE);
  }
}
