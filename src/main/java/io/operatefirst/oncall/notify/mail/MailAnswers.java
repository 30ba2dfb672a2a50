package io.operatefirst.oncall.notify.mail;

import io.operatefirst.oncall.api.Place;
import io.operatefirst.oncall.api.QuestionsSpec;
import io.operatefirst.oncall.notify.Message;
import io.operatefirst.oncall.notify.Notifier;
import io.operatefirst.oncall.notify.Outcome;
import io.operatefirst.oncall.notify.Recipient;
import io.operatefirst.oncall.notify.Sender;
import io.operatefirst.oncall.notify.Text;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Answers those who asked on a mailing list, in the conversation and before all who read the list,
 * through the mail server that the administrator has set.
 */
public final class MailAnswers implements Notifier {

  private static final Pattern MESSAGE_ID = Pattern.compile("<[\\x21-\\x3b\\x3d\\x3f-\\x7e]+>");
  private static final Pattern ADDRESS =
      Pattern.compile("[^@\\s\\p{Cntrl}<>,;]+@[^@\\s\\p{Cntrl}<>,;]+");

  /** Whom nobody is: to answer these is how two programs begin to write to each other. */
  private static final Pattern MACHINE =
      Pattern.compile(
          "(.*[-_.+])?(mailer-daemon|postmaster|no-?_?reply|do-?_?not-?_?reply|bounces?|autoreply"
              + "|notifications?|root|nobody)([-_.+=].*)?|.+-(request|owner)");

  private static final Pattern REPLIED =
      Pattern.compile("^(\\s*(re|aw|sv)\\s*:)+\\s*", Pattern.CASE_INSENSITIVE);

  private final Post post;

  public MailAnswers(ReactiveMailer mailer) {
    this.post = new Post(mailer);
  }

  @Override
  public String channel() {
    return "MailAnswers";
  }

  @Override
  public boolean reaches(Sender sender, Recipient recipient) {
    QuestionsSpec.Mail mail = sender.questions().mail();
    return mail != null
        && mail.from() != null
        && recipient instanceof Recipient.Asker one
        && one.question().place() == Place.MAIL
        && isSomebody(one.question().asker());
  }

  private static boolean isSomebody(String address) {
    return ADDRESS.matcher(address).matches()
        && !MACHINE
            .matcher(address.substring(0, address.indexOf('@')).toLowerCase(Locale.ROOT))
            .matches();
  }

  @Override
  public Outcome deliver(Sender sender, Message message) {
    Recipient.Asker to = (Recipient.Asker) message.to();
    return post.send(
        () -> mail(sender.questions().mail(), to, message),
        "who asked (%s)".formatted(to.question().asker()),
        "spec.questions.mail.from");
  }

  private static Mail mail(QuestionsSpec.Mail from, Recipient.Asker to, Message message) {
    Text text = message.text();
    String asker = to.question().asker();
    Mail mail =
        Mail.withText(asker, subject(text.headline()), text.body())
            .setFrom(from.from())
            // Who answers writes to all again.
            .setReplyTo(from.list())
            // The same each time that it is sent, by which mail systems drop the second.
            .addHeader("Message-ID", "<%s@oncall-operator>".formatted(message.id()))
            // So that no holiday's notice answers (RFC 3834).
            .addHeader("Auto-Submitted", "auto-replied");
    if (!asker.equalsIgnoreCase(from.list())) {
      mail.addCc(from.list());
    }
    String thread = to.question().thread();
    // Where the first mail had no Message-ID, there is none to be named.
    return MESSAGE_ID.matcher(thread).matches()
        ? mail.addHeader("In-Reply-To", thread).addHeader("References", thread)
        : mail;
  }

  /** On one line, since what somebody has written must not become headers. */
  private static String subject(String headline) {
    return "Re: "
        + REPLIED.matcher(headline.replaceAll("[\\s\\p{Cntrl}]+", " ")).replaceFirst("").strip();
  }
}
