package io.operatefirst.oncall.intake.alertmanager;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.intake.alertmanager.RealAlertmanagers.Posted;
import io.operatefirst.oncall.rotation.Scene;
import io.operatefirst.oncall.status.Conditions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Rotations that ask the real Alertmanagers, and what comes of it. */
final class AlertScene {

  /** Enough for the operator to have asked again and again. */
  static final Duration SOME_POLLS = Duration.ofSeconds(4);

  static final Posted WATCHDOG = Posted.of(Map.of("alertname", "Watchdog", "severity", "none"));

  private final KubernetesClient client;
  private final TestClock clock;

  private AlertScene(KubernetesClient client, TestClock clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * At noon, since Alertmanager goes by the true time; with no rotation, and the namespace that
   * sees all.
   */
  static AlertScene today(KubernetesClient client, TestClock clock) {
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(RealAlertmanagers.WIDE_NAMESPACE)
                .endMetadata()
                .build())
        .createOr(NonDeletingOperation::update);
    Scene.clear(client);
    clock.set(Instant.now().truncatedTo(ChronoUnit.DAYS).plus(12, ChronoUnit.HOURS));
    return new AlertScene(client, clock);
  }

  static Posted alert(String name, String scene) {
    return Posted.of(
        Map.of("alertname", name, "scene", scene, "namespace", "shop", "severity", "warning"));
  }

  void rotation(String name, String matcher) {
    create(RealAlertmanagers.WIDE_NAMESPACE, name, matcher, "platform");
  }

  void create(String namespace, String name, String matcher, String from) {
    OnCallRotation rotation =
        client
            .getKubernetesSerialization()
            .unmarshal(
                """
                apiVersion: oncall.operate-first.cloud/v1alpha1
                kind: OnCallRotation
                metadata:
                  name: %s
                spec:
                  engineers: [{name: alice}, {name: bob}]
                  schedule: {startDate: "%s"}
                  alerts: {from: [%s], matchers: ['%s']}
                  log: {maxOpenEntries: 1000}
                """
                    .formatted(name, clock.instant().toString().substring(0, 10), from, matcher),
                OnCallRotation.class);
    client.resource(rotation).inNamespace(namespace).create();
  }

  List<OnCallLogEntry> entries(String rotation) {
    return entries(RealAlertmanagers.WIDE_NAMESPACE, rotation);
  }

  /** The entries of alerts, by their names. */
  List<OnCallLogEntry> entries(String namespace, String rotation) {
    return client
        .resources(OnCallLogEntry.class)
        .inNamespace(namespace)
        .withLabel(OnCallLogEntry.ROTATION_LABEL, rotation)
        .list()
        .getItems()
        .stream()
        .filter(entry -> entry.getSpec().type() == OnCallLogEntrySpec.Type.ALERT)
        .filter(entry -> entry.getStatus() != null)
        .sorted(Comparator.comparing(entry -> entry.getSpec().summary()))
        .toList();
  }

  Map<String, String> versions(String rotation) {
    return entries(rotation).stream()
        .collect(
            toMap(
                entry -> entry.getMetadata().getName(),
                entry -> entry.getMetadata().getResourceVersion()));
  }

  void awaitEntries(String rotation, Consumer<List<OnCallLogEntry>> asked) {
    await(rotation).untilAsserted(() -> asked.accept(entries(rotation)));
  }

  void awaitCondition(String namespace, String name, Consumer<Condition> asked) {
    await(name)
        .untilAsserted(
            () -> {
              OnCallRotation rotation =
                  client
                      .resources(OnCallRotation.class)
                      .inNamespace(namespace)
                      .withName(name)
                      .get();
              assertThat(
                      Optional.ofNullable(rotation.getStatus())
                          .flatMap(
                              status ->
                                  Conditions.find(status.conditions(), Conditions.ALERTS_WATCHED)))
                  .hasValueSatisfying(asked);
            });
  }

  static Consumer<OnCallLogEntry> firing(boolean firing, int count) {
    return entry -> {
      assertThat(entry.getStatus().firing()).isEqualTo(firing);
      assertThat(entry.getStatus().count()).isEqualTo(count);
    };
  }

  static List<String> names(List<OnCallLogEntry> entries) {
    return entries.stream()
        .map(entry -> OpenShiftAlerts.group(entry).get("alertname"))
        .sorted()
        .toList();
  }

  static OnCallLogEntry entryOf(List<OnCallLogEntry> entries, String alertname) {
    return entries.stream()
        .filter(entry -> alertname.equals(OpenShiftAlerts.group(entry).get("alertname")))
        .findFirst()
        .orElseThrow();
  }
}
