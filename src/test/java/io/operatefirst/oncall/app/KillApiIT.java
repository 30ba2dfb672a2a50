package io.operatefirst.oncall.app;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.MailServer;
import io.operatefirst.oncall.MailServer.Mail;
import io.operatefirst.oncall.OperatorAccount;
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
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** Whatever moment a replica dies at, each handover happens once, and each notice arrives. */
@Execution(CONCURRENT)
class KillApiIT {

  private static final int ROTATIONS = 20;
  private static final int KILLS = Integer.getInteger("kills", 6);
  private static final String NAMESPACE = "default";

  /** Nobody hands over among them while the test runs. */
  private static final String HELPERS =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata:
        name: helpers
      spec:
        engineers:
        - {name: alice, email: alice@example.org}
        - {name: bob, email: bob@example.org}
        - {name: carol, email: carol@example.org}
        schedule:
          startDate: "%s"
          handoverTime: "%s"
          workingDays: [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday]
          coverage: {from: "00:00", to: "24:00"}
        notifications: {email: {from: oncall@example.org}}
      """;

  private static final String CALL_FOR_HELP =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallLogEntry
      metadata:
        name: help-%d
      spec: {rotation: helpers, type: Task, summary: Question %d, helpWanted: true}
      """;

  private final List<Replica> replicas = new ArrayList<>();
  @AutoClose private ApiServer server;
  private KubernetesClient client;
  private MailServer mail;

  @BeforeEach
  void twoReplicas() throws IOException {
    server = ApiServer.another();
    client = server.client();
    mail = MailServer.start();
    String mailSettings =
        mail.settings().entrySet().stream()
            .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
            .collect(joining(" "));
    Path kubeconfig = server.operatorKubeconfig();
    for (int i = 0; i < 2; i++) {
      Path log = Path.of("target", "replica-" + i + ".log");
      Files.deleteIfExists(log);
      replicas.add(
          new Replica(kubeconfig, log.toFile()).with("JAVA_TOOL_OPTIONS", mailSettings).start());
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
    mail.down();
  }

  @Test
  void twentyHandoversWithDozensOfKillsAreTwentyEntriesAndNoNoticeIsLost()
      throws InterruptedException {
    // Handovers at two full minutes, ten each, beginning when all first shifts are committed.
    LocalTime soon =
        LocalTime.now(Clock.systemUTC()).plusSeconds(90).truncatedTo(ChronoUnit.MINUTES);
    LocalDate yesterday = LocalDate.now(Clock.systemUTC()).minusDays(1);
    for (int i = 0; i < ROTATIONS; i++) {
      client
          .resource(rotation(i, yesterday, soon.plusMinutes(i % 2)))
          .inNamespace(NAMESPACE)
          .create();
    }
    create(HELPERS.formatted(yesterday.minusDays(1), format(soon.minusHours(2))));
    await().atMost(Duration.ofMinutes(1)).until(() -> committed(1) == ROTATIONS + 1);

    long seed = new Random().nextLong();
    System.out.println("seed of the kills: " + seed);
    Random random = new Random(seed);
    int asked = 0;
    for (int kills = 0; kills < KILLS; ) {
      if (kills == asked) {
        create(CALL_FOR_HELP.formatted(asked, asked));
        asked++;
      }
      Duration life = Duration.ofMillis(500 + random.nextInt(9000));
      kills += replicas.get(random.nextInt(2)).killAfter(life) ? 1 : 0;
    }

    await()
        .atMost(Duration.ofMinutes(5))
        .untilAsserted(() -> assertThat(told(2)).isEqualTo(ROTATIONS));
    everyCallForHelpHasReachedBoth();
    Map<String, List<HandoverSpec>> log =
        handovers().stream()
            .filter(entry -> !entry.getSpec().rotation().equals("helpers"))
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
                .filter(event -> event.getReason().equals("Handover"))
                .filter(event -> !event.getInvolvedObject().getName().equals("helpers")))
        .hasSize(2 * ROTATIONS);
  }

  /**
   * The process may end after the mail server has accepted a mail and before the receipt is
   * written: then it is sent again, under the same name.
   */
  private void everyCallForHelpHasReachedBoth() {
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () ->
                assertThat(entries().stream().filter(entry -> entry.getSpec().helpWanted()))
                    .hasSize(KILLS)
                    .allSatisfy(
                        entry ->
                            assertThat(entry.getStatus().notices())
                                .singleElement()
                                .satisfies(receipt -> assertThat(receipt.to()).hasSize(2))));
    List<Mail> calls =
        mail.received().stream().filter(told -> told.subject().contains("asks for help")).toList();
    Set<String> pairs =
        calls.stream().map(told -> told.subject() + " " + told.to()).collect(toSet());
    System.out.println("notices that arrived twice: " + (calls.size() - pairs.size()));
    assertThat(pairs).hasSize(2 * KILLS);
    assertThat(calls.stream().map(Mail::id).distinct()).hasSize(2 * KILLS);
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
        .formatted(i, start.minusDays(1), format(handover));
  }

  private static String format(LocalTime time) {
    return DateTimeFormatter.ofPattern("HH:mm").format(time);
  }

  private void create(String yaml) {
    client.resource(yaml).inNamespace(NAMESPACE).create();
  }

  private List<OnCallLogEntry> handovers() {
    return entries().stream().filter(entry -> entry.getSpec().handover() != null).toList();
  }

  private List<OnCallLogEntry> entries() {
    return client.resources(OnCallLogEntry.class).inNamespace(NAMESPACE).list().getItems();
  }

  private long committed(long sequence) {
    return handovers().stream()
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
    Lease lease =
        client.leases().inNamespace(OperatorAccount.NAME).withName("oncall-operator").get();
    return lease == null || lease.getSpec().getHolderIdentity() == null
        ? ""
        : lease.getSpec().getHolderIdentity();
  }
}
