package io.operatefirst.oncall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.intake.events.Warnings;
import io.operatefirst.oncall.status.Conditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** However many events a cluster holds, the operator fits into its memory. */
@Execution(CONCURRENT)
class EventStormApiIT {

  private static final int NAMESPACES = 10;
  private static final int EVENTS = 3_000;
  private static final int MEBIBYTES = 256;
  private static final String WIDE = "team-0";

  @AutoClose private final ApiServer server = ApiServer.another();
  private final KubernetesClient client;
  private final Replica replica;
  private final Path log = Path.of("target", "storm.log");

  EventStormApiIT() throws IOException {
    client = server.client();
    Path kubeconfig = server.operatorKubeconfig();
    Files.deleteIfExists(log);
    replica = new Replica(kubeconfig, log.toFile()).with("ONCALL_CLUSTER_WIDE", WIDE);
  }

  @AfterEach
  void stop() throws InterruptedException {
    replica.stop();
  }

  @Test
  void thirtyThousandEventsAtTheStart() throws Exception {
    Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    List<String> namespaces = IntStream.range(0, NAMESPACES).mapToObj(i -> "team-" + i).toList();
    namespaces.forEach(
        name ->
            client
                .resource(
                    new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
                .create());
    storm(namespaces, now);
    rotate("team-0", "{window: 1h, namespaces: [" + String.join(", ", namespaces) + "]}");
    rotate("team-1", "{window: 1h}");

    replica.start();

    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () -> {
              assertThat(entries("team-0")).hasSize(NAMESPACES);
              assertThat(entries("team-1")).hasSize(1);
            });
    assertThat(Stream.concat(entries("team-0").stream(), entries("team-1").stream()))
        .allSatisfy(
            entry -> assertThat(entry.getSpec().source().event().name()).isEqualTo("crashing"));
    // Not before all was read.
    await().atMost(Duration.ofMinutes(1)).until(() -> watches("team-0") && watches("team-1"));
    long highest = replica.highestMemory();
    System.out.println("highest resident memory: " + highest + " MiB");
    assertThat(highest).isLessThan(MEBIBYTES);
  }

  /** Of the last three hours, as OpenShift keeps them; each pod fails too seldom, but for one. */
  private void storm(List<String> namespaces, Instant now) throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(32);
    AtomicReference<RuntimeException> failure = new AtomicReference<>();
    for (String namespace : namespaces) {
      for (int i = 0; i < EVENTS; i++) {
        int pod = i;
        Instant last = now.minusSeconds(10_800L * i / EVENTS);
        writers.execute(
            () -> {
              try {
                write(
                    namespace,
                    pod == 1 ? "crashing" : "pod-" + pod,
                    last,
                    pod == 1 ? 7 : 1 + pod % 4);
              } catch (RuntimeException e) {
                failure.set(e);
              }
            });
      }
    }
    writers.shutdown();
    assertThat(writers.awaitTermination(3, TimeUnit.MINUTES)).isTrue();
    assertThat(failure.get()).isNull();
  }

  private void write(String namespace, String pod, Instant last, int count) {
    client
        .v1()
        .events()
        .inNamespace(namespace)
        .resource(
            Warnings.about(namespace, pod, "BackOff", last.minusSeconds(300), last, count).build())
        .create();
  }

  private void rotate(String namespace, String events) {
    client
        .resource(
            """
            apiVersion: oncall.operate-first.cloud/v1alpha1
            kind: OnCallRotation
            metadata:
              name: sre
            spec:
              engineers: [{name: alice}, {name: bob}, {name: carol}]
              events: %s
            """
                .formatted(events))
        .inNamespace(namespace)
        .create();
  }

  private boolean watches(String namespace) {
    return Conditions.find(
            client
                .resources(OnCallRotation.class)
                .inNamespace(namespace)
                .withName("sre")
                .get()
                .getStatus()
                .conditions(),
            Conditions.EVENTS_WATCHED)
        .filter(condition -> condition.getStatus().equals("True"))
        .isPresent();
  }

  private List<OnCallLogEntry> entries(String namespace) {
    return client.resources(OnCallLogEntry.class).inNamespace(namespace).list().getItems().stream()
        .filter(entry -> entry.getSpec().type() == OnCallLogEntrySpec.Type.EVENT)
        .toList();
  }
}
