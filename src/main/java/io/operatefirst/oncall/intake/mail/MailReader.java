package io.operatefirst.oncall.intake.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads what matters out of the headers of a mail.
 *
 * @param list the address that users write to
 */
record MailReader(String list) {

  /** So that a name is never a Message-ID that somebody else could have. */
  static final String WITHOUT_ID = "without-message-id:";

  private static final Pattern ID = Pattern.compile("<[^<>\\s\\p{Cntrl}]{1,996}>");
  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>]{1,2000}");

  /** Of a conversation of thousands the first and the last ones tell enough. */
  private static final int PARENTS = 20;

  Mail read(long uid, Instant received, Headers headers) {
    Optional<String> author = author(headers);
    return new Mail(
        uid,
        received,
        ids(headers, "Message-ID").findFirst().orElseGet(() -> digest(headers, author)),
        parents(headers),
        author,
        headers.addresses("Reply-To").filter(this::isSomebody).findFirst().or(() -> author),
        headers.text("Subject"),
        headers
            .first("Archived-At")
            .flatMap(value -> LINK.matcher(value).results().map(MatchResult::group).findFirst()),
        new Mail.Content(
            headers.first("Content-Type"), headers.first("Content-Transfer-Encoding")));
  }

  /** Where the list puts itself in place of who wrote, as for DMARC, it says so elsewhere. */
  private Optional<String> author(Headers headers) {
    return Stream.of("From", "X-Original-From", "Reply-To")
        .flatMap(headers::addresses)
        .filter(this::isSomebody)
        .findFirst()
        .or(() -> headers.addresses("From").findFirst());
  }

  private boolean isSomebody(String address) {
    return !address.equalsIgnoreCase(list);
  }

  private static List<String> parents(Headers headers) {
    List<String> references = ids(headers, "References").toList();
    List<String> near = new ArrayList<>();
    if (references.size() > PARENTS) {
      near.add(references.get(0));
      near.addAll(references.subList(references.size() - PARENTS, references.size()));
    } else {
      near.addAll(references);
    }
    // Some programs write the address and the date of what they answer beside its Message-ID.
    ids(headers, "In-Reply-To").findFirst().ifPresent(near::add);
    Optional<String> own = ids(headers, "Message-ID").findFirst();
    return near.stream().distinct().filter(id -> !own.equals(Optional.of(id))).toList();
  }

  private static Stream<String> ids(Headers headers, String name) {
    return headers.each(name).flatMap(value -> ID.matcher(value).results().map(MatchResult::group));
  }

  private static String digest(Headers headers, Optional<String> author) {
    String what =
        author.orElse("")
            + "\n"
            + headers.first("Date").orElse("")
            + "\n"
            + headers.first("Subject").orElse("");
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
      return WITHOUT_ID + HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
