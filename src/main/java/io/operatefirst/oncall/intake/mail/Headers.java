package io.operatefirst.oncall.intake.mail;

import io.operatefirst.oncall.text.OneLine;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The headers of a mail, as anybody may have written them: what cannot be read is not there.
 *
 * @param all of it, or of it what was asked for
 */
record Headers(InternetHeaders all) {

  /** What is asked for. */
  static final List<String> NAMES =
      List.of(
          "Message-ID",
          "In-Reply-To",
          "References",
          "From",
          "Reply-To",
          "X-Original-From",
          "To",
          "Cc",
          "Delivered-To",
          "X-Original-To",
          "List-Id",
          "List-Post",
          "Subject",
          "Date",
          "Archived-At",
          "Return-Path",
          "Auto-Submitted",
          "Precedence",
          "X-Auto-Response-Suppress",
          "X-Autoreply",
          "X-Autorespond",
          "X-Failed-Recipients",
          "X-List-Administrivia",
          "Content-Type",
          "Content-Transfer-Encoding");

  /** As an entry has room for. */
  private static final int ADDRESS_LENGTH = 253;

  private static final Pattern ADDRESS = Pattern.compile("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+");

  /** What each header of that name says, on one line. */
  Stream<String> each(String name) {
    String[] values = all.getHeader(name);
    return values == null
        ? Stream.empty()
        : Stream.of(values).map(value -> MimeUtility.unfold(value).strip());
  }

  /** What the first header of that name says, on one line. */
  Optional<String> first(String name) {
    return each(name).findFirst();
  }

  /** The same in lower case; empty text where there is none. */
  String word(String name) {
    return first(name).orElse("").toLowerCase(Locale.ROOT);
  }

  /** The addresses in it, without the names of people. */
  Stream<String> addresses(String name) {
    return each(name).flatMap(Headers::parsed).filter(Headers::isAddress);
  }

  private static Stream<String> parsed(String value) {
    try {
      return Stream.of(InternetAddress.parseHeader(value, false)).map(InternetAddress::getAddress);
    } catch (AddressException e) {
      return Stream.empty();
    }
  }

  private static boolean isAddress(String address) {
    return address != null
        && address.length() <= ADDRESS_LENGTH
        && ADDRESS.matcher(address).matches();
  }

  /** As people read it, in whatever characters it was written. */
  String text(String name) {
    String raw = first(name).map(Headers::utf8).orElse("");
    try {
      return OneLine.of(MimeUtility.decodeText(raw));
    } catch (UnsupportedEncodingException e) {
      return raw;
    }
  }

  /** Bytes that are no ASCII are not allowed, and mostly UTF-8 where they are there. */
  private static String utf8(String raw) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(raw.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException e) {
      return raw;
    }
  }
}
