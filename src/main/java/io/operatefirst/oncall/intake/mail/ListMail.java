package io.operatefirst.oncall.intake.mail;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which mails are by people to the list: other mail is left alone.
 *
 * @param list the address that users write to
 */
record ListMail(String list) {

  /** Whom nobody is; also the machinery of lists themselves. */
  private static final Pattern MACHINE =
      Pattern.compile(
          "(mailer-daemon|postmaster|bounces?|autoreply|.+-(bounces?|request|owner))([+=].*)?");

  private static final Set<String> NOT_BY_HAND = Set.of("junk", "auto_reply", "auto-reply");
  private static final Set<String> NO_ANSWER_WANTED = Set.of("all", "oof", "autoreply");

  /** Whether it is addressed to the list, or came by it. */
  boolean isTo(Headers headers) {
    return Stream.of("To", "Cc", "Delivered-To", "X-Original-To")
            .flatMap(headers::addresses)
            .anyMatch(list::equalsIgnoreCase)
        || headers.word("List-Post").contains("<mailto:" + lower(list) + ">")
        || headers.word("List-Id").contains("<" + lower(list).replace('@', '.') + ">");
  }

  /** Whether a program sent it (RFC 3834), or what is said about programs before that. */
  static boolean isAutomatic(Headers headers) {
    boolean byList = headers.first("List-Id").isPresent() || headers.first("List-Post").isPresent();
    String precedence = headers.word("Precedence");
    String submitted = headers.word("Auto-Submitted");
    return !(submitted.isEmpty() || submitted.matches("no\\b.*"))
        || NOT_BY_HAND.contains(precedence)
        // Lists write it into all that they pass on.
        || (precedence.equals("bulk") && !byList)
        || Stream.of(headers.word("X-Auto-Response-Suppress").split("[,;\\s]+"))
            .anyMatch(NO_ANSWER_WANTED::contains)
        || Stream.of("X-Autoreply", "X-Autorespond", "X-Failed-Recipients", "X-List-Administrivia")
            .map(headers::word)
            .anyMatch(value -> !value.isEmpty() && !value.equals("no"))
        || headers.word("Return-Path").equals("<>")
        || headers.word("Content-Type").startsWith("multipart/report")
        || headers.addresses("From").findFirst().map(ListMail::isMachine).orElse(true);
  }

  private static boolean isMachine(String address) {
    return MACHINE.matcher(lower(address.substring(0, address.indexOf('@')))).matches();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
