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
import io.operatefirst.oncall.api.NoteStatus;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
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

/** The handover is the moment at which knowledge passes on. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class HandoverNoteApiIT {

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
        new Scene(client, ApiServer.running().newNamespace("note"), "sre")
            .create(ALWAYS.formatted(today.toString().substring(0, 10)));
    scene.awaitOnCall("alice", 1);
  }

  @Test
  void theHandoverTellsWhatIsOpenWhatWasDoneAndWhatIsOwed() {
    awaitStatus(
        scene.entry(1),
        status ->
            assertThat(status.note().text())
                .startsWith("alice has the first shift, until ")
                .contains("Nothing is open, and nothing is owed."));
    task("disk", "summary: The disk is full, severity: Warning, acknowledgedBy: alice");
    task(
        "cert",
        "summary: A certificate ran out, severity: Critical, resolved: true,"
            + " resolution: renewed it, assistedBy: [carol]");
    awaitStatus(task("disk"), status -> assertThat(status.onCall()).isEqualTo("alice"));
    awaitStatus(task("cert"), status -> assertThat(status.onCall()).isEqualTo("alice"));

    clock.advance(Duration.ofDays(1));
    scene.awaitOnCall("bob", 2);

    awaitStatus(
        scene.entry(2),
        status -> {
          assertThat(status.note().text())
              .startsWith("alice hands over to bob, until ")
              .contains("- disk Warning: The disk is full (since ")
              .contains(", acknowledged by alice)")
              .contains("- cert A certificate ran out: renewed it (alice, with the help of carol)")
              // Whoever helped owes nothing.
              .contains("- cert A certificate ran out: owed by alice")
              .contains(": carol\n");
          assertThat(status.note().markdown()).contains("## Open").contains("- `disk` Warning");
        });
  }

  @Test
  void itStaysAsItWasAndTheOutgoingEngineerAddsToIt() {
    clock.advance(Duration.ofDays(1));
    scene.awaitOnCall("bob", 2);
    awaitStatus(scene.entry(2), status -> assertThat(status.note()).isNotNull());
    NoteStatus note = scene.entry(2).get().getStatus().note();
    task("late", "summary: It came after, severity: Warning");
    awaitStatus(task("late"), status -> assertThat(status.onCall()).isEqualTo("bob"));

    scene
        .entry(2)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"spec\":{\"words\":\"Keep an eye on the registry.\",\"handedOverBy\":\"Call\"}}");

    awaitStatus(
        scene.entry(2),
        status -> {
          assertThat(
                  Conditions.find(status.conditions(), Conditions.ACKNOWLEDGED)
                      .orElseThrow()
                      .getMessage())
              .isEqualTo(
                  "bob has not acknowledged the handover yet. They have talked by call. alice"
                      + " says: Keep an eye on the registry.");
          assertThat(status.note()).isEqualTo(note);
        });
  }

  @Test
  void aNoteThatIsLostIsWrittenAnew() {
    awaitStatus(scene.entry(1), status -> assertThat(status.note()).isNotNull());

    scene
        .entry(1)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON), "[{\"op\":\"remove\",\"path\":\"/status/note\"}]");

    awaitStatus(scene.entry(1), status -> assertThat(status.note()).isNotNull());
  }

  private void task(String name, String fields) {
    scene.create(
        """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallLogEntry
        metadata: {name: %s}
        spec: {rotation: sre, type: Task, %s}
        """
            .formatted(name, fields));
  }

  private Resource<OnCallLogEntry> task(String name) {
    return client.resources(OnCallLogEntry.class).inNamespace(scene.namespace()).withName(name);
  }

  private void awaitStatus(Resource<OnCallLogEntry> entry, Consumer<OnCallLogEntryStatus> asked) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () -> {
              OnCallLogEntry found = entry.get();
              assertThat(found).isNotNull();
              assertThat(found.getStatus()).isNotNull();
              asked.accept(found.getStatus());
            });
  }
}
