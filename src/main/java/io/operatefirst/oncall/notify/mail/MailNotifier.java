package io.operatefirst.oncall.notify.mail;

import io.operatefirst.oncall.notify.Message;
import io.operatefirst.oncall.notify.Notifier;
import io.operatefirst.oncall.notify.Outcome;
import io.operatefirst.oncall.notify.Recipient;
import io.operatefirst.oncall.notify.Sender;
import io.operatefirst.oncall.notify.Text;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;

/** Through the mail server that the administrator has set ({@code quarkus.mailer.*}). */
public final class MailNotifier implements Notifier {

  private final Post post;

  public MailNotifier(ReactiveMailer mailer) {
    this.post = new Post(mailer);
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
    return post.send(
        () -> mail(sender, message),
        "%s (%s)".formatted(message.to().name(), address(message.to())),
        "spec.notifications.email.from");
  }

  private static Mail mail(Sender sender, Message message) {
    Text text = message.text();
    return Mail.withText(address(message.to()), text.headline(), text.body())
        .setFrom(sender.settings().email().from())
        // The same each time that it is sent, by which mail systems drop the second.
        .addHeader("Message-ID", "<%s@oncall-operator>".formatted(message.id()))
        // So that no holiday's notice answers (RFC 3834).
        .addHeader("Auto-Submitted", "auto-generated");
  }
}
