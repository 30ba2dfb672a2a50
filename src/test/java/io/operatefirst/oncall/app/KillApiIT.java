package io.operatefirst.oncall.app;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.api.HandoverSpec;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever moment a replica dies at, each handover happens once. */
class KillApiIT {

  private static final int ROTATIONS = 20;
  private static final int KILLS = 50;
  private static final String NAMESPACE = "default";

  private final List<Replica> replicas = new ArrayList<>();
  private KubernetesClient client;

  @BeforeEach
  void twoReplicas() throws IOException {
    ApiServer server = ApiServer.another();
    client = server.client();
    Path kubeconfig = Files.createTempFile("kubeconfig", ".yaml");
    Files.writeString(kubeconfig, server.kubeconfig());
    for (int i = 0; i < 2; i++) {
      Path log = Path.of("target", "replica-" + i + ".log");
      Files.deleteIfExists(log);
      replicas.add(new Replica(kubeconfig, log.toFile()).start());
    }
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> !holder().isEmpty() && replicas.stream().allMatch(Replica::hasStarted));
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (Replica replica : replicas) {
      replica.stop();
    }
  }

  @Test
  void twentyHandoversWithFiftyKillsAreTwentyEntries() throws InterruptedException {
    // Handovers at full minutes, five each, beginning when all first shifts are committed.
    LocalTime soon =
        LocalTime.now(Clock.systemUTC()).plusMinutes(2).truncatedTo(ChronoUnit.MINUTES);
    LocalDate yesterday = LocalDate.now(Clock.systemUTC()).minusDays(1);
    for (int i = 0; i < ROTATIONS; i++) {
      client
          .resource(rotation(i, yesterday, soon.plusMinutes(i % 4)))
          .inNamespace(NAMESPACE)
          .create();
    }
    await().atMost(Duration.ofMinutes(1)).until(() -> committed(1) == ROTATIONS);

    long seed = new Random().nextLong();
    System.out.println("seed of the kills: " + seed);
    Random random = new Random(seed);
    for (int kills = 0; kills < KILLS; ) {
      Duration life = Duration.ofMillis(500 + random.nextInt(9000));
      kills += replicas.get(random.nextInt(2)).killAfter(life) ? 1 : 0;
    }

    await()
        .atMost(Duration.ofMinutes(5))
        .untilAsserted(() -> assertThat(told(2)).isEqualTo(ROTATIONS));
    Map<String, List<HandoverSpec>> log =
        entries().stream()
            .collect(
                groupingBy(
                    entry -> entry.getSpec().rotation(),
                    java.util.stream.Collectors.mapping(
                        entry -> entry.getSpec().handover(),
                        java.util.stream.Collectors.toList())));
    assertThat(log).hasSize(ROTATIONS);
    assertThat(log.values())
        .allSatisfy(
            handovers -> {
              assertThat(handovers)
                  .extracting(HandoverSpec::sequence)
                  .containsExactlyInAnyOrder(1L, 2L);
              HandoverSpec first = handovers.get(handovers.get(0).sequence() == 1 ? 0 : 1);
              HandoverSpec second = handovers.get(handovers.get(0).sequence() == 1 ? 1 : 0);
              assertThat(second.at()).isEqualTo(first.shift().end());
              assertThat(second.from()).isEqualTo(first.to());
              assertThat(second.to()).isNotEqualTo(first.to());
            });
    assertThat(
            client.v1().events().inNamespace(NAMESPACE).list().getItems().stream()
                .filter(event -> event.getReason().equals("Handover")))
        .hasSize(2 * ROTATIONS);
  }

  @Test
  void aLeaderThatIsAskedToEndGivesItsLeaseBack() throws InterruptedException {
    String leader = holder();
    for (Replica replica : replicas) {
      replica.terminate(Duration.ofSeconds(30));
    }

    assertThat(leader).isNotEmpty();
    assertThat(holder()).isEmpty();
  }

  private static String rotation(int i, LocalDate start, LocalTime handover) {
    return """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallRotation
        metadata:
          name: team-%d
        spec:
          engineers: [{name: alice}, {name: bob}, {name: carol}]
          schedule:
            startDate: "%s"
            handoverTime: "%s"
            workingDays: [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday]
            coverage: {from: "00:00", to: "24:00"}
        """
        .formatted(i, start.minusDays(1), DateTimeFormatter.ofPattern("HH:mm").format(handover));
  }

  private List<OnCallLogEntry> entries() {
    return client.resources(OnCallLogEntry.class).inNamespace(NAMESPACE).list().getItems();
  }

  private long committed(long sequence) {
    return entries().stream()
        .filter(entry -> entry.getSpec().handover().sequence() == sequence)
        .count();
  }

  /** In how many rotations the status tells of a handover. */
  private long told(long sequence) {
    return client.resources(OnCallRotation.class).inNamespace(NAMESPACE).list().getItems().stream()
        .filter(rotation -> rotation.getStatus().lastHandover().sequence() == sequence)
        .count();
  }

  private String holder() {
    Lease lease = client.leases().inNamespace(NAMESPACE).withName("oncall-operator").get();
    return lease == null || lease.getSpec().getHolderIdentity() == null
        ? ""
        : lease.getSpec().getHolderIdentity();
  }
}
