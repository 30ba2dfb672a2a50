package io.operatefirst.oncall.intake.mail;

import io.operatefirst.oncall.api.QuestionsSpec;
import io.operatefirst.oncall.status.Conditions;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * The way to a mailbox, and what a person can do where there is none. What a server says of it is
 * left out: it may write anything there.
 *
 * @param spec which mailbox
 * @param password as it is at that moment
 */
record Access(QuestionsSpec.Mail spec, Password password) {

  /** A secret, which is read each time. */
  interface Password {

    /**
     * Does something with it.
     *
     * @param unavailable is given the reason of a condition and its message, where there is none
     */
    <T> T with(Function<String, T> use, BiFunction<String, String, T> unavailable);
  }

  private record Opening(Optional<Mailbox> mailbox, Optional<MailTrouble> trouble) {

    static Opening failed(MailTrouble why) {
      return new Opening(Optional.empty(), Optional.of(why));
    }
  }

  /** Connects, by sockets of this connection only. */
  Mailbox open(BreakableSockets sockets) throws MailTrouble {
    Opening opening =
        password.with(
            secret -> open(secret, sockets),
            (reason, message) -> Opening.failed(new MailTrouble(reason, message)));
    if (opening.trouble().isPresent()) {
      throw opening.trouble().get();
    }
    return opening.mailbox().orElseThrow();
  }

  private Opening open(String secret, BreakableSockets sockets) {
    try {
      return new Opening(Optional.of(Mailbox.open(spec, secret, sockets)), Optional.empty());
    } catch (MessagingException e) {
      return Opening.failed(trouble(e));
    }
  }

  /** Why the connection failed. */
  MailTrouble trouble(MessagingException e) {
    if (e instanceof AuthenticationFailedException) {
      return new MailTrouble(
          Conditions.UNAUTHORIZED,
          "%s does not let user %s in. Look at spec.questions.mail.username, and write the password of the mailbox (an app password, where the server asks for one) into Secret %s, key %s. It is read at each attempt."
              .formatted(
                  server(),
                  spec.username(),
                  spec.passwordSecret().name(),
                  spec.passwordSecret().key()));
    }
    if (e instanceof FolderNotFoundException) {
      return new MailTrouble(
          Conditions.REFUSED,
          "%s has no folder %s that user %s may read. Look at spec.questions.mail.folder; it is tried again."
              .formatted(server(), spec.folder(), spec.username()));
    }
    return isAboutTls(e)
        ? new MailTrouble(
            Conditions.UNREACHABLE,
            "%s gives no certificate for that name that is trusted, or speaks no TLS there. The administrator can trust others by oncall.mail-ca-file. It is tried again."
                .formatted(server()))
        : new MailTrouble(
            Conditions.UNREACHABLE,
            "%s does not answer as an IMAP server does. Look at spec.questions.mail.host and port. It is tried again; what was asked meanwhile is taken up then."
                .formatted(server()));
  }

  String server() {
    return spec.host() + ":" + spec.port();
  }

  private static boolean isAboutTls(MessagingException e) {
    return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
        .limit(10)
        .anyMatch(SSLException.class::isInstance);
  }
}
