package io.operatefirst.oncall.intake.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.operatefirst.oncall.FreePorts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Two real Alertmanagers that form one cluster, as on OpenShift, with the routes of Operate First.
 * The operator of the test watches them by the name platform; by the name lost it knows one that is
 * never there.
 */
public final class RealAlertmanagers implements QuarkusTestResourceLifecycleManager {

  /** Whose rotations see the alerts of all namespaces. */
  static final String WIDE_NAMESPACE = "alerts-of-all";

  static final Duration WATCHDOG_PATIENCE = Duration.ofSeconds(4);

  private static final String PROGRAM = "prometheus-alertmanager";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Replica> replicas = new ArrayList<>();
  private Path directory;
  private URI lost;

  private record Replica(int port, int clusterPort, int peerPort, List<Process> process) {
    URI uri(String path) {
      return URI.create("http://127.0.0.1:" + port + path);
    }
  }

  @Override
  public Map<String, String> start() {
    return start(routes -> routes);
  }

  /** The same, with something of the routes said otherwise. */
  Map<String, String> start(UnaryOperator<String> changed) {
    try {
      directory = Files.createTempDirectory("alertmanagers");
      try (InputStream routes =
          RealAlertmanagers.class.getResourceAsStream("/alertmanager/alertmanager.yaml")) {
        Files.writeString(
            directory.resolve("alertmanager.yaml"),
            changed.apply(new String(routes.readAllBytes(), StandardCharsets.UTF_8)));
      }
      int[] ports = FreePorts.some(5);
      lost = URI.create("http://127.0.0.1:" + ports[4]);
      replicas.add(new Replica(ports[0], ports[1], ports[3], new ArrayList<>()));
      replicas.add(new Replica(ports[2], ports[3], ports[1], new ArrayList<>()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    startAll();
    return Map.of(
        "oncall.alertmanagers.platform.url",
        replicas.get(0).uri("") + "," + replicas.get(1).uri(""),
        "oncall.alertmanagers.platform.poll-interval",
        "1s",
        "oncall.alertmanagers.lost.url",
        lost.toString(),
        "oncall.alertmanagers.lost.poll-interval",
        "1s",
        "oncall.watchdog-patience",
        WATCHDOG_PATIENCE.toSeconds() + "s",
        "oncall.cluster-wide",
        WIDE_NAMESPACE);
  }

  @Override
  public void stop() {
    stopAll();
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(RealAlertmanagers.class));
  }

  /** Starts both, and waits until they answer and know of each other. */
  void startAll() {
    replicas.forEach(this::start);
    await("both Alertmanagers form a cluster")
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              for (Replica replica : replicas) {
                assertThat(get(replica, "/api/v2/status").at("/cluster/peers")).hasSize(2);
              }
            });
  }

  private void start(Replica replica) {
    Path data = directory.resolve("data-" + replica.port());
    try {
      replica
          .process()
          .add(
              new ProcessBuilder(
                      PROGRAM,
                      "--config.file=" + directory.resolve("alertmanager.yaml"),
                      "--storage.path=" + data,
                      "--web.listen-address=127.0.0.1:" + replica.port(),
                      "--cluster.listen-address=127.0.0.1:" + replica.clusterPort(),
                      "--cluster.advertise-address=127.0.0.1:" + replica.clusterPort(),
                      "--cluster.peer=127.0.0.1:" + replica.peerPort(),
                      "--cluster.reconnect-interval=1s",
                      // Else the second tells what was so 15 s ago, after the first has told what
                      // is; see docs/webhook.md of what a kill makes of that.
                      "--cluster.peer-timeout=0s",
                      "--cluster.settle-timeout=1s")
                  .redirectErrorStream(true)
                  .redirectOutput(
                      ProcessBuilder.Redirect.appendTo(
                          directory.resolve(replica.port() + ".log").toFile()))
                  .start());
    } catch (IOException e) {
      throw new IllegalStateException(
          PROGRAM + " is needed by this test: install it (apt-get install " + PROGRAM + ")", e);
    }
  }

  void stopAll() {
    replicas.forEach(replica -> stop(replica));
  }

  void stopFirst() {
    stop(replicas.get(0));
  }

  private static void stop(Replica replica) {
    replica
        .process()
        .removeIf(
            process -> {
              process.destroy();
              try {
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                  process.destroyForcibly();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return true;
            });
  }

  /** An alert as Prometheus sends it; as long as it fires, its end is far ahead. */
  record Posted(
      Map<String, String> labels,
      Map<String, String> annotations,
      Instant startsAt,
      Instant endsAt) {

    static Posted of(Map<String, String> labels) {
      Instant now = Instant.now();
      return new Posted(labels, Map.of(), now, now.plus(Duration.ofHours(1)));
    }

    Posted says(Map<String, String> notes) {
      return new Posted(labels, notes, startsAt, endsAt);
    }

    Posted ended() {
      return new Posted(labels, annotations, startsAt, Instant.now());
    }

    Posted again() {
      return of(labels).says(annotations);
    }
  }

  /** To both, as Prometheus does. */
  void post(Posted... alerts) {
    post(List.of(alerts));
  }

  void post(List<Posted> alerts) {
    replicas.stream().filter(one -> !one.process().isEmpty()).forEach(one -> post(one, alerts));
  }

  /** To one of them only. */
  void postToSecond(Posted alert) {
    post(replicas.get(1), List.of(alert));
  }

  private void post(Replica replica, List<Posted> alerts) {
    try {
      String body =
          JSON.writeValueAsString(
              alerts.stream()
                  .map(
                      alert ->
                          Map.of(
                              "labels", alert.labels(),
                              "annotations", alert.annotations(),
                              "startsAt", alert.startsAt().toString(),
                              "endsAt", alert.endsAt().toString(),
                              "generatorURL", "https://prometheus.example.org/graph"))
                  .toList());
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(replica.uri("/api/v2/alerts"))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until whoever knows of alerts of a name says what one expects of all of them. */
  void awaitState(String alertname, String state) {
    await(alertname + " is " + state)
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              List<String> states = new ArrayList<>();
              for (Replica replica : replicas) {
                get(replica, "/api/v2/alerts?filter=alertname=" + alertname)
                    .forEach(alert -> states.add(alert.at("/status/state").asText()));
              }
              assertThat(states).isNotEmpty().containsOnly(state);
            });
  }

  /** Silences what a matcher says, on the first; waits until both know. */
  String silence(String matcher) {
    String id = amtool("silence", "add", "--author=test", "--comment=test", matcher).strip();
    await("both know of the silence")
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              for (Replica replica : replicas) {
                assertThat(get(replica, "/api/v2/silence/" + id).at("/status/state").asText())
                    .isEqualTo("active");
              }
            });
    return id;
  }

  /** The command line of Alertmanager, against the first. */
  String amtool(String... arguments) {
    List<String> command =
        Stream.concat(
                Stream.of("amtool", "--alertmanager.url=" + replicas.get(0).uri("/")),
                Stream.of(arguments))
            .toList();
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      return output;
    } catch (IOException e) {
      throw new IllegalStateException(
          "amtool is needed by this test: install it (apt-get install " + PROGRAM + ")", e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode get(Replica replica, String path) {
    try {
      return JSON.readTree(
          http.send(
                  HttpRequest.newBuilder(replica.uri(path)).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
