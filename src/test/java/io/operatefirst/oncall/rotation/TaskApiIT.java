package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallLogEntryStatus.Phase;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work that a person writes into the log, from the first note to the runbook. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class TaskApiIT {

  /** Covered around the clock on every day, since the server alone says when an entry is made. */
  private static final String ALWAYS =
      Scene.THREE.replace(
          "startDate: \"2026-11-23\"",
          "startDate: \"%s\", workingDays: [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday,"
              + " Sunday], coverage: {from: \"00:00\", to: \"24:00\"}");

  @Inject KubernetesClient client;
  @Inject TestClock clock;

  private Scene scene;

  @BeforeEach
  void today() {
    Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    Scene.clear(client);
    clock.set(today.plus(12, ChronoUnit.HOURS));
    scene =
        new Scene(client, ApiServer.running().newNamespace("task"), "sre")
            .create(ALWAYS.formatted(today.toString().substring(0, 10)));
    scene.awaitOnCall("alice", 1);
  }

  @Test
  void fromTheFirstNoteToTheRunbook() {
    task("disk", "summary: The disk of the registry is full, severity: Warning");
    awaitStatus(
        "disk",
        status -> {
          assertThat(status.phase()).isEqualTo(Phase.OPEN);
          assertThat(status.onCall()).isEqualTo("alice");
          assertThat(message(status, Conditions.ACKNOWLEDGED))
              .isEqualTo(
                  "alice has not acknowledged it yet: oc patch ocl disk --type merge -p"
                      + " '{\"spec\":{\"acknowledgedBy\":\"alice\"}}'");
        });
    scene.awaitStatus(status -> assertThat(status.openEntries()).isEqualTo(1));

    patch("disk", "{\"spec\":{\"acknowledgedBy\":\"alice\"}}");
    awaitStatus("disk", status -> assertThat(status.phase()).isEqualTo(Phase.ACKNOWLEDGED));

    patch("disk", "{\"spec\":{\"helpWanted\":true}}");
    awaitStatus(
        "disk",
        status ->
            assertThat(message(status, Conditions.ACKNOWLEDGED))
                .isEqualTo("alice looks after it, and asks for help."));

    // Who comes after is not asked for what alice has taken on.
    clock.advance(Duration.ofDays(1));
    scene.awaitOnCall("bob", 2);

    patch("disk", "{\"spec\":{\"resolved\":true,\"resolution\":\"deleted old images\"}}");
    awaitStatus(
        "disk",
        status -> {
          assertThat(status.phase()).isEqualTo(Phase.RESOLVED);
          assertThat(status.onCall()).isEqualTo("alice");
          assertThat(reason(status, Conditions.DOCUMENTED)).isEqualTo(Conditions.RUNBOOK_MISSING);
        });
    scene.awaitStatus(
        status -> {
          assertThat(status.openEntries()).isZero();
          assertThat(status.undocumentedEntries()).isEqualTo(1);
          assertThat(
                  Conditions.find(status.conditions(), Conditions.DOCUMENTED)
                      .orElseThrow()
                      .getMessage())
              .startsWith("Resolved, and waiting for a runbook: disk (alice).");
        });

    patch("disk", "{\"spec\":{\"runbook\":\"https://example.org/runbooks/registry-disk\"}}");
    awaitStatus("disk", status -> assertThat(status.phase()).isEqualTo(Phase.CLOSED));
    scene.awaitStatus(
        status ->
            assertThat(
                    Conditions.find(status.conditions(), Conditions.DOCUMENTED)
                        .orElseThrow()
                        .getReason())
                .isEqualTo(Conditions.ALL_DOCUMENTED));
  }

  @Test
  void aPieceOfWorkThatIsNoProblemNeedsNoRunbook() {
    task("keys", "summary: Rotate the keys");
    awaitStatus("keys", status -> assertThat(status.phase()).isEqualTo(Phase.OPEN));

    patch("keys", "{\"spec\":{\"resolved\":true}}");

    awaitStatus(
        "keys",
        status -> {
          assertThat(status.phase()).isEqualTo(Phase.CLOSED);
          assertThat(reason(status, Conditions.DOCUMENTED)).isEqualTo(Conditions.NOT_NEEDED);
        });
  }

  /** Anybody may make one, and must not be able to stop the rotation with it. */
  @Test
  void anEntryThatLooksLikeAnIntakesDisturbsNothing() {
    scene.create(
        """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallLogEntry
        metadata:
          name: forged
        spec: {rotation: sre, type: Alert, summary: Forged, source: {key: abc, startsAt: yesterday}}
        """);

    awaitStatus("forged", status -> assertThat(status.phase()).isEqualTo(Phase.OPEN));
    scene.awaitStatus(status -> assertThat(status.openEntries()).isEqualTo(1));
    clock.advance(Duration.ofDays(1));
    scene.awaitOnCall("bob", 2);
  }

  @Test
  void aRotationThatIsNotThereIsSaid() {
    scene.create(
        """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallLogEntry
        metadata:
          name: lost
        spec: {rotation: sree, type: Task, summary: Who will do it}
        """);

    awaitStatus(
        "lost",
        status ->
            assertThat(reason(status, Conditions.ACKNOWLEDGED))
                .isEqualTo(Conditions.UNKNOWN_ROTATION));
  }

  private void task(String name, String spec) {
    scene.create(
        """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallLogEntry
        metadata:
          name: %s
        spec: {rotation: sre, type: Task, %s}
        """
            .formatted(name, spec));
  }

  private Resource<OnCallLogEntry> handle(String name) {
    return client.resources(OnCallLogEntry.class).inNamespace(scene.namespace()).withName(name);
  }

  private void patch(String name, String json) {
    handle(name).patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }

  private void awaitStatus(String name, Consumer<OnCallLogEntryStatus> asked) {
    await(name)
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              OnCallLogEntryStatus status = handle(name).get().getStatus();
              assertThat(status).isNotNull();
              asked.accept(status);
            });
  }

  private static String reason(OnCallLogEntryStatus status, String type) {
    return Conditions.find(status.conditions(), type).orElseThrow().getReason();
  }

  private static String message(OnCallLogEntryStatus status, String type) {
    return Conditions.find(status.conditions(), type).orElseThrow().getMessage();
  }
}
