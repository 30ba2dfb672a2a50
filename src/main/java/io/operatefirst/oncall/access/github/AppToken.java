package io.operatefirst.oncall.access.github;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.kohsuke.github.authorization.AuthorizationProvider;

/**
 * By which an app says who it is: a JSON Web Token that it signs itself, as GitHub asks for it.
 *
 * @param id of the app
 */
record AppToken(String id, PrivateKey key, Clock clock) implements AuthorizationProvider {

  /** GitHub takes ten minutes at most, by its own clock. */
  private static final Duration VALID = Duration.ofMinutes(8);

  private static final Duration DRIFT = Duration.ofMinutes(1);

  @Override
  public String getEncodedAuthorization() {
    Instant now = clock.instant();
    String said =
        base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}")
            + "."
            + base64(
                "{\"iat\":%d,\"exp\":%d,\"iss\":\"%s\"}"
                    .formatted(
                        now.minus(DRIFT).getEpochSecond(), now.plus(VALID).getEpochSecond(), id));
    return "Bearer " + said + "." + signed(said);
  }

  private String signed(String said) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(said.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java signs with RSA", e);
    }
  }

  private static String base64(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /** Nothing of the key. */
  @Override
  public String toString() {
    return "app " + id;
  }
}
