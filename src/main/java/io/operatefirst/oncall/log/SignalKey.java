package io.operatefirst.oncall.log;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The identity of a happening: what is alike in it is the same problem, whoever reports it. Where
 * it was seen is no part of it, so that two replicas, and pull and push, mean one entry.
 *
 * @param kind of what
 * @param labels what tells it from others of that kind, such as namespace and alertname
 */
public record SignalKey(Kind kind, SortedMap<String, String> labels) {

  private static final String OVERFLOW = "(overflow)";
  private static final int NAME_DIGITS = 16;

  public SignalKey {
    labels = new TreeMap<>(labels);
  }

  public static SignalKey of(Kind kind, Map<String, String> labels) {
    return new SignalKey(kind, new TreeMap<>(labels));
  }

  /** Of the entry that counts what has no entry of its own, since there are too many. */
  static SignalKey overflow(Kind kind) {
    return of(kind, Map.of(OVERFLOW, ""));
  }

  /** Whether it is that entry. */
  public boolean isOverflow() {
    return labels.containsKey(OVERFLOW) && labels.size() == 1;
  }

  /** The same for the same happening, forever: 64 hexadecimal digits. */
  public String digest() {
    StringBuilder text = new StringBuilder(kind.inNames());
    // Lengths, so that no value can look like the next label.
    labels.forEach(
        (name, value) ->
            text.append('\n')
                .append(name.length())
                .append(name)
                .append(value.length())
                .append(value));
    return sha256(text.toString());
  }

  /**
   * The name of the entry for the occurrence that began at an instant: whoever comes second with
   * the same is refused by the server.
   */
  public String nameOf(String rotation, Instant start) {
    return "%s-%s-%s"
        .formatted(
            rotation, kind.inNames(), sha256(digest() + "\n" + start).substring(0, NAME_DIGITS));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
