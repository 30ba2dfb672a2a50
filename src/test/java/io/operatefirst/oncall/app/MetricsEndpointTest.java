package io.operatefirst.oncall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.operatefirst.oncall.access.Credentials;
import io.operatefirst.oncall.access.ReviewingServer;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Metrics are for whoever the cluster lets read them. */
class MetricsEndpointTest {

  private final ReviewingServer server = new ReviewingServer();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MetricsEndpoint endpoint =
      new MetricsEndpoint(registry, new Credentials(server.client));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whoMayReadThemReadsThem() {
    registry.counter("oncall.signals", "kind", "alert", "outcome", "created").increment();

    Response answer = scrape("Bearer " + ReviewingServer.KNOWN);

    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getEntity().toString())
        .contains("oncall_signals_total{kind=\"alert\",outcome=\"created\"} 1.0");
    assertThat(server.accessReviews.get(0).at("/spec/nonResourceAttributes").toString())
        .isEqualTo("{\"path\":\"/metrics\",\"verb\":\"get\"}");
  }

  @Test
  void othersAreTold() {
    assertThat(scrape().getStatus()).isEqualTo(401);
    assertThat(scrape("Bearer guessed").getStatus()).isEqualTo(401);
    assertThat(scrape("Bearer guessed").getHeaderString("WWW-Authenticate")).isEqualTo("Bearer");

    server.allows = false;
    assertThat(scrape("Bearer " + ReviewingServer.KNOWN).getStatus()).isEqualTo(403);
  }

  @Test
  void whereNobodyCanBeAskedNobodyIsLet() {
    server.works = false;

    assertThat(scrape("Bearer " + ReviewingServer.KNOWN).getStatus()).isEqualTo(503);
  }

  /** Others are answered by the same threads. */
  @Test
  void howeverManyAskOnlyAFewAreWaitedFor() throws Exception {
    server.answers = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<Response>> waiting =
        IntStream.range(0, 4)
            .mapToObj(i -> threads.submit(() -> scrape("Bearer guessed-" + i)))
            .toList();
    await().until(() -> server.tokenReviews.size() == 4);
    assertThat(scrape("Bearer guessed").getStatus()).isEqualTo(503);

    server.answers.countDown();
    for (Future<Response> one : waiting) {
      assertThat(one.get().getStatus()).isEqualTo(401);
    }
    threads.shutdown();
    assertThat(scrape("Bearer guessed").getStatus()).isEqualTo(401);
  }

  private Response scrape(String... authorization) {
    HttpHeaders headers =
        (HttpHeaders)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpHeaders.class},
                (proxy, method, arguments) -> List.of(authorization));
    return endpoint.scrape(headers);
  }
}
