package io.operatefirst.oncall.app;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.operatefirst.oncall.access.Credentials;
import io.operatefirst.oncall.access.Right;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Metrics, for whoever may read them anywhere in the cluster. */
@Path("/metrics")
public final class MetricsEndpoint {

  /** Who asks with tokens that nobody knows yet takes no more threads than these. */
  private static final int MOST_REQUESTS = 4;

  private final PrometheusMeterRegistry registry;
  private final Credentials credentials;
  private final Semaphore requests = new Semaphore(MOST_REQUESTS);

  MetricsEndpoint(PrometheusMeterRegistry registry, Credentials credentials) {
    this.registry = registry;
    this.credentials = credentials;
  }

  /** All of them, in the text format of Prometheus. */
  @GET
  @Produces(MediaType.TEXT_PLAIN)
  @Blocking
  public Response scrape(@Context HttpHeaders headers) {
    if (!requests.tryAcquire()) {
      return refused(503, "too many ask at once: try again").build();
    }
    try {
      return answer(Credentials.bearer(headers.getRequestHeader(HttpHeaders.AUTHORIZATION)));
    } finally {
      requests.release();
    }
  }

  private Response answer(Optional<String> token) {
    try {
      Credentials.Verdict verdict =
          token
              .map(bearer -> credentials.judge(bearer, new Right.ReadMetrics()))
              .orElse(Credentials.Verdict.UNKNOWN);
      return switch (verdict) {
        case ALLOWED -> Response.ok(registry.scrape()).build();
        case UNKNOWN ->
            refused(401, "a token is needed that the API server knows")
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
        case FORBIDDEN ->
            refused(403, "the owner of that token has no right to get /metrics").build();
      };
    } catch (KubernetesClientException e) {
      return refused(503, "the API server cannot be asked about the token now").build();
    }
  }

  private static Response.ResponseBuilder refused(int status, String reason) {
    return Response.status(status).entity(reason + "\n");
  }
}
