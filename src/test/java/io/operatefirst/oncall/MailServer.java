package io.operatefirst.oncall;

import com.icegreen.greenmail.imap.AuthorizationException;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jboss.logging.Logger;

/**
 * A real mail server, SMTP and IMAP, that speaks TLS only, with a certificate of its own for
 * localhost.
 */
public final class MailServer {

  /** What arrived, as whoever it was for sees it. */
  public record Mail(String to, String from, String subject, String body, String id) {}

  /** One for all tests, since each of the class loaders of a test starts from nothing. */
  private static final Path KEYSTORE = Path.of("target", "mail-server.p12").toAbsolutePath();

  private static final String HOST = "localhost";

  /**
   * Its threads throw whenever a client goes without a word, as one that is killed does. A test
   * beside that waits for something takes what any thread throws for a failure of its own.
   */
  private static final ThreadGroup THREADS =
      new ThreadGroup("mail server") {
        @Override
        public void uncaughtException(Thread thread, Throwable thrown) {
          Logger.getLogger(MailServer.class).debug("A client is gone", thrown);
        }
      };

  private final ServerSetup[] setups;
  private GreenMail server;

  private MailServer(GreenMail first) {
    server = first;
    setups =
        new ServerSetup[] {
          new ServerSetup(first.getSmtps().getPort(), HOST, ServerSetup.PROTOCOL_SMTPS),
          new ServerSetup(first.getImaps().getPort(), HOST, ServerSetup.PROTOCOL_IMAPS)
        };
  }

  /** One that answers at once, at a port of its own. */
  public static MailServer start() {
    own();
    System.setProperty(
        DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY, KEYSTORE.toString());
    System.setProperty(
        DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_PASSWORD_PROPERTY, Certificate.PASSWORD);
    return new MailServer(
        started(
            new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTPS),
            new ServerSetup(0, HOST, ServerSetup.PROTOCOL_IMAPS)));
  }

  /** A thread is of the group of the one that made it. */
  private static GreenMail started(ServerSetup... setups) {
    FutureTask<GreenMail> start =
        new FutureTask<>(
            () -> {
              GreenMail server = new GreenMail(setups);
              server.start();
              return server;
            });
    new Thread(THREADS, start).start();
    try {
      return start.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What an administrator sets for it. */
  public Map<String, String> settings() {
    return Map.of(
        "quarkus.mailer.mock", "false",
        "quarkus.mailer.host", "localhost",
        "quarkus.mailer.port", String.valueOf(setups[0].getPort()),
        "quarkus.mailer.tls", "true",
        "quarkus.mailer.tls-configuration-name", "mail",
        "quarkus.tls.mail.trust-store.p12.path", KEYSTORE.toString(),
        "quarkus.tls.mail.trust-store.p12.password", Certificate.PASSWORD);
  }

  /** What an administrator sets so that mail is read from it. */
  public Map<String, String> imapSettings() {
    return Map.of(
        "oncall.mail-hosts",
        HOST + ":" + imapPort(),
        "oncall.mail-ca-file",
        certificate().toString());
  }

  public int imapPort() {
    return setups[1].getPort();
  }

  /** Somebody has a mailbox there; mail to that address arrives in it. */
  public GreenMailUser user(String address, String login, String password) {
    return server.setUser(address, login, password);
  }

  /** It is gone, and all that is in it. */
  public void deleteUser(String login) {
    UserManager users = server.getUserManager();
    users.deleteUser(users.getUser(login));
  }

  /** The mailbox of somebody. */
  public MailFolder inbox(String login) {
    try {
      return server
          .getManagers()
          .getImapHostManager()
          .getInbox(server.getUserManager().getUser(login));
    } catch (FolderException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Another folder of somebody, made where it is not there. */
  public MailFolder folder(String login, String name) {
    try {
      return server
          .getManagers()
          .getImapHostManager()
          .createMailbox(server.getUserManager().getUser(login), name);
    } catch (AuthorizationException | FolderException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A mail is in a folder, as if it had arrived then. */
  public static long put(MailFolder folder, String raw, Instant received) {
    try {
      MimeMessage message =
          new MimeMessage(
              (Session) null,
              new ByteArrayInputStream(raw.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
      return folder.appendMessage(message, new Flags(), Date.from(received));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What has arrived for somebody, with all of its headers. */
  public List<MimeMessage> arrivedFor(String login) {
    return server.getUserManager().getUser(login) == null
        ? List.of()
        : inbox(login).getMessages().stream().map(StoredMessage::getMimeMessage).toList();
  }

  /** As it shows itself, for servers of other kinds. */
  public static SSLContext tls() {
    return own().show();
  }

  /** The certificate that it shows. */
  public static Path certificate() {
    try {
      Path directory = Files.createDirectories(Path.of("target", "mail-tls").toAbsolutePath());
      own().write(directory);
      return directory.resolve("tls.crt");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Certificate own() {
    return Certificate.kept(KEYSTORE, HOST);
  }

  /** It goes away; nobody hears it. */
  public void down() {
    server.stop();
  }

  /** It is back, where it was. */
  public void up() {
    server = started(setups);
  }

  /** What has arrived, that of each person in order. */
  public List<Mail> received() {
    return Stream.of(server.getReceivedMessages()).map(MailServer::read).toList();
  }

  public void forget() {
    try {
      server.purgeEmailFromAllMailboxes();
    } catch (FolderException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Mail read(MimeMessage message) {
    try {
      return new Mail(
          message.getAllRecipients()[0].toString(),
          message.getFrom()[0].toString(),
          message.getSubject(),
          message.getContent().toString().replace("\r\n", "\n"),
          message.getMessageID());
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
