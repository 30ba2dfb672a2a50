package io.operatefirst.oncall.app;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.ListMeta;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/**
 * 5,000 distinct alerts at once, and then each of them again and again: none is lost or doubled,
 * the memory of the operator as it is shipped stays bounded, and a handover that is due meanwhile
 * is in time.
 */
@Execution(CONCURRENT)
class AlertStormApiIT {

  private static final int ALERTS = 5000;
  private static final int REPEATS = 20;

  /** The first, of the shift that runs, and the one that falls into the storm. */
  private static final int HANDOVERS = 2;

  /** The limit of deploy/base/deployment.yaml. */
  private static final long MOST_MEMORY_MIB = 320;

  private static final String NAMESPACE = "default";
  private static final Clock CLOCK = Clock.systemUTC();

  private final AtomicInteger told = new AtomicInteger();
  @AutoClose private ApiServer server;
  private KubernetesClient client;
  private HttpServer alertmanager;
  private Replica replica;

  @BeforeEach
  void anAlertmanagerInAStorm() throws IOException {
    server = ApiServer.another();
    client = server.patientClient();
    Path kubeconfig = server.operatorKubeconfig();
    byte[] storm = storm();
    alertmanager = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    alertmanager.createContext("/api/v2/alerts", exchange -> answer(exchange, storm));
    alertmanager.start();
    Path log = Path.of("target", "alert-storm.log");
    Files.deleteIfExists(log);
    replica =
        new Replica(kubeconfig, log.toFile())
            .with(
                "ONCALL_ALERTMANAGERS_PLATFORM_URL",
                "http://127.0.0.1:" + alertmanager.getAddress().getPort())
            .with("ONCALL_ALERTMANAGERS_PLATFORM_POLL_INTERVAL", "1S")
            .with("ONCALL_CLUSTER_WIDE", NAMESPACE)
            .start();
    await().atMost(Duration.ofMinutes(2)).until(replica::hasStarted);
  }

  @AfterEach
  void calm() throws InterruptedException {
    replica.stop();
    alertmanager.stop(0);
    client.close();
  }

  @Test
  void noAlertIsLostOrDoubledAndTheHandoverIsInTime() throws IOException {
    // The whole storm takes longer than that, so that the handover falls into it.
    LocalTime time =
        LocalTime.now(CLOCK.withZone(ZoneOffset.UTC))
            .plusMinutes(1)
            .truncatedTo(ChronoUnit.MINUTES);
    createRotation("storm", "alerts: {from: [platform]}, log: {maxOpenEntries: 10000}", time);
    // Begins with what was due yesterday, so that today's is a handover.
    Instant due = LocalDate.now(CLOCK).atTime(time).toInstant(ZoneOffset.UTC);

    await("a handover in the storm")
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> handover() != null);
    assertThat(handover().getSpec().handover().at()).isEqualTo(due.toString());
    Instant committed = Instant.parse(handover().getMetadata().getCreationTimestamp());
    await("an entry for each alert")
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofSeconds(2))
        .until(() -> entries() >= ALERTS + HANDOVERS);
    await("a status of each")
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofSeconds(5))
        .until(() -> alerts().stream().allMatch(entry -> entry.getStatus() != null));

    Map<String, String> before = versions();
    int asked = told.get();
    await("each alert again and again")
        .atMost(Duration.ofMinutes(3))
        .until(() -> told.get() >= asked + REPEATS);

    assertThat(alerts().stream().map(entry -> entry.getSpec().source().key()).distinct())
        .as("each once")
        .hasSize(ALERTS);
    assertThat(alerts()).as("none twice").hasSize(ALERTS);
    assertThat(versions()).as("repeats write nothing").isEqualTo(before);
    assertThat(committed).as("the handover is in time").isBetween(due, due.plusSeconds(10));
    long memory = replica.highestMemory();
    System.out.printf(
        "storm: %d alerts, %d repeats, handover after %d s, VmHWM %d MiB%n",
        ALERTS, ALERTS * REPEATS, Duration.between(due, committed).toSeconds(), memory);
    assertThat(memory).as("VmHWM, MiB").isLessThan(MOST_MEMORY_MIB);
  }

  private void createRotation(String name, String intakes, LocalTime handover) {
    client
        .resource(
            new KubernetesSerialization()
                .unmarshal(
                    """
                    apiVersion: oncall.operate-first.cloud/v1alpha1
                    kind: OnCallRotation
                    metadata: {name: %s, namespace: %s}
                    spec:
                      {engineers: [{name: alice}, {name: bob}], order: {atEndOfList: Repeat},
                       schedule: {startDate: "%s", handoverTime: "%s", coverage: {from: "00:00", to: "24:00"},
                         workingDays: [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday]},
                       %s}
                    """
                        .formatted(
                            name,
                            NAMESPACE,
                            LocalDate.now(CLOCK).minusDays(3),
                            handover.format(DateTimeFormatter.ofPattern("HH:mm")),
                            intakes),
                    OnCallRotation.class))
        .create();
  }

  /** By its name: in the storm the server takes long to look through all entries. */
  private OnCallLogEntry handover() {
    return client
        .resources(OnCallLogEntry.class)
        .inNamespace(NAMESPACE)
        .withName("storm-handover-%06d".formatted(HANDOVERS))
        .get();
  }

  private List<OnCallLogEntry> alerts() {
    return client
        .resources(OnCallLogEntry.class)
        .inNamespace(NAMESPACE)
        .list(
            new ListOptionsBuilder()
                .withLabelSelector(OnCallLogEntry.TYPE_LABEL + "=Alert")
                // From the server's memory: it has enough to do.
                .withResourceVersion("0")
                .build())
        .getItems();
  }

  /** How many there are of all types, without asking for each. */
  private long entries() {
    ListMeta rest =
        client
            .resources(OnCallLogEntry.class)
            .inNamespace(NAMESPACE)
            .list(new ListOptionsBuilder().withLimit(1L).build())
            .getMetadata();
    return 1 + (rest.getRemainingItemCount() == null ? 0 : rest.getRemainingItemCount());
  }

  private Map<String, String> versions() {
    return alerts().stream()
        .collect(
            toMap(
                entry -> entry.getMetadata().getName(),
                entry -> entry.getMetadata().getResourceVersion()));
  }

  private static byte[] storm() {
    Instant start = CLOCK.instant().truncatedTo(ChronoUnit.SECONDS);
    return IntStream.range(0, ALERTS)
        .mapToObj(
            i ->
                """
                {"fingerprint": "%016x", "startsAt": "%s", "status": {"state": "active"},
                 "labels": {"alertname": "Storm%d", "namespace": "shop", "severity": "warning", "pod": "cart-%d"},
                 "annotations": {"summary": "It is stormy."}}"""
                    .formatted(i, start, i, i))
        .collect(Collectors.joining(",", "[", "]"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private void answer(HttpExchange exchange, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
      told.incrementAndGet();
    }
  }
}
