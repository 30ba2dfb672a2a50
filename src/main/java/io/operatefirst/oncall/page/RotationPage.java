package io.operatefirst.oncall.page;

import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.feed.FeedView;
import io.operatefirst.oncall.feed.Gate;
import io.operatefirst.oncall.feed.Rotations;
import io.operatefirst.oncall.logentry.LogBook;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;

/** A rotation as a page, for whoever may read its calendar. Every replica serves it. */
@Path("/rotations/{namespace}/{rotation}")
public final class RotationPage {

  private final Gate gate;
  private final Rotations rotations;
  private final LogBook book;
  private final Clock clock;

  RotationPage(Gate gate, Rotations rotations, LogBook book, Clock clock) {
    this.gate = gate;
    this.rotations = rotations;
    this.book = book;
    this.clock = clock;
  }

  /**
   * The page.
   *
   * @param key of {@code spec.feed}; null where there is a token
   */
  @GET
  @Blocking
  public Response read(
      @PathParam("namespace") String namespace,
      @PathParam("rotation") String rotation,
      @QueryParam("key") String key,
      @Context HttpHeaders headers,
      @Context Request request) {
    return gate.answer(namespace, rotation, key, headers, found -> page(found, key, request));
  }

  private Response page(OnCallRotation rotation, String key, Request request) {
    Instant now = clock.instant();
    Page page =
        PageView.of(
            rotation,
            FeedView.of(rotation, rotations.handovers(rotation), rotations.planned(rotation), now),
            book.entries(rotation).toList(),
            calendar(rotation, key),
            now);
    Response shown =
        Gate.unlessKnown(
            PageHtml.of(page).getBytes(StandardCharsets.UTF_8),
            "text/html; charset=utf-8",
            request);
    return Response.fromResponse(shown)
        .header("Content-Security-Policy", PageHtml.POLICY)
        .header("Referrer-Policy", "no-referrer")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }

  /** Beside the page, by the same key; empty where there is none, since nothing else opens it. */
  private static String calendar(OnCallRotation rotation, String key) {
    return key == null
        ? ""
        : "../../calendars/%s/%s.ics?key=%s"
            .formatted(
                rotation.getMetadata().getNamespace(),
                rotation.getMetadata().getName(),
                URLEncoder.encode(key, StandardCharsets.UTF_8));
  }
}
