package io.operatefirst.oncall.logentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallLogEntryStatus.Phase;
import io.operatefirst.oncall.rotation.Scene;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same problem again: what was learned the last time is there at once. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class LastTimeApiIT {

  private static final String RUNBOOK = "https://example.org/runbooks/crash-loop";

  private final KubernetesClient client = ApiServer.running().client();

  private Scene scene;

  @BeforeEach
  void aRotation() {
    scene =
        new Scene(client, ApiServer.running().newNamespace("last-time"), "sre").create(Scene.THREE);
  }

  @Test
  void itShowsTheRunbookAndTheResolutionAndAsksForNoOther() {
    happens("first", "2026-11-20T10:00:00Z");
    scene.patch(
        "first",
        "{\"spec\":{\"resolved\":true,\"resolution\":\"raised the memory limit\",\"runbook\":\""
            + RUNBOOK
            + "\"}}");
    scene.awaitEntry("first", status -> assertThat(status.phase()).isEqualTo(Phase.CLOSED));

    happens("second", "2026-11-21T10:00:00Z");
    scene.awaitEntry(
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
    scene.patch("second", "{\"spec\":{\"resolved\":true}}");
    scene.awaitEntry("second", status -> assertThat(status.phase()).isEqualTo(Phase.CLOSED));

    // Also after the log has forgotten the first.
    scene.entry("first").delete();
    happens("third", "2026-11-22T10:00:00Z");
    scene.awaitEntry(
        "third",
        status -> {
          assertThat(status.previous()).isEqualTo("second");
          assertThat(status.lastTime().runbook()).isEqualTo(RUNBOOK);
        });
    scene.patch("third", "{\"spec\":{\"resolved\":true,\"runbookOutdated\":true}}");
    scene.awaitEntry(
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
    scene.patch("first", "{\"spec\":{\"resolved\":true}}");
    scene.awaitEntry("first", status -> assertThat(status.phase()).isEqualTo(Phase.RESOLVED));

    happens("second", "2026-11-21T10:00:00Z");

    scene.awaitEntry(
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
    scene.create(
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
            .formatted(name, startsAt));
  }

  private static Condition condition(OnCallLogEntryStatus status, String type) {
    return Conditions.find(status.conditions(), type).orElseThrow();
  }
}
