package io.operatefirst.oncall.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.feed.Visitors;
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
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of a rotation that runs; who may see it is as with the calendar (CalendarApiIT). */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class PageApiIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String KEY = Visitors.KEY;

  private final KubernetesClient client = ApiServer.running().client();
  private final HttpClient http = HttpClient.newHttpClient();
  @Inject TestClock clock;

  @TestHTTPResource("/rotations/")
  URI rotations;

  private Scene scene;
  private Visitors visitors;

  @BeforeEach
  void aRotationOnItsFirstDay() {
    Scene.clear(client);
    clock.set(Instant.parse("2046-01-08T09:00:00Z"));
    scene = new Scene(client, ApiServer.running().newNamespaceWithSecrets("page"), "sre");
    visitors = new Visitors(client, scene.namespace());
    visitors.giveOut(KEY);
    scene.create(Scene.THREE.replace("2026-11-23", "2046-01-08") + Visitors.FEED);
    scene.awaitOnCall("alice", 1);
  }

  @Test
  void itShowsWhatTheRotationShowsAndGoesWithIt() {
    await()
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
  void whoMayGetTheRotationNeedsNoKey() {
    String reader = visitors.tokenOf("reader");
    visitors.allow("reader", "sre", "none");

    await().untilAsserted(() -> assertThat(as(reader, "/sre").statusCode()).isEqualTo(200));
    assertThat(as(reader, "/sre").body()).contains("alice").doesNotContain(".ics", KEY);
    assertThat(as(reader, "/none").statusCode()).isEqualTo(404);
    assertThat(as(reader, "/other").statusCode()).isEqualTo(403);
    assertThat(as("nonsense", "/sre").statusCode()).isEqualTo(401);
    assertThat(as(visitors.tokenOf("stranger"), "/sre").statusCode()).isEqualTo(403);
  }

  @Test
  void anAddressIsWithdrawnWithItsKeyAndWithTheFeed() {
    String other = KEY.replace('0', 'f');
    assertThat(get("?key=" + KEY).statusCode()).isEqualTo(200);

    visitors.giveOut(other);
    await().until(() -> get("?key=" + KEY).statusCode() == 403);
    assertThat(get("?key=" + other).statusCode()).isEqualTo(200);

    scene.patch("{\"spec\": {\"feed\": null}}");
    await().until(() -> get("?key=" + other).statusCode() == 403);
    assertThat(get("?key=" + other).body()).doesNotContain("alice");
  }

  @Test
  void headSaysWhatGetWouldAndNothingElseIsTaken() {
    HttpResponse<String> get = get("?key=" + KEY);
    HttpResponse<String> head = send("/sre?key=" + KEY, "HEAD");

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    for (String name : List.of("ETag", "Content-Type", "Content-Security-Policy")) {
      assertThat(head.headers().firstValue(name)).isPresent();
      assertThat(head.headers().firstValue(name)).isEqualTo(get.headers().firstValue(name));
    }
    assertThat(send("/sre?key=x", "HEAD").statusCode()).isEqualTo(403);
    assertThat(send("/sre?key=" + KEY, "POST").statusCode()).isEqualTo(405);
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
        .until(
            () -> {
              String tag = get("?key=" + KEY).headers().firstValue("ETag").orElseThrow();
              return get("?key=" + KEY, "If-None-Match", tag).statusCode() == 304;
            });
  }

  private HttpResponse<String> get(String query, String... headers) {
    return send("/sre" + query, "GET", headers);
  }

  private HttpResponse<String> as(String token, String path) {
    return send(path, "GET", "Authorization", "Bearer " + token);
  }

  private HttpResponse<String> send(String path, String method, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(rotations.resolve(scene.namespace() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
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
