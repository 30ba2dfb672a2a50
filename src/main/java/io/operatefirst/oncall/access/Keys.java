package io.operatefirst.oncall.access;

import io.operatefirst.oncall.api.SecretKeySpec;
import io.operatefirst.oncall.status.Conditions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether somebody has the key that a team keeps in a Secret. The Secret is asked for once in some
 * seconds, however many keys are tried; only a hash of what is in it is kept that long.
 */
@Singleton
public final class Keys {

  private static final Logger LOG = LoggerFactory.getLogger(Keys.class);

  /** A key that is shorter can be guessed, so that it opens nothing. */
  public static final int SHORTEST = 32;

  private static final int MOST = 1024;
  private static final Duration KNOWN_FOR = Duration.ofSeconds(5);

  /** What is known of a key. */
  public enum Verdict {
    RIGHT,
    /** It is another, or there is none that could be right. */
    WRONG,
    /** The API server cannot be asked for the Secret now. */
    UNKNOWN
  }

  private record Place(String namespace, SecretKeySpec reference) {}

  /**
   * What a key has to fit.
   *
   * @param sha256 of the right one, in hexadecimal
   */
  private record Lock(String sha256) {

    /** No hash is empty, so that nothing opens it. */
    static final Lock SHUT = new Lock("");

    boolean opensBy(String key) {
      // Of hashes, and in constant time, so that how long it takes tells nothing about the key.
      return MessageDigest.isEqual(bytes(sha256), bytes(hash(key)));
    }
  }

  private final Secrets secrets;
  private final Recent<Place, Lock> locks;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  @Inject
  public Keys(Secrets secrets) {
    this(secrets, System::nanoTime);
  }

  Keys(Secrets secrets, LongSupplier nanos) {
    this.secrets = secrets;
    this.locks = new Recent<>(MOST, KNOWN_FOR, nanos);
  }

  /**
   * Judges.
   *
   * @param reference of a rotation, to a Secret in its namespace
   * @param field of the rotation's spec that has the reference
   */
  public Verdict judge(String key, String namespace, SecretKeySpec reference, String field) {
    Place place = new Place(namespace, reference);
    return locks
        .get(place)
        .or(() -> read(place, field))
        .map(lock -> lock.opensBy(key) ? Verdict.RIGHT : Verdict.WRONG)
        .orElse(Verdict.UNKNOWN);
  }

  /** Empty where it cannot be told now. */
  private Optional<Lock> read(Place place, String field) {
    return secrets.with(
        place.namespace(),
        place.reference(),
        field,
        secret -> Optional.of(kept(place, lock(secret, place, field))),
        (reason, message) -> {
          if (reason.equals(Conditions.UNREACHABLE)) {
            return Optional.empty();
          }
          sayOnce(place, message);
          return Optional.of(kept(place, Lock.SHUT));
        });
  }

  private Lock kept(Place place, Lock lock) {
    locks.put(place, lock);
    return lock;
  }

  private Lock lock(String secret, Place place, String field) {
    if (secret.length() < SHORTEST) {
      sayOnce(
          place,
          "%s: the key %s of Secret %s has fewer than %d characters, so that it opens nothing"
              .formatted(field, place.reference().key(), place.reference().name(), SHORTEST));
      return Lock.SHUT;
    }
    return new Lock(hash(secret));
  }

  /** Who asks from outside could fill the log otherwise. */
  private void sayOnce(Place place, String message) {
    if (said.size() < MOST && said.add(place.namespace() + " " + message)) {
      LOG.warn("namespace {}: {} (said once)", place.namespace(), message);
    }
  }

  private static String hash(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
