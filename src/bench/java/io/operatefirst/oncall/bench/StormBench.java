package io.operatefirst.oncall.bench;

import static java.util.stream.Collectors.joining;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.api.OnCallLogEntry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Thousands of distinct alerts at once, pushed to one rotation in messages as large as
 * docs/webhook.md proposes, until the log has all of them, and until their statuses say what is to
 * be said, beside a bare client that makes the same writes; and then the same alerts again and
 * again, of which nothing is written. All that in several rounds, each with an API server of its
 * own, since one round alone is mostly a matter of luck.
 */
public final class StormBench {

  private static final int MESSAGES = 5;
  private static final int ALERTS_EACH = 1000;
  private static final int REPEATS = 20;
  private static final int ROUNDS = 3;

  private static final int AGAIN = 503;

  /** Nothing more is written after so long without a write. */
  private static final Duration SETTLED = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private static final String ROTATION =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata: {name: sre}
      spec:
        engineers: [{name: alice}, {name: bob}, {name: carol}]
        alerts: {webhook: true, groupBy: [namespace, alertname, pod]}
        log: {maxOpenEntries: 10000}
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private final KubernetesClient client;
  private final String namespace;

  private StormBench(ApiServer server) {
    this.client = server.client();
    this.namespace = server.newNamespace("storm");
  }

  /**
   * One round.
   *
   * @param stored until all were stored and answered
   * @param created the same by the bare client
   * @param shown until the last status was there
   * @param both entries and statuses by the bare client
   * @param asked of the API server until then
   * @param again of the API server for the repeats
   */
  private record Round(
      Duration stored,
      Duration created,
      Duration shown,
      Duration both,
      Map<String, Long> asked,
      Map<String, Long> again) {

    double ratioOfStoring() {
      return (double) stored.toMillis() / created.toMillis();
    }

    double ratioOfAll() {
      return (double) shown.toMillis() / both.toMillis();
    }

    void print() {
      System.out.printf(
          Locale.ROOT,
          "| %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %s | %s |%n",
          stored.toMillis() / 1000.0,
          created.toMillis() / 1000.0,
          ratioOfStoring(),
          shown.toMillis() / 1000.0,
          both.toMillis() / 1000.0,
          ratioOfAll(),
          asked,
          again);
    }
  }

  /** Runs it, and prints a table in Markdown, a line for each round. */
  public static void main(String... arguments) {
    Bench.toTheEnd(() -> run());
  }

  private static void run() throws IOException, InterruptedException {
    System.out.printf(
        "%d alerts, and then %d repeats of them%n",
        MESSAGES * ALERTS_EACH, MESSAGES * ALERTS_EACH * REPEATS);
    System.out.println(
        "| stored, s | bare client, s | ratio | with statuses, s | bare client, s | ratio | asked |"
            + " asked for the repeats |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    List<Round> rounds = new ArrayList<>();
    while (rounds.size() < ROUNDS) {
      try (ApiServer server = ApiServer.another()) {
        Round round = new StormBench(server).measure(server);
        round.print();
        rounds.add(round);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "the median of the ratios: %.2f, %.2f%n",
        median(rounds, Round::ratioOfStoring),
        median(rounds, Round::ratioOfAll));
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> of) {
    return rounds.stream()
        .mapToDouble(of)
        .sorted()
        .skip(rounds.size() / 2)
        .findFirst()
        .orElseThrow();
  }

  private Round measure(ApiServer server) throws IOException, InterruptedException {
    Asked asked = new Asked(server.audit());
    String before = server.newNamespace("before");
    Stream.of(before, namespace).forEach(this::createRotationThatHearsSenders);
    List<String> storm = IntStream.range(0, MESSAGES).mapToObj(this::message).toList();
    Running running = Program.shipped(server).start();
    Instant begun;
    Duration stored;
    Instant repeated;
    try {
      String token = server.tokenOfNew("alert-sender", namespace);
      URI warmUp = running.address().resolve("webhook/" + before + "/sre");
      // For the compiler of its JVM, as the bare client has it.
      Awaitility.await().atMost(PATIENCE).until(() -> push(warmUp, token, storm.get(0)) == 200);
      awaitNothingMoreAsked(asked);
      URI webhook = running.address().resolve("webhook/" + namespace + "/sre");
      begun = Instant.now();
      stored = pushAll(webhook, token, storm.stream());
      awaitNothingMoreAsked(asked);
      repeated = Instant.now();
      pushAll(webhook, token, Stream.generate(storm::stream).limit(REPEATS).flatMap(all -> all));
      awaitNothingMoreAsked(asked);
    } finally {
      running.close();
    }
    int entries =
        client.resources(OnCallLogEntry.class).inNamespace(namespace).list().getItems().size();
    if (entries != MESSAGES * ALERTS_EACH) {
      throw new IllegalStateException("not an entry for each alert: " + entries);
    }
    // Once for the compiler of its JVM.
    BareClient.entries(server, namespace, false);
    Duration created = BareClient.entries(server, namespace, false);
    Duration both = BareClient.entries(server, namespace, true);
    List<Asked.Request> first =
        asked.since(begun).stream().filter(request -> request.at().isBefore(repeated)).toList();
    return new Round(
        stored,
        created,
        Duration.between(begun, Asked.last(first)),
        both,
        Asked.counted(first),
        Asked.counted(asked.since(repeated)));
  }

  private static void awaitNothingMoreAsked(Asked asked) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Teams.LOOK)
        .until(() -> asked.since(Instant.now().minus(SETTLED)).isEmpty());
  }

  /** Whoever sends may do so by the role that is shipped for it. */
  private void createRotationThatHearsSenders(String where) {
    client
        .resource(
            client
                .getKubernetesSerialization()
                .unmarshal(ROTATION, GenericKubernetesResource.class))
        .inNamespace(where)
        .create();
    client
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName("alert-sender")
                .withNamespace(where)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "oncall-alert-sender")
                .addNewSubject(
                    null, ServiceAccount.class.getSimpleName(), "alert-sender", namespace)
                .build())
        .create();
  }

  private Duration pushAll(URI webhook, String token, Stream<String> messages)
      throws InterruptedException {
    return Writers.write(
        messages.map(
            message ->
                () -> {
                  // As Alertmanager does: what is refused for now is sent again.
                  int status;
                  do {
                    status = push(webhook, token, message);
                  } while (status == AGAIN);
                  if (status != 200) {
                    throw new IllegalStateException("the webhook answers " + status);
                  }
                }));
  }

  private int push(URI webhook, String token, String message) {
    try {
      return http.send(
              HttpRequest.newBuilder(webhook)
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(message))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException refusedBeforeItWasRead) {
      return AGAIN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String message(int number) {
    return IntStream.range(number * ALERTS_EACH, (number + 1) * ALERTS_EACH)
        .mapToObj(this::alert)
        .collect(
            joining(
                ",",
                "{\"version\":\"4\",\"groupKey\":\"{}:{}\",\"status\":\"firing\",\"alerts\":[",
                "]}"));
  }

  private String alert(int number) {
    return """
        {"status": "firing", "fingerprint": "%016x", "startsAt": "2026-11-23T08:00:00Z",
         "endsAt": "0001-01-01T00:00:00Z", "generatorURL": "https://example.org/graph",
         "labels": {"alertname": "PodCrashes", "namespace": "%s", "pod": "pod-%d", "severity": "warning"},
         "annotations": {"summary": "A pod crashes", "runbook_url": "https://example.org/runbook"}}
        """
        .formatted(number, namespace, number);
  }
}
