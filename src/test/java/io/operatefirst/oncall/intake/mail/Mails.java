package io.operatefirst.oncall.intake.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Mails as they are written in tests. */
final class Mails {

  static final String LIST = "support@example.org";
  static final Instant MORNING = Instant.parse("2026-11-23T08:00:00Z");

  private Mails() {}

  /** The headers of a text, as a server gives them. */
  static Headers headers(String raw) {
    try {
      return new Headers(
          new InternetHeaders(
              new ByteArrayInputStream(
                  raw.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))));
    } catch (MessagingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** As it is read. */
  static Mail mail(Instant received, String raw) {
    return new MailReader(LIST).read(1, received, headers(raw));
  }

  /** To the list, with an empty line and a text. */
  static String toList(String from, String id, String moreHeaders) {
    return "From: %s\nTo: %s\nSubject: Help\nMessage-ID: <%s>\n%s\n\nThe text of %s.\n"
        .formatted(from, LIST, id, moreHeaders, id)
        .replace("\n\n\n", "\n\n");
  }
}
