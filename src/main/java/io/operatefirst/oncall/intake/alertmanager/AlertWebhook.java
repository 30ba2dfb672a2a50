package io.operatefirst.oncall.intake.alertmanager;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.access.Credentials;
import io.operatefirst.oncall.access.Right;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.intake.Lead;
import io.operatefirst.oncall.intake.Sight;
import io.operatefirst.oncall.intake.alertmanager.WebhookPayload.BadPayload;
import io.operatefirst.oncall.log.Kind;
import io.operatefirst.oncall.logentry.LogBook;
import io.operatefirst.oncall.status.ReportedConditions;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes alerts that an Alertmanager pushes to a rotation. {@link WebhookAnswer} lists what it
 * answers; 200 only after everything is stored. Nothing of the body is read for who may not push.
 */
@Path("/webhook/{namespace}/{rotation}")
public final class AlertWebhook {

  private static final Logger LOG = LoggerFactory.getLogger(AlertWebhook.class);
  private static final int MOST_REQUESTS = 16;
  private static final int MOST_BYTES = 4 * WebhookBody.LARGEST;
  private static final int RETRY_SECONDS = 5;

  private final Credentials credentials;
  private final Lead lead;
  private final LogBook book;
  private final Sight sight;
  private final ReportedConditions intakes;
  private final WebhookTally tally;
  private final Duration bodyTimeout;
  private final Semaphore requests = new Semaphore(MOST_REQUESTS);
  private final Semaphore memory = new Semaphore(MOST_BYTES);
  private final Set<ResourceID> truncated = ConcurrentHashMap.newKeySet();

  AlertWebhook(
      Credentials credentials,
      Lead lead,
      LogBook book,
      Sight sight,
      ReportedConditions intakes,
      WebhookTally tally,
      @ConfigProperty(name = "oncall.webhook.body-timeout") Duration bodyTimeout) {
    this.credentials = credentials;
    this.lead = lead;
    this.book = book;
    this.sight = sight;
    this.intakes = intakes;
    this.tally = tally;
    this.bodyTimeout = bodyTimeout;
  }

  /** Alerts were pushed. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Blocking
  public Response push(
      @PathParam("namespace") String namespace,
      @PathParam("rotation") String rotation,
      @Context HttpHeaders headers,
      InputStream body) {
    try {
      String token = token(headers);
      if (!requests.tryAcquire()) {
        throw new WebhookRefusal(WebhookAnswer.BUSY, "too many requests are being worked on");
      }
      try {
        authorize(token, namespace, rotation);
        store(open(namespace, rotation), body);
      } finally {
        requests.release();
      }
      tally.count(WebhookAnswer.STORED);
      return Response.ok("{}", MediaType.APPLICATION_JSON_TYPE).build();
    } catch (WebhookRefusal e) {
      return refused(e.answer(), e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("a push could not be worked on", e);
      return refused(WebhookAnswer.FAILED, "a fault of the operator: its log tells which");
    }
  }

  private static String token(HttpHeaders headers) throws WebhookRefusal {
    return Credentials.bearer(headers.getRequestHeader(HttpHeaders.AUTHORIZATION))
        .orElseThrow(
            () ->
                new WebhookRefusal(
                    WebhookAnswer.UNAUTHENTICATED,
                    "a token is needed: Authorization: Bearer <token>"));
  }

  private void authorize(String token, String namespace, String rotation) throws WebhookRefusal {
    switch (judge(token, namespace, rotation)) {
      case ALLOWED -> {}
      case UNKNOWN ->
          throw new WebhookRefusal(
              WebhookAnswer.UNAUTHENTICATED, "the API server does not know that token");
      case FORBIDDEN ->
          throw new WebhookRefusal(
              WebhookAnswer.FORBIDDEN,
              "the owner of that token has no right to create oncallrotations/alerts of %s in namespace %s"
                  .formatted(rotation, namespace));
    }
  }

  private Credentials.Verdict judge(String token, String namespace, String rotation)
      throws WebhookRefusal {
    try {
      return credentials.judge(token, new Right.Push(namespace, rotation));
    } catch (KubernetesClientException e) {
      // Without what it says: nobody promises that it never repeats what it was sent.
      LOG.warn(
          "the API server cannot be asked about a token (status {}, {})",
          e.getCode(),
          e.getCause() == null ? "no cause" : e.getCause().getClass().getSimpleName());
      throw new WebhookRefusal(
          WebhookAnswer.NOT_STORED, "the API server cannot be asked about the token now");
    }
  }

  /** The rotation, where its webhook is open here and now. */
  private OnCallRotation open(String namespace, String name) throws WebhookRefusal {
    if (!lead.isHere()) {
      throw new WebhookRefusal(WebhookAnswer.STANDBY, "another replica leads: connect again");
    }
    if (!book.isOpen()) {
      throw new WebhookRefusal(WebhookAnswer.NOT_READY, "the log is not known here yet");
    }
    return book.rotation(namespace, name)
        .filter(
            rotation ->
                rotation.getSpec() != null
                    && rotation.getSpec().alerts() != null
                    && rotation.getSpec().alerts().webhook())
        .orElseThrow(
            () ->
                new WebhookRefusal(
                    WebhookAnswer.NO_WEBHOOK,
                    "there is no rotation %s in namespace %s with spec.alerts.webhook: true"
                        .formatted(name, namespace)));
  }

  private void store(OnCallRotation rotation, InputStream in) throws WebhookRefusal {
    ResourceID id = ResourceID.fromResource(rotation);
    try (WebhookBody body = new WebhookBody(memory)) {
      WebhookPayload payload = WebhookPayload.read(body.read(in, bodyTimeout));
      if (payload.truncated() > 0 && truncated.add(id)) {
        LOG.warn(
            "{}: a push left {} alerts out: raise max_alerts of the receiver (said once)",
            id,
            payload.truncated());
      }
      AlertGroups groups = groups(rotation);
      book.report(
          rotation, Kind.ALERT, groups.signals(payload.alerts(), AlertGroups.Extent.PUSHED), false);
    } catch (BadPayload e) {
      throw new WebhookRefusal(WebhookAnswer.BAD_PAYLOAD, e.getMessage());
    } catch (KubernetesClientException e) {
      LOG.warn("{}: a push could not be stored", id, e);
      throw new WebhookRefusal(
          WebhookAnswer.NOT_STORED, "the API server cannot be reached, or refuses");
    }
  }

  /** Somebody may mend the rotation, and the alert must not be lost meanwhile. */
  private AlertGroups groups(OnCallRotation rotation) throws WebhookRefusal {
    try {
      return new AlertGroups(rotation, sight, ClusterOperatorAlerts.reportedFor(rotation, intakes));
    } catch (IllegalArgumentException e) {
      throw new WebhookRefusal(
          WebhookAnswer.INVALID_ROTATION,
          "spec.alerts.matchers of the rotation cannot be used: " + e.getMessage());
    }
  }

  private Response refused(WebhookAnswer answer, String reason) {
    tally.count(answer);
    Response.ResponseBuilder response =
        Response.status(answer.status())
            .type(MediaType.APPLICATION_JSON_TYPE)
            // The body may not have been read, and who comes again should meet another replica.
            .header("Connection", "close")
            .entity(
                "{\"error\":\"%s\"}"
                    .formatted(
                        String.valueOf(JsonStringEncoder.getInstance().quoteAsString(reason))));
    if (answer == WebhookAnswer.UNAUTHENTICATED) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    if (answer.isForNow()) {
      response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    return response.build();
  }
}
