package io.operatefirst.oncall.notify.mail;

import io.operatefirst.oncall.notify.Message;
import io.operatefirst.oncall.notify.Notifier;
import io.operatefirst.oncall.notify.Outcome;
import io.operatefirst.oncall.notify.Recipient;
import io.operatefirst.oncall.notify.Sender;
import io.operatefirst.oncall.notify.Text;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.ext.mail.SMTPException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;

/** Through the mail server that the administrator has set ({@code quarkus.mailer.*}). */
public final class MailNotifier implements Notifier {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** RFC 4954: not who is written to is at fault, but who writes. */
  private static final Set<Integer> CREDENTIALS = Set.of(530, 534, 535, 538);

  private final ReactiveMailer mailer;

  public MailNotifier(ReactiveMailer mailer) {
    this.mailer = mailer;
  }

  @Override
  public String channel() {
    return "Email";
  }

  @Override
  public boolean reaches(Sender sender, Recipient recipient) {
    return sender.settings().email() != null && address(recipient) != null;
  }

  /** Each person has their own; the team has none. */
  private static String address(Recipient recipient) {
    return recipient instanceof Recipient.Engineer one ? one.engineer().email() : null;
  }

  @Override
  public Outcome deliver(Sender sender, Message message) {
    try {
      Text text = message.text();
      Mail mail =
          Mail.withText(address(message.to()), text.headline(), text.body())
              .setFrom(sender.settings().email().from())
              // The same each time that it is sent, by which mail systems drop the second.
              .addHeader("Message-ID", "<%s@oncall-operator>".formatted(message.id()))
              // So that no holiday's notice answers (RFC 3834).
              .addHeader("Auto-Submitted", "auto-generated");
      mailer.send(mail).await().atMost(PATIENCE);
      return new Outcome.Delivered();
    } catch (TimeoutException e) {
      return unreachable("it takes more than " + PATIENCE.toSeconds() + " seconds");
    } catch (CompletionException e) {
      return outcome(message, e.getCause());
    } catch (RuntimeException e) {
      // Such as a refused connection, or an address that no mail can be made for.
      return outcome(message, e);
    }
  }

  private static Outcome outcome(Message message, Throwable cause) {
    if (cause instanceof SMTPException refused) {
      if (CREDENTIALS.contains(refused.getReplyCode())) {
        return new Outcome.Unavailable(
            Conditions.UNAUTHORIZED,
            "The mail server does not take the operator's credentials (%s). The administrator sets them as quarkus.mailer.username and quarkus.mailer.password."
                .formatted(refused.getReplyMessage()));
      }
      if (refused.isPermanent()) {
        return refused(message, refused.getReplyMessage());
      }
    }
    return cause instanceof IllegalArgumentException
        ? refused(message, cause.getMessage())
        : unreachable(String.valueOf(cause.getMessage()));
  }

  private static Outcome refused(Message message, String why) {
    return new Outcome.Refused(
        Conditions.REFUSED,
        "The mail server takes no mail to %s (%s): %s. Look at the address, and at spec.notifications.email.from."
            .formatted(message.to().name(), address(message.to()), why.strip()));
  }

  private static Outcome unreachable(String why) {
    return new Outcome.Unavailable(
        Conditions.UNREACHABLE,
        "The mail server cannot be reached: %s. The administrator sets it as quarkus.mailer.host and quarkus.mailer.port. All that is owed waits."
            .formatted(why.strip()));
  }
}
