package io.operatefirst.oncall.feed;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.operatefirst.oncall.access.Credentials;
import io.operatefirst.oncall.access.Keys;
import io.operatefirst.oncall.access.Right;
import io.operatefirst.oncall.api.FeedSpec;
import io.operatefirst.oncall.api.OnCallRotation;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets to a rotation whoever may get it, and whoever has the key that its team gives out, since
 * calendar programs and people without an account can present nothing but an address.
 */
@Singleton
public final class Gate {

  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
  private static final String FIELD = "spec.feed.keySecret";
  private static final String PRIVATE = "private, no-cache";
  private static final int MOST_REQUESTS = 16;
  private static final int RETRY_SECONDS = 5;

  private final Credentials credentials;
  private final Keys keys;
  private final Rotations rotations;
  private final Semaphore requests = new Semaphore(MOST_REQUESTS);

  Gate(Credentials credentials, Keys keys, Rotations rotations) {
    this.credentials = credentials;
    this.keys = keys;
    this.rotations = rotations;
  }

  /**
   * Answers a request, or says why not.
   *
   * @param key of {@code spec.feed}; null where there is a token
   * @param shown what there is to see, of the rotation
   */
  public Response answer(
      String namespace,
      String rotation,
      String key,
      HttpHeaders headers,
      Function<OnCallRotation, Response> shown) {
    if (!requests.tryAcquire()) {
      return refused(FeedAnswer.BUSY);
    }
    try {
      Optional<FeedAnswer> refusal = refusal(namespace, rotation, key, headers);
      if (refusal.isPresent()) {
        return refused(refusal.get());
      }
      return rotations
          .find(namespace, rotation)
          .map(shown)
          .orElseGet(() -> refused(FeedAnswer.NO_ROTATION));
    } catch (RuntimeException e) {
      // Here, since the server would write down the address with it, in which the key is.
      LOG.error("{}/{} cannot be shown", namespace, rotation, e);
      return refused(FeedAnswer.FAILED);
    } finally {
      requests.release();
    }
  }

  /** What is shown, unless whoever asks has it already. */
  public static Response unlessKnown(byte[] body, String type, Request request) {
    EntityTag tag = new EntityTag(HexFormat.of().formatHex(Sha256.of(body)));
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    return (unchanged == null ? Response.ok(body).type(type).tag(tag) : unchanged)
        .header(HttpHeaders.CACHE_CONTROL, PRIVATE)
        .build();
  }

  /** Why nothing is shown; empty where it is. */
  private Optional<FeedAnswer> refusal(
      String namespace, String rotation, String key, HttpHeaders headers) {
    if (!rotations.isOpen()) {
      return Optional.of(FeedAnswer.NOT_READY);
    }
    List<String> authorization = headers.getRequestHeader(HttpHeaders.AUTHORIZATION);
    return authorization == null || authorization.isEmpty()
        ? withKey(key, namespace, rotation)
        : withToken(Credentials.bearer(authorization), namespace, rotation);
  }

  private Optional<FeedAnswer> withToken(
      Optional<String> token, String namespace, String rotation) {
    try {
      Credentials.Verdict verdict =
          token
              .map(bearer -> credentials.judge(bearer, new Right.ReadRotation(namespace, rotation)))
              .orElse(Credentials.Verdict.UNKNOWN);
      return switch (verdict) {
        case ALLOWED -> Optional.empty();
        case UNKNOWN -> Optional.of(FeedAnswer.UNAUTHENTICATED);
        case FORBIDDEN -> Optional.of(FeedAnswer.FORBIDDEN);
      };
    } catch (KubernetesClientException e) {
      // Without what it says: nobody promises that it never repeats what it was sent.
      LOG.warn("the API server cannot be asked about a token (status {})", e.getCode());
      return Optional.of(FeedAnswer.NOT_JUDGED);
    }
  }

  private Optional<FeedAnswer> withKey(String key, String namespace, String rotation) {
    if (key == null) {
      return Optional.of(FeedAnswer.UNAUTHENTICATED);
    }
    Keys.Verdict verdict =
        rotations
            .find(namespace, rotation)
            .map(found -> found.getSpec().feed())
            .map(FeedSpec::keySecret)
            .map(reference -> keys.judge(key, namespace, reference, FIELD))
            .orElse(Keys.Verdict.WRONG);
    return switch (verdict) {
      case RIGHT -> Optional.empty();
      case WRONG -> Optional.of(FeedAnswer.SHUT);
      case UNKNOWN -> Optional.of(FeedAnswer.NOT_JUDGED);
    };
  }

  static Response refused(FeedAnswer answer) {
    Response.ResponseBuilder response =
        Response.status(answer.status())
            .type("text/plain; charset=utf-8")
            .header(HttpHeaders.CACHE_CONTROL, PRIVATE)
            .entity(answer.reason() + "\n");
    if (answer == FeedAnswer.UNAUTHENTICATED) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    if (answer.isForNow()) {
      response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    return response.build();
  }
}
