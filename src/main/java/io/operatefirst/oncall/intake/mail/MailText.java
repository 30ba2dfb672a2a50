package io.operatefirst.oncall.intake.mail;

import jakarta.activation.DataSource;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The first plain text of a mail, out of the beginning of what comes after its headers. Anybody may
 * have written it: what cannot be read is empty, and what is cut off is read as far as it goes.
 */
final class MailText {

  private static final int DEEPEST = 8;

  private MailText() {}

  /** Its text; empty where it begins with none. */
  static String of(Mail.Content content, byte[] beginning) {
    InternetHeaders headers = new InternetHeaders();
    content.type().ifPresent(type -> headers.setHeader("Content-Type", type));
    content
        .encoding()
        .ifPresent(encoding -> headers.setHeader("Content-Transfer-Encoding", encoding));
    try {
      return text(new MimeBodyPart(headers, beginning), DEEPEST);
    } catch (MessagingException | RuntimeException e) {
      return "";
    }
  }

  private static String text(MimeBodyPart part, int deeper) throws MessagingException {
    ContentType type = typeOf(part);
    if (type.match("text/plain")) {
      return decoded(bytes(part), type);
    }
    if (!type.getPrimaryType().equalsIgnoreCase("multipart") || deeper == 0) {
      return "";
    }
    DataSource source = new ByteArrayDataSource(bytes(part), type.toString());
    MimeMultipart parts = new MimeMultipart(source);
    for (int i = 0; i < parts.getCount(); i++) {
      BodyPart one = parts.getBodyPart(i);
      String found =
          one instanceof MimeBodyPart inner && inner.getFileName() == null
              ? text(inner, deeper - 1)
              : "";
      if (!found.isBlank()) {
        return found;
      }
    }
    return "";
  }

  /** What says nothing that can be read is plain text (RFC 2045). */
  private static ContentType typeOf(MimeBodyPart part) throws MessagingException {
    String[] written = part.getHeader("Content-Type");
    try {
      return written == null
          ? new ContentType("text", "plain", null)
          : new ContentType(MimeUtility.unfold(written[0]));
    } catch (ParseException e) {
      return new ContentType("text", "plain", null);
    }
  }

  /** As far as they can be decoded. */
  private static byte[] bytes(MimeBodyPart part) throws MessagingException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try (InputStream in = stream(part)) {
      for (int next = in.read(); next >= 0; next = in.read()) {
        read.write(next);
      }
    } catch (IOException e) {
      // Cut off in the middle of what is encoded; what was read until there is good.
      return read.toByteArray();
    }
    return read.toByteArray();
  }

  private static InputStream stream(MimeBodyPart part) throws MessagingException, IOException {
    try {
      return part.getInputStream();
    } catch (MessagingException | IOException e) {
      return part.getRawInputStream();
    }
  }

  private static String decoded(byte[] bytes, ContentType type) {
    return new String(bytes, charset(type)).replace("\r\n", "\n").strip();
  }

  private static Charset charset(ContentType type) {
    String written = type.getParameter("charset");
    try {
      return written == null
          ? StandardCharsets.UTF_8
          : Charset.forName(MimeUtility.javaCharset(written.toLowerCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      return StandardCharsets.UTF_8;
    }
  }
}
