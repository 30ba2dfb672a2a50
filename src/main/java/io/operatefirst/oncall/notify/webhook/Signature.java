package io.operatefirst.oncall.notify.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of a message, symmetric, as Standard Webhooks 1.0 has it. */
final class Signature {

  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";

  /** The standard asks for 192 to 512 bits. */
  private static final int FEWEST_BYTES = 24;

  private static final int MOST_BYTES = 64;

  private final SecretKeySpec key;

  private Signature(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** With a key as the standard writes it; empty where it is none. */
  static Optional<Signature> by(String secret) {
    try {
      byte[] key =
          Base64.getDecoder()
              .decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
      return key.length < FEWEST_BYTES || key.length > MOST_BYTES
          ? Optional.empty()
          : Optional.of(new Signature(key));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * What the header {@code webhook-signature} says.
   *
   * @param second since the epoch, as the header {@code webhook-timestamp} has it
   */
  String of(String id, long second, String body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      String content = "%s.%d.%s".formatted(id, second, body);
      return "v1,"
          + Base64.getEncoder()
              .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      // Each JVM has it.
      throw new IllegalStateException(e);
    }
  }
}
