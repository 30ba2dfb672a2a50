package io.operatefirst.oncall.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.rotation.Scene;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of a rotation that runs; who may see it is as with the calendar (CalendarApiIT). */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class PageApiIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  private final KubernetesClient client = ApiServer.running().client();
  private final HttpClient http = HttpClient.newHttpClient();
  @Inject TestClock clock;

  @TestHTTPResource("/rotations/")
  URI rotations;

  private Scene scene;

  @BeforeEach
  void aRotationOnItsFirstDay() {
    Scene.clear(client);
    clock.set(Instant.parse("2046-01-08T09:00:00Z"));
    scene = new Scene(client, ApiServer.running().newNamespaceWithSecrets("page"), "sre");
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("feed")
                .withNamespace(scene.namespace())
                .endMetadata()
                .withStringData(Map.of("key", KEY))
                .build())
        .create();
    scene.create(
        Scene.THREE.replace("2026-11-23", "2046-01-08")
            + "  feed: {keySecret: {name: feed, key: key}}\n");
    scene.awaitOnCall("alice", 1);
  }

  @Test
  void itShowsWhatTheRotationShowsAndGoesWithIt() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(get("?key=" + KEY).body())
                    .contains(
                        "alice\u2069 is on call until Tue 2046-01-09 09:00 CET.",
                        "bob\u2069 takes over")
                    .contains("Nothing is open.", "/sre.ics?key=" + KEY));
    scene.task("disk", "summary: The disk is full, severity: Critical");
    clock.set(Instant.parse("2046-01-09T08:00:00Z"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(get("?key=" + KEY).body())
                    .contains(
                        "bob\u2069 is on call until",
                        "<strong>Critical</strong> Task, not acknowledged")
                    .doesNotContain("The disk is full"));
  }

  @Test
  void itIsForWhoHasTheKeyOrMayGetTheRotation() {
    assertThat(get("").statusCode()).isEqualTo(401);
    assertThat(get("?key=" + KEY.replace('0', 'f')).statusCode()).isEqualTo(403);
    // The operator itself may list rotations, but not get one.
    String token = ApiServer.running().operator().getOauthToken();
    assertThat(get("", "Authorization", "Bearer " + token).statusCode()).isEqualTo(403);
  }

  @Test
  void nothingButItsOwnStyleMayRunAndWhatIsKnownIsNotSentAgain() {
    HttpResponse<String> page = get("?key=" + KEY);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; style-src 'sha256-")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(page.headers().firstValue("Cache-Control")).contains("private, no-cache");
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              String tag = get("?key=" + KEY).headers().firstValue("ETag").orElseThrow();
              return get("?key=" + KEY, "If-None-Match", tag).statusCode() == 304;
            });
  }

  private HttpResponse<String> get(String query, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(rotations.resolve(scene.namespace() + "/sre" + query))
            .timeout(PATIENCE);
    try {
      return http.send(
          (headers.length == 0 ? request : request.headers(headers)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
