package io.operatefirst.oncall.bench;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.app.Shipped;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * The memory that the operator as shipped has taken, with more and more rotations of ten open
 * entries each: while it worked on them, and when it has been started anew among them.
 */
public final class FootprintBench {

  private static final int ENTRIES_EACH = 10;
  private static final int[] ROTATIONS = {1, 100, 1000};
  private static final int WRITERS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private static final String ROTATION =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata: {name: team-%d}
      spec:
        engineers:
        - {name: alice, email: alice@example.org}
        - {name: bob, email: bob@example.org}
        - {name: carol, email: carol@example.org}
        - {name: dave, email: dave@example.org}
        - {name: erin, email: erin@example.org}
        schedule:
          workingDays: [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday]
          coverage: {from: "00:00", to: "24:00"}
      """;

  private static final String ENTRY =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallLogEntry
      metadata: {name: team-%d-task-%d}
      spec: {rotation: team-%d, type: Task, severity: Warning, summary: The disk of node %d is almost full}
      """;

  private final KubernetesClient client;
  private final KubernetesSerialization yaml = new KubernetesSerialization();
  private final String namespace;

  private FootprintBench(ApiServer server) {
    this.client = server.client();
    this.namespace = server.newNamespace("footprint");
  }

  /** Runs it, and prints a table in Markdown. */
  public static void main(String... arguments) throws IOException, InterruptedException {
    ApiServer server = ApiServer.another();
    Program program =
        new Program(
            Shipped.command(Shipped.APPLICATION, Shipped.MAIN), server.operatorKubeconfig());
    new FootprintBench(server).run(program);
    // The client's threads would keep the JVM.
    System.exit(0);
  }

  private void run(Program program) throws IOException, InterruptedException {
    System.out.println(
        "| rotations | entries | peak RSS, MiB | started anew: ready after, s | RSS then, MiB |");
    System.out.println("|---|---|---|---|---|");
    int there = 0;
    Running running = program.start();
    for (int rotations : ROTATIONS) {
      create(there, rotations);
      there = rotations;
      awaitAllLookedAt(rotations);
      double peak = running.peak();
      running.close();
      running = program.start();
      System.out.printf(
          Locale.ROOT,
          "| %d | %d | %.0f | %.2f | %.0f |%n",
          rotations,
          rotations * (ENTRIES_EACH + 1),
          peak,
          running.millis() / 1000.0,
          running.rss());
    }
    running.close();
  }

  private void create(int from, int to) throws InterruptedException {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    IntStream.range(from, to)
        .forEach(
            rotation ->
                writers.execute(
                    () -> {
                      create(ROTATION.formatted(rotation));
                      for (int i = 0; i < ENTRIES_EACH; i++) {
                        create(ENTRY.formatted(rotation, i, rotation, i));
                      }
                    }));
    writers.shutdown();
    if (!writers.awaitTermination(PATIENCE.toMinutes(), TimeUnit.MINUTES)) {
      throw new IllegalStateException("the API server takes too long");
    }
  }

  private void create(String resource) {
    HasMetadata one = yaml.unmarshal(resource, GenericKubernetesResource.class);
    client.resource(one).inNamespace(namespace).create();
  }

  private void awaitAllLookedAt(int rotations) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () ->
                client
                        .resources(OnCallRotation.class)
                        .inNamespace(namespace)
                        .list()
                        .getItems()
                        .stream()
                        .filter(one -> one.getStatus() != null)
                        .filter(one -> one.getStatus().openEntries() == ENTRIES_EACH)
                        .count()
                    == rotations);
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () ->
                client
                    .resources(OnCallLogEntry.class)
                    .inNamespace(namespace)
                    .list()
                    .getItems()
                    .stream()
                    .allMatch(one -> one.getStatus() != null && one.getStatus().phase() != null));
  }
}
