package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.NoteStatus;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The handover is the moment at which knowledge passes on. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class HandoverNoteApiIT {

  /** As anybody may write it, who may write entries: the times are text to the server. */
  private static final String BY_HAND =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallLogEntry
      metadata: {name: by-hand-%d}
      spec:
        rotation: sre
        type: Handover
        handover:
          {sequence: 1, reason: EndOfShift, from: carol, to: bob, at: yesterday, cycle: {number: 1}, order: [], turns: []}
      """;

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;

  private Scene scene;

  @BeforeEach
  void today() {
    Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    Scene.clear(client);
    clock.set(today.plus(12, ChronoUnit.HOURS));
    scene =
        new Scene(client, ApiServer.running().newNamespace("note"), "sre")
            .create(Scene.ALWAYS.formatted(today.toString().substring(0, 10)));
    scene.awaitOnCall("alice", 1);
  }

  @Test
  void theHandoverTellsWhatIsOpenWhatWasDoneAndWhatIsOwed() {
    scene.awaitEntry(
        HandoverEntries.nameOf("sre", 1),
        status ->
            assertThat(status.note().text())
                .startsWith("alice has the first shift, until ")
                .contains("Nothing is open, and nothing is owed."));
    scene.task("disk", "summary: The disk is full, severity: Warning, acknowledgedBy: alice");
    scene.task(
        "cert",
        "summary: A certificate ran out, severity: Critical, resolved: true,"
            + " resolution: renewed it, assistedBy: [carol]");
    scene.awaitEntry("disk", status -> assertThat(status.onCall()).isEqualTo("alice"));
    scene.awaitEntry("cert", status -> assertThat(status.onCall()).isEqualTo("alice"));

    clock.advance(Duration.ofDays(1));
    scene.awaitOnCall("bob", 2);

    scene.awaitEntry(
        HandoverEntries.nameOf("sre", 2),
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
    scene.awaitEntry(
        HandoverEntries.nameOf("sre", 2), status -> assertThat(status.note()).isNotNull());
    NoteStatus note = scene.entry(2).get().getStatus().note();
    scene.task("late", "summary: It came after, severity: Warning");
    scene.awaitEntry("late", status -> assertThat(status.onCall()).isEqualTo("bob"));

    scene
        .entry(2)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"spec\":{\"words\":\"Keep an eye on the registry.\",\"handedOverBy\":\"Call\"}}");

    scene.awaitEntry(
        HandoverEntries.nameOf("sre", 2),
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
  void whatSomebodyMadeByHandIsInTheWayOfNoNote() {
    for (int i = 0; i < 5; i++) {
      scene.create(BY_HAND.formatted(i));
    }

    clock.advance(Duration.ofDays(1));
    scene.awaitOnCall("bob", 2);

    scene.awaitEntry(
        HandoverEntries.nameOf("sre", 2), status -> assertThat(status.note()).isNotNull());
    assertThat(scene.entry("by-hand-0").get().getStatus()).isNull();
  }

  @Test
  void aNoteThatIsLostIsWrittenAnew() {
    scene.awaitEntry(
        HandoverEntries.nameOf("sre", 1), status -> assertThat(status.note()).isNotNull());

    scene
        .entry(1)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON), "[{\"op\":\"remove\",\"path\":\"/status/note\"}]");

    scene.awaitEntry(
        HandoverEntries.nameOf("sre", 1), status -> assertThat(status.note()).isNotNull());
  }
}
