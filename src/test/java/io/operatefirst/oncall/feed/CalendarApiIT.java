package io.operatefirst.oncall.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.LoggedLines;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.TestLead;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.preview.CommandLineInterface;
import io.operatefirst.oncall.rotation.Scene;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rotation's calendar as a calendar program fetches it. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class CalendarApiIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** After the day on which this is run, since an override changes nothing before it was made. */
  private static final Instant MONDAY = Instant.parse("2046-01-08T09:00:00Z");

  private static final String SIX_WEEKS_ON = "2046-02-19";

  private static final String KEY = Visitors.KEY;
  private static final String TEAM =
      Scene.THREE.replace("2026-11-23", "2046-01-08") + Visitors.FEED;

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;
  @Inject TestLead lead;

  @TestHTTPResource("/calendars/")
  URI calendars;

  private final HttpClient http = HttpClient.newHttpClient();
  private Scene scene;
  private Visitors visitors;

  @BeforeEach
  void aTeamWithAFeedAndACover() {
    Scene.clear(client);
    clock.set(MONDAY);
    scene = new Scene(client, ApiServer.running().newNamespaceWithSecrets("calendar"), "sre");
    visitors = new Visitors(client, scene.namespace());
    visitors.giveOut(KEY);
    scene.create(TEAM);
    scene.create(
        """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallOverride
        metadata: {name: dentist}
        spec: {rotation: sre, engineer: carol, for: bob, from: "2046-01-09T15:00:00+01:00", to: "2046-01-09T18:00:00+01:00"}
        """);
    await("the cover is seen")
        .untilAsserted(() -> assertThat(get("?key=" + KEY).body()).contains("dentist"));
  }

  @AfterEach
  void thisReplicaLeads() {
    lead.set(true);
  }

  @Test
  void itShowsTheCoverAndIsToTheLetterWhatThePreviewSays() throws IOException {
    HttpResponse<String> answer = get("?key=" + KEY);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/calendar; charset=utf-8");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("private, no-cache");
    assertThat(summaries(answer.body()))
        .startsWith(
            "alice on call (sre)",
            "bob on call (sre)",
            "carol on call (sre)",
            "bob on call (sre)",
            "carol on call (sre)");
    assertThat(answer.body().replace("\r\n ", ""))
        .contains("Covers for bob\\, by the override dentist.");

    assertThat(events(answer.body()))
        .hasSizeGreaterThan(30)
        .isEqualTo(events(preview(SIX_WEEKS_ON)));
  }

  @Test
  void whatIsOverStaysInItAsTheSameEvents() {
    List<String> before = uids(get("?key=" + KEY).body());

    clock.advance(Duration.ofDays(2));

    scene.awaitOnCall("carol", 3);
    await()
        .untilAsserted(
            () -> {
              String body = get("?key=" + KEY).body();
              assertThat(uids(body))
                  .startsWith(before.toArray(String[]::new))
                  .hasSizeGreaterThan(before.size())
                  .doesNotHaveDuplicates();
              assertThat(body).contains("the override dentist");
            });
    client
        .resources(OnCallOverride.class)
        .inNamespace(scene.namespace())
        .withName("dentist")
        .delete();
    assertThat(get("?key=" + KEY).body()).contains("the override dentist");
  }

  @Test
  void onesOwnCalendarHasOnesOwnDutyOnly() {
    assertThat(summaries(get("?key=" + KEY + "&engineer=carol").body()))
        .hasSizeGreaterThan(3)
        .containsOnly("carol on call (sre)");
    assertThat(get("?key=" + KEY + "&engineer=zoe").statusCode()).isEqualTo(404);
  }

  @Test
  void aKeyThatIsExchangedIsWithdrawnAndSoIsTheWholeFeed() {
    String other = KEY.replace('0', 'f');
    assertThat(get("?key=" + other).statusCode()).isEqualTo(403);
    assertThat(get("").statusCode()).isEqualTo(401);

    visitors.giveOut(other);
    await().until(() -> get("?key=" + KEY).statusCode() == 403);
    assertThat(get("?key=" + other).statusCode()).isEqualTo(200);

    scene.patch("{\"spec\": {\"feed\": null}}");
    await().until(() -> get("?key=" + other).statusCode() == 403);
  }

  @Test
  void whatHasNotChangedIsNotSentAgain() {
    HttpResponse<String> first = get("?key=" + KEY);
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(tag).matches("\"[0-9a-f]{64}\"");

    for (String known : List.of(tag, "\"other\", " + tag, "*")) {
      HttpResponse<String> answer = get("?key=" + KEY, "If-None-Match", known);
      assertThat(answer.statusCode()).as(known).isEqualTo(304);
      assertThat(answer.body()).isEmpty();
      assertThat(answer.headers().firstValue("ETag")).contains(tag);
    }
    assertThat(get("?key=" + KEY, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    // Who has no key is not told that nothing has changed.
    assertThat(get("?key=x", "If-None-Match", tag).statusCode()).isEqualTo(403);

    client
        .resources(OnCallOverride.class)
        .inNamespace(scene.namespace())
        .withName("dentist")
        .delete();
    await().until(() -> get("?key=" + KEY, "If-None-Match", tag).statusCode() == 200);
  }

  @Test
  void headSaysWhatGetWouldAndNothingElseIsTaken() {
    HttpResponse<String> get = get("?key=" + KEY);
    HttpResponse<String> head =
        send(request("?key=" + KEY).method("HEAD", HttpRequest.BodyPublishers.noBody()));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("ETag")).isEqualTo(get.headers().firstValue("ETag"));
    assertThat(
            send(request("?key=x").method("HEAD", HttpRequest.BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(403);
    assertThat(
            send(request("?key=" + KEY).POST(HttpRequest.BodyPublishers.ofString(""))).statusCode())
        .isEqualTo(405);
  }

  @Test
  void whoMayGetTheRotationNeedsNoKey() {
    String reader = visitors.tokenOf("reader");
    String stranger = visitors.tokenOf("stranger");
    visitors.allow("reader", "sre");

    await().until(() -> get("", "Authorization", "Bearer " + reader).statusCode() == 200);
    assertThat(get("", "Authorization", "Bearer " + stranger).statusCode()).isEqualTo(403);
    assertThat(get("", "Authorization", "Bearer nonsense").statusCode()).isEqualTo(401);
    assertThat(send(request("nobody-knows.ics", "").header("Authorization", "Bearer " + reader)))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(403);
  }

  @Test
  void noAddressWithAKeyIsWrittenIntoTheLog() throws IOException {
    try (LoggedLines logged = new LoggedLines()) {
      String path = "/calendars/" + scene.namespace() + "/sre";
      assertThat(raw("GET " + path + ".ics?key=" + KEY)).startsWith("HTTP/1.1 200");
      assertThat(raw("GET " + path + ".ics?key=x" + KEY)).startsWith("HTTP/1.1 403");
      assertThat(raw("GET " + path + "?key=" + KEY)).startsWith("HTTP/1.1 404");
      for (String odd : List.of("&%zz=%zz", "%zz", "&engineer=%00", "%ff", "&engineer=a%0d%0ab")) {
        assertThat(raw("GET " + path + ".ics?key=" + KEY + odd)).startsWith("HTTP/1.1 4");
      }
      assertThat(logged.lines()).noneMatch(line -> line.contains(KEY));
    }
  }

  private String raw(String requestLine) throws IOException {
    try (Socket socket = new Socket(calendars.getHost(), calendars.getPort())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket
          .getOutputStream()
          .write(
              (requestLine + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void theReplicaThatDoesNotLeadServesItToo() {
    lead.set(false);

    assertThat(get("?key=" + KEY).statusCode()).isEqualTo(200);
  }

  /** By the command, from what {@code oc get} gives. */
  private String preview(String to) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "calendar-preview"));
    Path file =
        Files.writeString(
            folder.resolve("sre.yaml"),
            TEAM.replace("name: sre", "name: sre\n  namespace: " + scene.namespace()));
    List<HasMetadata> log = new ArrayList<>();
    log.addAll(items(OnCallLogEntry.class));
    log.addAll(items(OnCallOverride.class));
    Path state =
        Files.writeString(
            folder.resolve("state.yaml"),
            client
                .getKubernetesSerialization()
                .asYaml(Map.of("apiVersion", "v1", "kind", "List", "items", log)));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLineInterface.commands(clock)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(
            "preview", "-f", file.toString(), "--state", state.toString(), "--to", to, "-o", "ics");
    assertThat(err.toString()).isEmpty();
    return out.toString();
  }

  private <T extends HasMetadata> List<T> items(Class<T> type) {
    KubernetesResourceList<T> list = client.resources(type).inNamespace(scene.namespace()).list();
    return list.getItems();
  }

  private static List<String> events(String text) {
    return Pattern.compile("BEGIN:VEVENT.*?END:VEVENT", Pattern.DOTALL)
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .toList();
  }

  private static List<String> uids(String text) {
    return values(text, "UID");
  }

  private static List<String> summaries(String text) {
    return values(text, "SUMMARY");
  }

  private static List<String> values(String text, String property) {
    return Pattern.compile("^" + property + ":([^\r]*)", Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map(line -> line.group(1))
        .toList();
  }

  private HttpRequest.Builder request(String query) {
    return request("sre.ics", query);
  }

  private HttpRequest.Builder request(String file, String query) {
    return HttpRequest.newBuilder(calendars.resolve(scene.namespace() + "/" + file + query));
  }

  private HttpResponse<String> get(String query, String... headers) {
    HttpRequest.Builder request = request(query);
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(
          request.timeout(PATIENCE).version(HttpClient.Version.HTTP_1_1).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
