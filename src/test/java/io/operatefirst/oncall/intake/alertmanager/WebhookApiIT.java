package io.operatefirst.oncall.intake.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.Granted;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.TestLead;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts that are pushed, by who may and by who may not, and all that the webhook answers. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class WebhookApiIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String ROTATION =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata:
        name: %s
      spec:
        engineers: [{name: alice}, {name: bob}, {name: carol}]
        schedule: {timeZone: Europe/Prague, startDate: "2026-11-23"}
        alerts: %s
      """;

  private static final String NOTHING = "{\"version\":\"4\",\"alerts\":[]}";

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;
  @Inject TestLead lead;

  @TestHTTPResource("/webhook/")
  URI webhook;

  private final HttpClient http = HttpClient.newHttpClient();
  private String namespace;
  private String token;

  @BeforeEach
  void aRotationWithAWebhookAndSomebodyWhoMayPushToIt() {
    client.resources(OnCallRotation.class).inAnyNamespace().delete();
    clock.set(TestClock.START);
    namespace = ApiServer.running().newNamespace("webhook");
    rotation("sre", "{webhook: true}");
    token = sender("sender", "sre");
    await("the webhook is open")
        .atMost(PATIENCE)
        .until(() -> push("sre", token, NOTHING).statusCode() == 200);
  }

  @AfterEach
  void thisReplicaLeads() {
    lead.set(true);
  }

  @Test
  void whatIsPushedIsInTheLogOnceHoweverOftenItComes() {
    assertThat(push("sre", token, firing("pod-1", "08:00:00.123456789")).statusCode())
        .isEqualTo(200);

    OnCallLogEntry entry = onlyEntry();
    assertThat(entry.getSpec().type()).isEqualTo(OnCallLogEntrySpec.Type.ALERT);
    assertThat(entry.getSpec().summary())
        .isEqualTo("PodCrashes in namespace " + namespace + ": A pod crashes");
    assertThat(entry.getSpec().severity()).isEqualTo(OnCallLogEntrySpec.Severity.CRITICAL);
    assertThat(entry.getSpec().source().runbookURL()).isEqualTo("https://example.org/runbook");
    assertThat(entry.getStatus().firing()).isTrue();
    assertThat(entry.getStatus().count()).isEqualTo(1);
    assertThat(entry.getStatus().members()).extracting("id", "pushed").hasSize(1);

    // The same again, and the same from the other replica.
    String other =
        firing("pod-1", "08:00:00.123456789").replace("alertmanager-0", "alertmanager-1");
    assertThat(other).contains("alertmanager-1");
    assertThat(push("sre", token, firing("pod-1", "08:00:00.123456789")).statusCode())
        .isEqualTo(200);
    assertThat(push("sre", token, other).statusCode()).isEqualTo(200);

    assertThat(onlyEntry().getStatus().count()).isEqualTo(1);
    assertThat(onlyEntry().getStatus().members()).isEqualTo(entry.getStatus().members()).hasSize(1);
  }

  @Test
  void anotherAlertOfTheGroupIsTheSameEntryAndTheLastToEndEndsIt() {
    push("sre", token, firing("pod-1", "08:00:00Z"));
    push("sre", token, firing("pod-2", "08:01:00Z"));

    OnCallLogEntryStatus both = onlyEntry().getStatus();
    assertThat(both.members()).hasSize(2);
    assertThat(both.firing()).isTrue();

    assertThat(push("sre", token, resolved("pod-1", "08:00:00Z")).statusCode()).isEqualTo(200);
    assertThat(onlyEntry().getStatus().firing()).isTrue();

    assertThat(push("sre", token, resolved("pod-2", "08:01:00Z")).statusCode()).isEqualTo(200);
    assertThat(onlyEntry().getStatus().firing()).isFalse();
    assertThat(onlyEntry().getStatus().members()).isNullOrEmpty();
  }

  /** An alert is not stored where something else has its name; the others of the message are. */
  @Test
  void whatHasTheNameOfAnEntryIsNotTakenForIt() {
    push("sre", token, firing("pod-1", "08:00:00Z"));
    String name = onlyEntry().getMetadata().getName();
    Resource<OnCallLogEntry> there =
        client.resources(OnCallLogEntry.class).inNamespace(namespace).withName(name);
    there.delete();
    OnCallLogEntry squatter =
        client
            .getKubernetesSerialization()
            .unmarshal(
                """
                apiVersion: oncall.operate-first.cloud/v1alpha1
                kind: OnCallLogEntry
                metadata: {name: %s}
                spec: {rotation: sre, type: Task, summary: In the way}
                """
                    .formatted(name),
                OnCallLogEntry.class);
    client.resource(squatter).inNamespace(namespace).create();
    String another = firing("pod-2", "08:00:00Z").replace("PodCrashes", "AnotherAlert");
    assertThat(another).contains("AnotherAlert");

    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> push("sre", token, firing("pod-1", "08:00:00Z")).statusCode() == 503);
    assertThat(push("sre", token, both(firing("pod-1", "08:00:00Z"), another)).statusCode())
        .isEqualTo(503);
    assertThat(entries())
        .extracting(entry -> entry.getSpec().summary())
        .anySatisfy(summary -> assertThat(summary).startsWith("AnotherAlert"));

    there.delete();
    await()
        .atMost(PATIENCE)
        .until(() -> push("sre", token, firing("pod-1", "08:00:00Z")).statusCode() == 200);
    assertThat(there.get().getSpec().type()).isEqualTo(OnCallLogEntrySpec.Type.ALERT);
  }

  /** The alerts of two messages in one. */
  private static String both(String one, String other) {
    try {
      ObjectMapper json = new ObjectMapper();
      JsonNode message = json.readTree(one);
      ((ArrayNode) message.get("alerts")).addAll((ArrayNode) json.readTree(other).get("alerts"));
      return message.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatANamespaceMayNotSeeMakesNoEntry() {
    String elsewhere = firing("pod-1", "08:00:00Z").replace(namespace, "kube-system");
    assertThat(elsewhere).contains("kube-system");

    assertThat(push("sre", token, elsewhere).statusCode()).isEqualTo(200);

    assertThat(entries()).isEmpty();
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
    HttpResponse<String> answer = push("sre", token, body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(reason(answer)).isEqualTo(reason);
    assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
  }

  @Test
  void withoutAGoodTokenEverythingIs401() {
    for (String rotation : List.of("sre", "nobody-knows")) {
      for (String authorization :
          List.of("", "Basic YTpi", "Bearer ", "Bearer a b", "Bearer nonsense", token)) {
        HttpResponse<String> answer =
            send(
                request(rotation, NOTHING)
                    .headers("Authorization", authorization)
                    .POST(HttpRequest.BodyPublishers.ofString(NOTHING)));
        assertThat(answer.statusCode()).as(authorization).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(answer.body()).startsWith("{\"error\":\"").doesNotContain("nonsense");
      }
      assertThat(send(request(rotation, NOTHING)).statusCode()).isEqualTo(401);
    }
    lead.set(false);
    assertThat(push("sre", "nonsense", NOTHING).statusCode()).isEqualTo(401);
  }

  @Test
  void whoHasTheRightToAnotherRotationIsTold403() {
    rotation("dev", "{webhook: true}");
    String other = sender("other", "dev");
    String none = tokenOf("none");

    for (String wrong : List.of(other, none)) {
      HttpResponse<String> answer = push("sre", wrong, firing("pod-1", "08:00:00Z"));
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(reason(answer))
          .isEqualTo(
              "the owner of that token has no right to create oncallrotations/alerts of sre in"
                  + " namespace "
                  + namespace);
    }
    // Nor is it told what there is.
    assertThat(push("nobody-knows", other, NOTHING).statusCode()).isEqualTo(403);
    assertThat(entries()).isEmpty();
  }

  @Test
  void aRightThatIsGivenCountsSoonAndOneThatIsTakenAwayToo() {
    String late = tokenOf("late");
    assertThat(push("sre", late, NOTHING).statusCode()).isEqualTo(403);

    allow("late", "sre");
    await().atMost(PATIENCE).until(() -> push("sre", late, NOTHING).statusCode() == 200);

    client.rbac().roleBindings().inNamespace(namespace).withName("late").delete();
    await().atMost(PATIENCE).until(() -> push("sre", late, NOTHING).statusCode() == 403);
  }

  @Test
  void whereNoWebhookIsOnIs404() {
    rotation("quiet", "{webhook: false}");
    rotation("silent", "null");
    String any = sender("any", "quiet", "silent", "nobody-knows");

    for (String name : List.of("quiet", "silent", "nobody-knows")) {
      HttpResponse<String> answer = push(name, any, firing("pod-1", "08:00:00Z"));
      assertThat(answer.statusCode()).as(name).isEqualTo(404);
      assertThat(reason(answer))
          .isEqualTo(
              "there is no rotation %s in namespace %s with spec.alerts.webhook: true"
                  .formatted(name, namespace));
    }
    assertThat(entries()).isEmpty();
  }

  @Test
  void otherMethodsAndTypesAreNone() {
    assertThat(send(request("sre", NOTHING).header("Authorization", "Bearer " + token).GET()))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(405);
    assertThat(
            send(
                HttpRequest.newBuilder(webhook.resolve(namespace + "/sre"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "text/plain")
                    .POST(HttpRequest.BodyPublishers.ofString(NOTHING))))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(415);
  }

  @Test
  void aLargeBodyIsTakenAndTooLargeAOneIs413() {
    assertThat(push("sre", token, padded(3_900_000)).statusCode()).isEqualTo(200);
    assertThat(answered(() -> push("sre", token, padded(4_100_000)))).isEqualTo(413);
    assertThat(answered(() -> push("sre", token, padded(5_000_000)))).isEqualTo(413);
    assertThat(answered(() -> pushChunked(token, padded(5_000_000)))).isEqualTo(413);
    // Before anybody has read it.
    assertThat(answered(() -> pushChunked("nonsense", padded(5_000_000)))).isEqualTo(401);
    assertThat(answered(() -> push("sre", token, NOTHING))).isEqualTo(200);
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
    assertThat(push("sre", token, NOTHING).statusCode()).isEqualTo(200);
  }

  @Test
  void aBodyThatComesDropByDropIsGivenUp() throws IOException {
    try (Socket socket = half("Content-Length: 5000\r\n", "{")) {
      OutputStream out = socket.getOutputStream();
      StringBuilder answer = new StringBuilder();
      socket.setSoTimeout(200);
      await()
          .atMost(PATIENCE)
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

    HttpResponse<String> answer = push("sre", token, firing("pod-1", "08:00:00Z"));

    assertComesAgain(answer, "another replica leads: connect again");
    assertThat(answer.headers().firstValue("Connection")).contains("close");
    assertThat(entries()).isEmpty();

    lead.set(true);
    assertThat(push("sre", token, firing("pod-1", "08:00:00Z")).statusCode()).isEqualTo(200);
    assertThat(onlyEntry().getStatus().firing()).isTrue();
  }

  /** What was refused comes again, and nothing is lost. */
  @Test
  void whatTheApiServerDoesNotTakeIsNotAnsweredAsStored() {
    Map<String, Quantity> none =
        Map.of("count/oncalllogentries.oncall.operate-first.cloud", new Quantity("0"));
    ResourceQuota quota =
        client
            .resource(
                new ResourceQuotaBuilder()
                    .withNewMetadata()
                    .withName("full")
                    .withNamespace(namespace)
                    .endMetadata()
                    .withNewSpec()
                    .withHard(none)
                    .endSpec()
                    .build())
            .create();
    // What the controller of quotas would write.
    client
        .resource(quota.edit().withNewStatus().withHard(none).withUsed(none).endStatus().build())
        .updateStatus();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertComesAgain(
                    push("sre", token, firing("pod-1", "08:00:00Z")),
                    "the API server cannot be reached, or refuses"));
    assertThat(entries()).isEmpty();

    client.resource(quota).delete();
    await()
        .atMost(PATIENCE)
        .until(() -> push("sre", token, firing("pod-1", "08:00:00Z")).statusCode() == 200);
    assertThat(onlyEntry().getStatus().firing()).isTrue();
  }

  @Test
  void aRotationWhoseMatchersAreNoneKeepsTheAlertWithTheSender() {
    rotation("broken", "{webhook: true, matchers: ['severity=~\"(\"']}");
    String any = sender("broken", "broken");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(push("broken", any, firing("pod-1", "08:00:00Z")).body())
                    .contains("spec.alerts.matchers of the rotation cannot be used"));
    assertThat(push("broken", any, firing("pod-1", "08:00:00Z")).statusCode()).isEqualTo(503);
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
                  assertComesAgain(
                      push("sre", token, NOTHING), "too many requests are being worked on"));
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
    await().atMost(PATIENCE).until(() -> push("sre", token, NOTHING).statusCode() == 200);
  }

  private static void assertComesAgain(HttpResponse<String> answer, String reason) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(reason(answer)).isEqualTo(reason);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
  }

  private String firing(String pod, String at) {
    return message("firing", pod, at);
  }

  private String resolved(String pod, String at) {
    return message("resolved", pod, at);
  }

  private String message(String status, String pod, String at) {
    return """
    {"version": "4", "receiver": "oncall", "externalURL": "https://alertmanager-0.example.org", "alerts": [{
      "status": "%s",
      "labels": {"alertname": "PodCrashes", "namespace": "%s", "pod": "%s", "severity": "critical"},
      "annotations": {"summary": "A pod crashes", "runbook_url": "https://example.org/runbook"},
      "startsAt": "2026-11-23T%s", "endsAt": "0001-01-01T00:00:00Z", "generatorURL": ""}]}
    """
        .formatted(status, namespace, pod, at.endsWith("Z") ? at : at + "Z");
  }

  private static String padded(int length) {
    return NOTHING + " ".repeat(length - NOTHING.length());
  }

  private void rotation(String name, String alerts) {
    GenericKubernetesResource resource =
        client
            .getKubernetesSerialization()
            .unmarshal(ROTATION.formatted(name, alerts), GenericKubernetesResource.class);
    client
        .genericKubernetesResources(
            CustomResourceDefinitionContext.fromCustomResourceType(OnCallRotation.class))
        .inNamespace(namespace)
        .resource(resource)
        .create();
  }

  /** A token of a new service account that may push to rotations. */
  private String sender(String account, String... rotations) {
    String made = tokenOf(account);
    allow(account, rotations);
    return made;
  }

  private String tokenOf(String account) {
    return ApiServer.running().tokenOfNew(account, namespace);
  }

  private void allow(String account, String... rotations) {
    client
        .resource(
            new RoleBuilder()
                .withNewMetadata()
                .withName(account)
                .withNamespace(namespace)
                .endMetadata()
                .addNewRule()
                .withApiGroups("oncall.operate-first.cloud")
                .withResources("oncallrotations/alerts")
                .withResourceNames(rotations)
                .withVerbs("create")
                .endRule()
                .build())
        .create();
    client
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName(account)
                .withNamespace(namespace)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", account)
                .addNewSubject("", "ServiceAccount", account, namespace)
                .build())
        .create();
    Stream.of(rotations)
        .forEach(
            rotation ->
                Granted.to(
                    client,
                    namespace,
                    account,
                    new ResourceAttributesBuilder()
                        .withNamespace(namespace)
                        .withGroup("oncall.operate-first.cloud")
                        .withResource("oncallrotations")
                        .withSubresource("alerts")
                        .withName(rotation)
                        .withVerb("create")
                        .build()));
  }

  private HttpRequest.Builder request(String rotation, String body) {
    return HttpRequest.newBuilder(webhook.resolve(namespace + "/" + rotation))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private HttpResponse<String> push(String rotation, String bearer, String body) {
    return send(request(rotation, body).header("Authorization", "Bearer " + bearer));
  }

  private HttpResponse<String> pushChunked(String bearer, String body) {
    return send(
        request("sre", "")
            .header("Authorization", "Bearer " + bearer)
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))));
  }

  /** Who is refused while they still send may find the connection closed, and sends again. */
  private static int answered(Supplier<HttpResponse<String>> push) {
    return await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
        .until(() -> push.get().statusCode(), status -> status > 0);
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

  private static String reason(HttpResponse<String> answer) {
    try {
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("application/json");
      JsonNode error = new ObjectMapper().readTree(answer.body());
      assertThat(error.properties()).extracting(Map.Entry::getKey).containsExactly("error");
      return error.get("error").textValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private OnCallLogEntry onlyEntry() {
    assertThat(entries()).hasSize(1);
    return entries().get(0);
  }

  private List<OnCallLogEntry> entries() {
    return client.resources(OnCallLogEntry.class).inNamespace(namespace).list().getItems().stream()
        .filter(entry -> entry.getSpec().type() == OnCallLogEntrySpec.Type.ALERT)
        .toList();
  }
}
