package io.operatefirst.oncall.notify.mail;

import io.operatefirst.oncall.notify.Outcome;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.ext.mail.SMTPException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Hands mails over to the administrator's mail server, and says how that ended. */
final class Post {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** RFC 4954: not who is written to is at fault, but who writes. */
  private static final Set<Integer> CREDENTIALS = Set.of(530, 534, 535, 538);

  private final ReactiveMailer mailer;

  Post(ReactiveMailer mailer) {
    this.mailer = mailer;
  }

  /**
   * Sends one, and waits for the answer. Never throws.
   *
   * @param mail makes it
   * @param to who is written to, as people see it
   * @param from the field of the spec that says whom it is from
   */
  Outcome send(Supplier<Mail> mail, String to, String from) {
    try {
      mailer.send(mail.get()).await().atMost(PATIENCE);
      return new Outcome.Delivered();
    } catch (TimeoutException e) {
      return unreachable("it takes more than " + PATIENCE.toSeconds() + " seconds");
    } catch (CompletionException e) {
      return outcome(e.getCause(), to, from);
    } catch (RuntimeException e) {
      // Such as a refused connection, or an address that no mail can be made for.
      return outcome(e, to, from);
    }
  }

  private static Outcome outcome(Throwable cause, String to, String from) {
    if (cause instanceof SMTPException refused) {
      if (CREDENTIALS.contains(refused.getReplyCode())) {
        return new Outcome.Unavailable(
            Conditions.UNAUTHORIZED,
            "The mail server does not take the operator's credentials (%s). The administrator sets them as quarkus.mailer.username and quarkus.mailer.password."
                .formatted(refused.getReplyMessage()));
      }
      if (refused.isPermanent()) {
        return refused(refused.getReplyMessage(), to, from);
      }
    }
    return cause instanceof IllegalArgumentException
        ? refused(cause.getMessage(), to, from)
        : unreachable(String.valueOf(cause.getMessage()));
  }

  private static Outcome refused(String why, String to, String from) {
    return new Outcome.Refused(
        Conditions.REFUSED,
        "The mail server takes no mail to %s: %s. Look at the address, and at %s."
            .formatted(to, why.strip(), from));
  }

  private static Outcome unreachable(String why) {
    return new Outcome.Unavailable(
        Conditions.UNREACHABLE,
        "The mail server cannot be reached: %s. The administrator sets it as quarkus.mailer.host and quarkus.mailer.port. All that is owed waits."
            .formatted(why.strip()));
  }
}
