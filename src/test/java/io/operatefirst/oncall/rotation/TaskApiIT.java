package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallLogEntryStatus.Phase;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work that a person writes into the log, from the first note to the runbook. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class TaskApiIT {

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;

  private Scene scene;

  @BeforeEach
  void today() {
    Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    Scene.clear(client);
    clock.set(today.plus(12, ChronoUnit.HOURS));
    scene =
        new Scene(client, ApiServer.running().newNamespace("task"), "sre")
            .create(Scene.ALWAYS.formatted(today.toString().substring(0, 10)));
    scene.awaitOnCall("alice", 1);
  }

  @Test
  void fromTheFirstNoteToTheRunbook() {
    scene.task("disk", "summary: The disk of the registry is full, severity: Warning");
    scene.awaitEntry(
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

    scene.patch("disk", "{\"spec\":{\"acknowledgedBy\":\"alice\"}}");
    scene.awaitEntry("disk", status -> assertThat(status.phase()).isEqualTo(Phase.ACKNOWLEDGED));

    scene.patch("disk", "{\"spec\":{\"helpWanted\":true}}");
    scene.awaitEntry(
        "disk",
        status ->
            assertThat(message(status, Conditions.ACKNOWLEDGED))
                .isEqualTo("alice looks after it, and asks for help."));

    // Who comes after is not asked for what alice has taken on.
    clock.advance(Duration.ofDays(1));
    scene.awaitOnCall("bob", 2);

    scene.patch("disk", "{\"spec\":{\"resolved\":true,\"resolution\":\"deleted old images\"}}");
    scene.awaitEntry(
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

    scene.patch("disk", "{\"spec\":{\"runbook\":\"https://example.org/runbooks/registry-disk\"}}");
    scene.awaitEntry("disk", status -> assertThat(status.phase()).isEqualTo(Phase.CLOSED));
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
    scene.task("keys", "summary: Rotate the keys");
    scene.awaitEntry("keys", status -> assertThat(status.phase()).isEqualTo(Phase.OPEN));

    scene.patch("keys", "{\"spec\":{\"resolved\":true}}");

    scene.awaitEntry(
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

    scene.awaitEntry("forged", status -> assertThat(status.phase()).isEqualTo(Phase.OPEN));
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

    scene.awaitEntry(
        "lost",
        status ->
            assertThat(reason(status, Conditions.ACKNOWLEDGED))
                .isEqualTo(Conditions.UNKNOWN_ROTATION));
  }

  private static String reason(OnCallLogEntryStatus status, String type) {
    return Conditions.find(status.conditions(), type).orElseThrow().getReason();
  }

  private static String message(OnCallLogEntryStatus status, String type) {
    return Conditions.find(status.conditions(), type).orElseThrow().getMessage();
  }
}
