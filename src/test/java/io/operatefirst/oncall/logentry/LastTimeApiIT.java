package io.operatefirst.oncall.logentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallLogEntryStatus.Phase;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same problem again: what was learned the last time is there at once. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class LastTimeApiIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String RUNBOOK = "https://example.org/runbooks/crash-loop";

  @Inject KubernetesClient client;

  private String namespace;

  @BeforeEach
  void aRotation() {
    namespace = ApiServer.running().newNamespace("last-time");
    client
        .resource(
            client
                .getKubernetesSerialization()
                .unmarshal(
                    """
                    apiVersion: oncall.operate-first.cloud/v1alpha1
                    kind: OnCallRotation
                    metadata: {name: sre}
                    spec:
                      engineers: [{name: alice}, {name: bob}]
                      schedule: {startDate: "2026-11-23", timeZone: Europe/Prague}
                    """,
                    OnCallRotation.class))
        .inNamespace(namespace)
        .create();
  }

  @Test
  void itShowsTheRunbookAndTheResolutionAndAsksForNoOther() {
    happens("first", "2026-11-20T10:00:00Z");
    patch(
        "first",
        "{\"spec\":{\"resolved\":true,\"resolution\":\"raised the memory limit\",\"runbook\":\""
            + RUNBOOK
            + "\"}}");
    awaitStatus("first", status -> assertThat(status.phase()).isEqualTo(Phase.CLOSED));

    happens("second", "2026-11-21T10:00:00Z");
    awaitStatus(
        "second",
        status -> {
          assertThat(status.previous()).isEqualTo("first");
          assertThat(status.lastTime().resolution()).isEqualTo("raised the memory limit");
          assertThat(status.lastTime().runbook()).isEqualTo(RUNBOOK);
          assertThat(condition(status, Conditions.ACKNOWLEDGED).getMessage())
              .endsWith(" Last time: raised the memory limit");
          assertThat(condition(status, Conditions.DOCUMENTED).getReason())
              .isEqualTo(Conditions.RUNBOOK_FROM_LAST_TIME);
          assertThat(condition(status, Conditions.DOCUMENTED).getMessage()).contains(RUNBOOK);
        });
    patch("second", "{\"spec\":{\"resolved\":true}}");
    awaitStatus("second", status -> assertThat(status.phase()).isEqualTo(Phase.CLOSED));

    // Also after the log has forgotten the first.
    entry("first").delete();
    happens("third", "2026-11-22T10:00:00Z");
    awaitStatus(
        "third",
        status -> {
          assertThat(status.previous()).isEqualTo("second");
          assertThat(status.lastTime().runbook()).isEqualTo(RUNBOOK);
        });
    patch("third", "{\"spec\":{\"resolved\":true,\"runbookOutdated\":true}}");
    awaitStatus(
        "third",
        status -> {
          assertThat(status.phase()).isEqualTo(Phase.RESOLVED);
          assertThat(condition(status, Conditions.DOCUMENTED).getReason())
              .isEqualTo(Conditions.RUNBOOK_OUTDATED);
        });
  }

  @Test
  void whereNothingWasWrittenNothingIsShown() {
    happens("first", "2026-11-20T10:00:00Z");
    patch("first", "{\"spec\":{\"resolved\":true}}");
    awaitStatus("first", status -> assertThat(status.phase()).isEqualTo(Phase.RESOLVED));

    happens("second", "2026-11-21T10:00:00Z");

    awaitStatus(
        "second",
        status -> {
          assertThat(status.previous()).isEqualTo("first");
          assertThat(status.lastTime()).isNull();
          assertThat(condition(status, Conditions.DOCUMENTED).getReason())
              .isEqualTo(Conditions.RUNBOOK_MISSING);
        });
  }

  /** As an intake writes it. */
  private void happens(String name, String startsAt) {
    client
        .resource(
            client
                .getKubernetesSerialization()
                .unmarshal(
                    """
                    apiVersion: oncall.operate-first.cloud/v1alpha1
                    kind: OnCallLogEntry
                    metadata: {name: %s}
                    spec:
                      rotation: sre
                      type: Alert
                      severity: Warning
                      summary: KubePodCrashLooping
                      source: {key: abc, startsAt: "%s"}
                    """
                        .formatted(name, startsAt),
                    OnCallLogEntry.class))
        .inNamespace(namespace)
        .create();
  }

  private Resource<OnCallLogEntry> entry(String name) {
    return client.resources(OnCallLogEntry.class).inNamespace(namespace).withName(name);
  }

  private void patch(String name, String json) {
    entry(name).patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }

  private static Condition condition(OnCallLogEntryStatus status, String type) {
    return Conditions.find(status.conditions(), type).orElseThrow();
  }

  private void awaitStatus(String name, Consumer<OnCallLogEntryStatus> asked) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () -> {
              OnCallLogEntry entry = entry(name).get();
              assertThat(entry).isNotNull();
              assertThat(entry.getStatus()).isNotNull();
              asked.accept(entry.getStatus());
            });
  }
}
