package io.operatefirst.oncall.feed;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.operatefirst.oncall.access.Credentials;
import io.operatefirst.oncall.access.Keys;
import io.operatefirst.oncall.access.Right;
import io.operatefirst.oncall.api.FeedSpec;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.calendar.DutyCalendar;
import io.operatefirst.oncall.calendar.ICalendar;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A rotation's shifts as a calendar: for whoever may get the rotation, and for whoever has the key
 * that its team gives out, since calendar programs can present nothing but an address. Every
 * replica that knows the log serves it.
 */
@Path("/calendars/{namespace}/{rotation: [^/]+}.ics")
public final class CalendarFeed {

  private static final Logger LOG = LoggerFactory.getLogger(CalendarFeed.class);
  private static final String FIELD = "spec.feed.keySecret";
  private static final String PRIVATE = "private, no-cache";
  private static final int MOST_REQUESTS = 16;
  private static final int RETRY_SECONDS = 5;

  private final Credentials credentials;
  private final Keys keys;
  private final Rotations rotations;
  private final Semaphore requests = new Semaphore(MOST_REQUESTS);

  CalendarFeed(Credentials credentials, Keys keys, Rotations rotations) {
    this.credentials = credentials;
    this.keys = keys;
    this.rotations = rotations;
  }

  /**
   * The calendar.
   *
   * @param engineer whose duty alone is to be in it; null: everybody's
   * @param key of {@code spec.feed}; null where there is a token
   */
  @GET
  @Blocking
  public Response read(
      @PathParam("namespace") String namespace,
      @PathParam("rotation") String rotation,
      @QueryParam("engineer") String engineer,
      @QueryParam("key") String key,
      @Context HttpHeaders headers,
      @Context Request request) {
    if (!requests.tryAcquire()) {
      return refused(FeedAnswer.BUSY);
    }
    try {
      Optional<FeedAnswer> refusal = refusal(namespace, rotation, key, headers);
      return refusal.isPresent()
          ? refused(refusal.get())
          : calendar(namespace, rotation, engineer, request);
    } catch (RuntimeException e) {
      // Here, since the server would write down the address with it, in which the key is.
      LOG.error("the calendar of {}/{} cannot be given", namespace, rotation, e);
      return refused(FeedAnswer.FAILED);
    } finally {
      requests.release();
    }
  }

  /** Why the calendar is not given; empty where it is. */
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

  private Response calendar(String namespace, String name, String engineer, Request request) {
    Optional<OnCallRotation> found = rotations.find(namespace, name);
    if (found.isEmpty()) {
      return refused(FeedAnswer.NO_ROTATION);
    }
    OnCallRotation rotation = found.get();
    if (engineer != null && !isListed(engineer, rotation)) {
      return refused(FeedAnswer.NO_ENGINEER);
    }
    DutyCalendar all = FeedView.of(rotation, rotations.handovers(rotation));
    byte[] body =
        ICalendar.text(engineer == null ? all : all.of(engineer)).getBytes(StandardCharsets.UTF_8);
    EntityTag tag = new EntityTag(sha256(body));
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    return (unchanged == null
            ? Response.ok(body).type("text/calendar; charset=utf-8").tag(tag)
            : unchanged)
        .header(HttpHeaders.CACHE_CONTROL, PRIVATE)
        .build();
  }

  private static boolean isListed(String engineer, OnCallRotation rotation) {
    return rotation.getSpec().engineers().stream().anyMatch(one -> one.name().equals(engineer));
  }

  private static Response refused(FeedAnswer answer) {
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

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
