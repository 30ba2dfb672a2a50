package io.operatefirst.oncall.intake.alertmanager;

import static io.operatefirst.oncall.intake.alertmanager.FakeReplicas.alerts;
import static io.operatefirst.oncall.intake.alertmanager.FakeReplicas.answer;
import static io.operatefirst.oncall.intake.alertmanager.FakeReplicas.host;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.status.Conditions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an Alertmanager answers, and does not, is said of the rotations that ask it. */
class AlertmanagerTest {

  private final FakeReplicas replicas = new FakeReplicas();

  @AfterEach
  void stop() {
    replicas.close();
  }

  @Test
  void whoRefusesIsSaidWithTheRemedy() throws Exception {
    URI url = replicas.server(answer(403, ""));
    Condition condition = condition(alertmanager(Duration.ofMinutes(3), url));

    assertThat(condition.getStatus()).isEqualTo("False");
    assertThat(condition.getReason()).isEqualTo(Conditions.UNAUTHORIZED);
    assertThat(condition.getMessage())
        .isEqualTo(
            "Alertmanager platform has refused the operator since 2026-11-23T08:00:00Z (%s: it answers with status 403). On OpenShift, bind the Role monitoring-alertmanager-view (before 4.16: monitoring-alertmanager-edit) in openshift-monitoring to the operator's service account; elsewhere look at oncall.alertmanagers.platform.token-file."
                .formatted(host(url)));
  }

  @Test
  void whoWasHeardOnceAndTellsOfNoWatchdogAnyMoreIsSaid() throws Exception {
    AtomicReference<String> body = new AtomicReference<>("[]");
    AtomicReference<Integer> status = new AtomicReference<>(200);
    URI url = replicas.server(exchange -> answer(status.get(), body.get()).handle(exchange));
    Alertmanager alertmanager = alertmanager(Duration.ZERO, url);
    assertThat(condition(alertmanager).getReason()).isEqualTo(Conditions.CONNECTED);

    body.set(alerts(List.of("w")).replace("\"A\"", "\"Watchdog\""));
    assertThat(condition(alertmanager).getReason()).isEqualTo(Conditions.CONNECTED);

    body.set("[]");
    assertThat(condition(alertmanager).getReason()).isEqualTo(Conditions.WATCHDOG_MISSING);

    status.set(500);
    assertThat(condition(alertmanager).getReason()).isEqualTo(Conditions.UNREACHABLE);
    status.set(200);
    assertThat(condition(alertmanager).getReason()).isEqualTo(Conditions.WATCHDOG_MISSING);
  }

  @Test
  void aWatchdogThatIsMissingIsWaitedForFirst() throws Exception {
    AtomicReference<String> body =
        new AtomicReference<>(alerts(List.of("w")).replace("\"A\"", "\"Watchdog\""));
    URI url = replicas.server(exchange -> answer(200, body.get()).handle(exchange));
    Alertmanager alertmanager = alertmanager(Duration.ofMinutes(3), url);
    condition(alertmanager);
    body.set("[]");
    assertThat(condition(alertmanager).getReason()).isEqualTo(Conditions.CONNECTED);
  }

  /** After it was asked once more. */
  private static Condition condition(Alertmanager alertmanager) {
    alertmanager.askWhenDue(Runnable::run);
    OnCallRotation rotation =
        new KubernetesSerialization()
            .unmarshal(
                """
                apiVersion: oncall.operate-first.cloud/v1alpha1
                kind: OnCallRotation
                metadata: {name: sre, namespace: sre}
                spec: {engineers: [{name: alice}], alerts: {from: [platform]}}
                """,
                OnCallRotation.class);
    return AlertsWatched.of(rotation, List.of(alertmanager), List.of(), List.of("platform"), true);
  }

  private static Alertmanager alertmanager(Duration watchdogPatience, URI... urls) {
    AlertmanagersConfig.Cluster cluster =
        new FakeReplicas.Configured(
            List.of(urls), Optional.empty(), Optional.empty(), Duration.ZERO);
    return new Alertmanager(
        "platform",
        cluster,
        new AlertmanagerClient(cluster, FakeReplicas.LIMITS),
        new TestClock(),
        watchdogPatience);
  }
}
