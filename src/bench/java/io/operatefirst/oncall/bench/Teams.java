package io.operatefirst.oncall.bench;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Many rotations in a namespace of their own, of teams of five that are always on call. */
final class Teams {

  /** That somebody looks once, and takes no share of the machine until then. */
  static final Duration LOOK = Duration.ofSeconds(2);

  /** There may be nothing left to do. */
  private static final Duration QUIET = Duration.ofSeconds(3);

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
          startDate: "%s"
          handoverTime: "%s"
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
  private final Asked asked;
  private final String namespace;
  private final String handoverTime;
  private final LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
  private int rotations;
  private int entries;

  /**
   * None yet.
   *
   * @param handoverTime of all of them, such as 09:00, UTC
   */
  Teams(ApiServer server, String handoverTime) {
    this.client = server.patientClient();
    this.asked = new Asked(server.audit());
    this.namespace = server.newNamespace("teams");
    this.handoverTime = handoverTime;
  }

  String namespace() {
    return namespace;
  }

  /** So many more, with so many open entries each. */
  void add(int more, int entriesEach) throws InterruptedException {
    Writers.write(
        IntStream.range(rotations, rotations + more)
            .boxed()
            .flatMap(
                team ->
                    Stream.concat(
                        Stream.of(ROTATION.formatted(team, yesterday, handoverTime)),
                        IntStream.range(0, entriesEach)
                            .mapToObj(i -> ENTRY.formatted(team, i, team, i))))
            .map(resource -> () -> create(resource)));
    rotations += more;
    entries += more * entriesEach;
  }

  private void create(String resource) {
    HasMetadata one =
        client.getKubernetesSerialization().unmarshal(resource, GenericKubernetesResource.class);
    client.resource(one).inNamespace(namespace).create();
  }

  /** Waits until the operator has said of all of them what there is to say. */
  void awaitAllLookedAt() {
    patiently().until(() -> isQuiet() && isAllLookedAt());
  }

  /** A look is a list of all: while there is work it would be most of what the server does. */
  private boolean isQuiet() {
    return asked.since(Instant.now().minus(QUIET)).isEmpty();
  }

  private boolean isAllLookedAt() {
    return rotations().stream()
                .filter(one -> one.getStatus() != null)
                .mapToInt(one -> one.getStatus().openEntries())
                .sum()
            == entries
        && entries().stream()
            .allMatch(one -> one.getStatus() != null && one.getStatus().phase() != null);
  }

  /** Waits until all of them say that the shift of now began at an instant. */
  void awaitAllOnDutySince(Instant start) {
    patiently()
        .until(
            () ->
                isQuiet()
                    && rotations().stream()
                            .filter(
                                one -> one.getStatus() != null && one.getStatus().shift() != null)
                            .filter(one -> one.getStatus().shift().start().equals(start.toString()))
                            .count()
                        == rotations);
  }

  /** A list of so many may take longer than a client waits, while they are written. */
  private static ConditionFactory patiently() {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(LOOK)
        .ignoreExceptionsInstanceOf(KubernetesClientException.class);
  }

  List<OnCallRotation> rotations() {
    return client.resources(OnCallRotation.class).inNamespace(namespace).list().getItems();
  }

  List<OnCallLogEntry> entries() {
    return client.resources(OnCallLogEntry.class).inNamespace(namespace).list().getItems();
  }
}
