package io.operatefirst.oncall.intake.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.TestLead;
import io.operatefirst.oncall.api.OnCallRotation;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the webhook answers to those who may push and to those who may not. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class WebhookAnswersApiIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;
  @Inject TestLead lead;

  @TestHTTPResource("/webhook/")
  URI webhook;

  private String namespace;
  private WebhookCaller caller;
  private String token;

  @BeforeEach
  void aRotationWithAWebhookAndSomebodyWhoMayPushToIt() {
    client.resources(OnCallRotation.class).inAnyNamespace().delete();
    clock.set(TestClock.START);
    namespace = ApiServer.running().newNamespace("webhook");
    caller = new WebhookCaller(webhook, client, namespace);
    caller.rotation("sre", "{webhook: true}");
    token = caller.sender("sender", "sre");
    caller.awaitOpen("sre", token);
  }

  @AfterEach
  void thisReplicaLeads() {
    lead.set(true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "alerts=firing|the body is not JSON: see line 1, column 8",
        "{\"version\":\"3\",\"alerts\":[]}|version: must be \"4\"",
        "{\"version\":\"4\"}|alerts: is missing",
        "{\"version\":\"4\",\"alerts\":[{\"status\":\"firing\",\"labels\":{\"a\":\"b\"},\"startsAt\":\"now\"}]}"
            + "|alerts[0].startsAt: must be a time (RFC 3339)",
      })
  void whatCanNeverWorkIs400AndNamesTheField(String body, String reason) {
    HttpResponse<String> answer = caller.push("sre", token, body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(WebhookCaller.reason(answer)).isEqualTo(reason);
    assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
  }

  @Test
  void withoutAGoodTokenEverythingIs401() {
    for (String rotation : List.of("sre", "nobody-knows")) {
      for (String authorization :
          List.of("", "Basic YTpi", "Bearer ", "Bearer a b", "Bearer nonsense", token)) {
        HttpResponse<String> answer =
            caller.send(
                caller
                    .request(rotation, WebhookCaller.NOTHING)
                    .headers("Authorization", authorization)
                    .POST(HttpRequest.BodyPublishers.ofString(WebhookCaller.NOTHING)));
        assertThat(answer.statusCode()).as(authorization).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(answer.body()).startsWith("{\"error\":\"").doesNotContain("nonsense");
      }
      assertThat(caller.send(caller.request(rotation, WebhookCaller.NOTHING)).statusCode())
          .isEqualTo(401);
    }
    lead.set(false);
    assertThat(caller.push("sre", "nonsense", WebhookCaller.NOTHING).statusCode()).isEqualTo(401);
  }

  @Test
  void whoHasTheRightToAnotherRotationIsTold403() {
    caller.rotation("dev", "{webhook: true}");
    String other = caller.sender("other", "dev");
    String none = caller.tokenOf("none");

    for (String wrong : List.of(other, none)) {
      HttpResponse<String> answer = caller.push("sre", wrong, caller.firing("pod-1", "08:00:00Z"));
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(WebhookCaller.reason(answer))
          .isEqualTo(
              "the owner of that token has no right to create oncallrotations/alerts of sre in"
                  + " namespace "
                  + namespace);
    }
    // Nor is it told what there is.
    assertThat(caller.push("nobody-knows", other, WebhookCaller.NOTHING).statusCode())
        .isEqualTo(403);
    assertThat(caller.entries()).isEmpty();
  }

  @Test
  void aRightThatIsGivenCountsSoonAndOneThatIsTakenAwayToo() {
    String late = caller.tokenOf("late");
    assertThat(caller.push("sre", late, WebhookCaller.NOTHING).statusCode()).isEqualTo(403);

    caller.allow("late", "sre");
    await().until(() -> caller.push("sre", late, WebhookCaller.NOTHING).statusCode() == 200);

    client.rbac().roleBindings().inNamespace(namespace).withName("late").delete();
    await().until(() -> caller.push("sre", late, WebhookCaller.NOTHING).statusCode() == 403);
  }

  @Test
  void whereNoWebhookIsOnIs404() {
    caller.rotation("quiet", "{webhook: false}");
    caller.rotation("silent", "null");
    String any = caller.sender("any", "quiet", "silent", "nobody-knows");

    for (String name : List.of("quiet", "silent", "nobody-knows")) {
      HttpResponse<String> answer = caller.push(name, any, caller.firing("pod-1", "08:00:00Z"));
      assertThat(answer.statusCode()).as(name).isEqualTo(404);
      assertThat(WebhookCaller.reason(answer))
          .isEqualTo(
              "there is no rotation %s in namespace %s with spec.alerts.webhook: true"
                  .formatted(name, namespace));
    }
    assertThat(caller.entries()).isEmpty();
  }

  @Test
  void otherMethodsAndTypesAreNone() {
    assertThat(
            caller.send(
                caller
                    .request("sre", WebhookCaller.NOTHING)
                    .header("Authorization", "Bearer " + token)
                    .GET()))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(405);
    assertThat(
            caller.send(
                HttpRequest.newBuilder(webhook.resolve(namespace + "/sre"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "text/plain")
                    .POST(HttpRequest.BodyPublishers.ofString(WebhookCaller.NOTHING))))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(415);
  }

  @Test
  void aLargeBodyIsTakenAndTooLargeAOneIs413() {
    assertThat(caller.push("sre", token, padded(3_900_000)).statusCode()).isEqualTo(200);
    assertThat(answered(() -> caller.push("sre", token, padded(4_100_000)))).isEqualTo(413);
    assertThat(answered(() -> caller.push("sre", token, padded(5_000_000)))).isEqualTo(413);
    assertThat(answered(() -> pushChunked(token, padded(5_000_000)))).isEqualTo(413);
    // Before anybody has read it.
    assertThat(answered(() -> pushChunked("nonsense", padded(5_000_000)))).isEqualTo(401);
    assertThat(answered(() -> caller.push("sre", token, WebhookCaller.NOTHING))).isEqualTo(200);
  }

  @Test
  void aBodyThatStopsComingEndsTheConnection() throws IOException {
    try (Socket socket = half("Content-Length: 500\r\n", "{\"version\":")) {
      String answer = readAll(socket);
      assertThat(answer)
          .satisfiesAnyOf(
              text -> assertThat(text).isEmpty(),
              text -> assertThat(text).startsWith("HTTP/1.1 503"));
    }
    assertThat(caller.push("sre", token, WebhookCaller.NOTHING).statusCode()).isEqualTo(200);
  }

  @Test
  void aBodyThatComesDropByDropIsGivenUp() throws IOException {
    try (Socket socket = half("Content-Length: 5000\r\n", "{")) {
      OutputStream out = socket.getOutputStream();
      StringBuilder answer = new StringBuilder();
      socket.setSoTimeout(200);
      await()
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> {
                out.write(' ');
                out.flush();
                answer.append(readSome(socket));
                return answer.length() > 0;
              });
      assertThat(answer.toString())
          .startsWith("HTTP/1.1 503")
          .contains("the body did not come within 5 s");
    }
  }

  @Test
  void theReplicaThatDoesNotLeadSendsTheCallerAway() {
    lead.set(false);

    HttpResponse<String> answer = caller.push("sre", token, caller.firing("pod-1", "08:00:00Z"));

    WebhookCaller.assertComesAgain(answer, "another replica leads: connect again");
    assertThat(answer.headers().firstValue("Connection")).contains("close");
    assertThat(caller.entries()).isEmpty();

    lead.set(true);
    assertThat(caller.push("sre", token, caller.firing("pod-1", "08:00:00Z")).statusCode())
        .isEqualTo(200);
    assertThat(caller.onlyEntry().getStatus().firing()).isTrue();
  }

  @Test
  void aRotationWhoseMatchersAreNoneKeepsTheAlertWithTheSender() {
    caller.rotation("broken", "{webhook: true, matchers: ['severity=~\"(\"']}");
    String any = caller.sender("broken", "broken");

    await()
        .untilAsserted(
            () ->
                assertThat(caller.push("broken", any, caller.firing("pod-1", "08:00:00Z")).body())
                    .contains("spec.alerts.matchers of the rotation cannot be used"));
    assertThat(caller.push("broken", any, caller.firing("pod-1", "08:00:00Z")).statusCode())
        .isEqualTo(503);
  }

  @Test
  void oneMoreThanAreWorkedOnIsSentAway() throws IOException {
    List<Socket> waiting = new ArrayList<>();
    try {
      // Some more than find room, since the requests that ask meanwhile take some of it.
      for (int i = 0; i < 24; i++) {
        waiting.add(half("Content-Length: 500\r\n", "{"));
      }
      await()
          .atMost(Duration.ofSeconds(3))
          .pollInterval(Duration.ofMillis(50))
          .untilAsserted(
              () ->
                  WebhookCaller.assertComesAgain(
                      caller.push("sre", token, WebhookCaller.NOTHING),
                      "too many requests are being worked on"));
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
    await().until(() -> caller.push("sre", token, WebhookCaller.NOTHING).statusCode() == 200);
  }

  private static String padded(int length) {
    return WebhookCaller.NOTHING + " ".repeat(length - WebhookCaller.NOTHING.length());
  }

  private HttpResponse<String> pushChunked(String bearer, String body) {
    return caller.send(
        caller
            .request("sre", "")
            .header("Authorization", "Bearer " + bearer)
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))));
  }

  /** Who is refused while they still send may find the connection closed, and sends again. */
  private static int answered(Supplier<HttpResponse<String>> push) {
    return await()
        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
        .until(() -> push.get().statusCode(), status -> status > 0);
  }

  /** A request whose body has only begun. */
  private Socket half(String header, String begun) throws IOException {
    Socket socket = new Socket(webhook.getHost(), webhook.getPort());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket
        .getOutputStream()
        .write(
            ("POST /webhook/%s/sre HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
                        .formatted(namespace)
                    + "Authorization: Bearer "
                    + token
                    + "\r\n"
                    + header
                    + "\r\n"
                    + begun)
                .getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    return socket;
  }

  private static String readAll(Socket socket) throws IOException {
    try (InputStream in = socket.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (java.net.SocketException reset) {
      return "";
    }
  }

  private static String readSome(Socket socket) throws IOException {
    byte[] some = new byte[4096];
    try {
      int read = socket.getInputStream().read(some);
      return read < 0 ? "closed" : new String(some, 0, read, StandardCharsets.US_ASCII);
    } catch (java.net.SocketTimeoutException e) {
      return "";
    }
  }
}
