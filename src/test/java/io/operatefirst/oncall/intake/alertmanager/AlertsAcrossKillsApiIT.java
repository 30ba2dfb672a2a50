package io.operatefirst.oncall.intake.alertmanager;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.FreePorts;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.app.Replica;
import io.operatefirst.oncall.intake.alertmanager.RealAlertmanagers.Posted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/**
 * Two real Alertmanagers, one cluster, that push and are asked, and an operator that is killed in
 * the middle of it: whichever way an alert comes, it is one entry.
 */
@Execution(CONCURRENT)
class AlertsAcrossKillsApiIT {

  private static final String NAMESPACE = "default";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> WAYS = List.of("pull", "push", "both");
  private static final int KILLS = 3;

  /** Inhibited by others: see the routes. */
  private static final Set<String> INHIBITED =
      Set.of("TargetDown", "KubePodNotReady", "KubePodCrashLooping");

  private final RealAlertmanagers alertmanagers = new RealAlertmanagers();
  @AutoClose private ApiServer server;
  private KubernetesClient client;
  private Replica operator;

  @BeforeEach
  void alertmanagersThatPush() throws IOException {
    server = ApiServer.another();
    client = server.patientClient();
    Path kubeconfig = server.operatorKubeconfig();
    Path token = Files.createTempFile("sender", ".token");
    Files.writeString(token, sender(server));
    int port = FreePorts.one();
    Map<String, String> config = alertmanagers.start(routes -> pushing(routes, port, token));
    Path log = Path.of("target", "alerts-across-kills.log");
    Files.deleteIfExists(log);
    operator =
        new Replica(kubeconfig, log.toFile())
            .with("QUARKUS_HTTP_PORT", String.valueOf(port))
            .with(
                "ONCALL_ALERTMANAGERS_PLATFORM_URL",
                config.get("oncall.alertmanagers.platform.url"))
            .with("ONCALL_ALERTMANAGERS_PLATFORM_POLL_INTERVAL", "1S")
            .with("ONCALL_CLUSTER_WIDE", NAMESPACE)
            .start();
    await().atMost(Duration.ofMinutes(2)).until(operator::hasStarted);
    rotation("pull", "from: [platform]");
    rotation("push", "webhook: true");
    rotation("both", "from: [platform], webhook: true");
  }

  @AfterEach
  void stop() throws InterruptedException {
    operator.stop();
    alertmanagers.stop();
    client.close();
  }

  @Test
  void noneIsLostOrDoubled() throws IOException, InterruptedException {
    List<Posted> alerts = OpenShiftAlerts.all();
    Set<Map<String, String>> expected =
        alerts.stream()
            .map(Posted::labels)
            .filter(labels -> !INHIBITED.contains(labels.get("alertname")))
            .filter(labels -> !labels.get("alertname").equals(Alert.WATCHDOG))
            .map(
                labels ->
                    Map.of(
                        "namespace", labels.get("namespace"),
                        "alertname", labels.get("alertname")))
            .collect(toSet());
    long seed = System.nanoTime();
    System.out.println("seed of the kills: " + seed);
    Random random = new Random(seed);

    alertmanagers.post(alerts);
    for (int kill = 0; kill < KILLS; kill++) {
      operator.killAfter(Duration.ofMillis(1000 + random.nextInt(6000)));
    }

    for (String way : WAYS) {
      await("one entry for each, by " + way)
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () -> {
                List<OnCallLogEntry> entries = entries(way);
                assertThat(entries).hasSize(expected.size());
                assertThat(entries)
                    .extracting(OpenShiftAlerts::group)
                    .containsExactlyInAnyOrderElementsOf(expected);
                assertThat(entries)
                    .allSatisfy(
                        entry -> {
                          assertThat(entry.getStatus()).isNotNull();
                          assertThat(entry.getStatus().firing()).isTrue();
                          assertThat(entry.getStatus().count()).isEqualTo(1);
                          assertThat(entry.getStatus().members()).hasSize(2);
                        });
              });
    }

    alertmanagers.post(
        alerts.stream()
            .sorted(Comparator.comparing(a -> !INHIBITED.contains(a.labels().get("alertname"))))
            .map(Posted::ended)
            .toList());
    operator.killAfter(Duration.ofMillis(500 + random.nextInt(3000)));

    for (String way : WAYS) {
      await("all are over, by " + way)
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () ->
                  assertThat(entries(way))
                      .hasSize(expected.size())
                      .allSatisfy(
                          entry -> {
                            assertThat(entry.getStatus().firing()).isFalse();
                            assertThat(entry.getStatus().count()).isEqualTo(1);
                          }));
    }
  }

  /** Every receiver pushes to both rotations; and sooner than at Operate First. */
  private static String pushing(String routes, int port, Path token) {
    String receivers =
        """
        receivers:
          - name: Watchdog
          - name: Github
          - name: slack
          - name: Default
            webhook_configs:
        """;
    for (String way : List.of("push", "both")) {
      receivers +=
          """
                - url: http://127.0.0.1:%d/webhook/%s/%s
                  http_config:
                    authorization: {type: Bearer, credentials_file: %s}
          """
              .formatted(port, NAMESPACE, way, token);
    }
    return routes
            .substring(0, routes.indexOf("receivers:"))
            .replace("group_wait: 30s", "group_wait: 1s")
            .replace("group_interval: 5m", "group_interval: 2s")
        + receivers;
  }

  private String sender(ApiServer server) {
    String token = server.tokenOfNew("sender", NAMESPACE);
    client
        .resource(
            new RoleBuilder()
                .withNewMetadata()
                .withName("sender")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .addNewRule()
                .withApiGroups("oncall.operate-first.cloud")
                .withResources("oncallrotations/alerts")
                .withVerbs("create")
                .endRule()
                .build())
        .create();
    client
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName("sender")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", "sender")
                .addNewSubject(null, "ServiceAccount", "sender", NAMESPACE)
                .build())
        .create();
    return token;
  }

  private void rotation(String name, String alerts) {
    client
        .resource(
            client
                .getKubernetesSerialization()
                .unmarshal(
                    """
                    apiVersion: oncall.operate-first.cloud/v1alpha1
                    kind: OnCallRotation
                    metadata: {name: %s, namespace: %s}
                    spec:
                      engineers: [{name: alice}, {name: bob}]
                      schedule: {startDate: "%s"}
                      alerts: {%s}
                      log: {maxOpenEntries: 1000}
                    """
                        .formatted(
                            name, NAMESPACE, LocalDate.now(Clock.systemUTC()).minusDays(3), alerts),
                    OnCallRotation.class))
        .create();
  }

  private List<OnCallLogEntry> entries(String rotation) {
    return client
        .resources(OnCallLogEntry.class)
        .inNamespace(NAMESPACE)
        .withLabels(
            Map.of(OnCallLogEntry.ROTATION_LABEL, rotation, OnCallLogEntry.TYPE_LABEL, "Alert"))
        .list()
        .getItems();
  }
}
