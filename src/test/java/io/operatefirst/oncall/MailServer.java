package io.operatefirst.oncall;

import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real mail server that speaks TLS only, with a certificate of its own for localhost. */
public final class MailServer {

  /** What arrived, as whoever it was for sees it. */
  public record Mail(String to, String from, String subject, String body, String id) {}

  private static final String PASSWORD = "changeit";

  private final ServerSetup setup;
  private GreenMail server;

  private MailServer(ServerSetup setup) {
    this.setup = setup;
  }

  /** One that answers at once, at a port of its own. */
  public static MailServer start() {
    System.setProperty(
        DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY, keystore().toString());
    System.setProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_PASSWORD_PROPERTY, PASSWORD);
    GreenMail first = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTPS));
    first.start();
    MailServer mail =
        new MailServer(
            new ServerSetup(first.getSmtps().getPort(), "localhost", ServerSetup.PROTOCOL_SMTPS));
    mail.server = first;
    return mail;
  }

  /** What an administrator sets for it. */
  public Map<String, String> settings() {
    return Map.of(
        "quarkus.mailer.mock", "false",
        "quarkus.mailer.host", "localhost",
        "quarkus.mailer.port", String.valueOf(setup.getPort()),
        "quarkus.mailer.tls", "true",
        "quarkus.mailer.tls-configuration-name", "mail",
        "quarkus.tls.mail.trust-store.p12.path", keystore().toString(),
        "quarkus.tls.mail.trust-store.p12.password", PASSWORD);
  }

  /** It goes away; nobody hears it. */
  public void down() {
    server.stop();
  }

  /** It is back, where it was. */
  public void up() {
    server = new GreenMail(setup);
    server.start();
  }

  /** What has arrived, that of each person in order. */
  public List<Mail> received() {
    return Stream.of(server.getReceivedMessages()).map(MailServer::read).toList();
  }

  public void forget() {
    try {
      server.purgeEmailFromAllMailboxes();
    } catch (com.icegreen.greenmail.store.FolderException e) {
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

  private static Path keystore() {
    Path file = Path.of("target", "mail.p12").toAbsolutePath();
    if (Files.exists(file)) {
      return file;
    }
    try {
      int exit =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  "mail",
                  "-keyalg",
                  "RSA",
                  "-storetype",
                  "PKCS12",
                  "-keystore",
                  file.toString(),
                  "-storepass",
                  PASSWORD,
                  "-dname",
                  "CN=localhost",
                  "-ext",
                  "SAN=dns:localhost,ip:127.0.0.1")
              .inheritIO()
              .start()
              .waitFor();
      if (exit != 0) {
        throw new IllegalStateException("keytool ended with " + exit);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
