package io.operatefirst.oncall.feed;

import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.calendar.DutyCalendar;
import io.operatefirst.oncall.calendar.ICalendar;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * A rotation's shifts as a calendar: for whoever may get the rotation, and for whoever has the key
 * that its team gives out, since calendar programs can present nothing but an address. Every
 * replica that knows the log serves it.
 */
@Path("/calendars/{namespace}/{rotation: [^/]+}.ics")
public final class CalendarFeed {

  private final Gate gate;
  private final Rotations rotations;
  private final Clock clock;

  CalendarFeed(Gate gate, Rotations rotations, Clock clock) {
    this.gate = gate;
    this.rotations = rotations;
    this.clock = clock;
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
    return gate.answer(
        namespace, rotation, key, headers, found -> calendar(found, engineer, request));
  }

  private Response calendar(OnCallRotation rotation, String engineer, Request request) {
    if (engineer != null && !isListed(engineer, rotation)) {
      return Gate.refused(FeedAnswer.NO_ENGINEER);
    }
    DutyCalendar all =
        FeedView.of(
            rotation, rotations.handovers(rotation), rotations.planned(rotation), clock.instant());
    byte[] body =
        ICalendar.text(engineer == null ? all : all.of(engineer)).getBytes(StandardCharsets.UTF_8);
    return Gate.unlessKnown(body, "text/calendar; charset=utf-8", request);
  }

  private static boolean isListed(String engineer, OnCallRotation rotation) {
    return rotation.getSpec().engineers().stream().anyMatch(one -> one.name().equals(engineer));
  }
}
