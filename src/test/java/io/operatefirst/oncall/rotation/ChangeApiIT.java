package io.operatefirst.oncall.rotation;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.HandoverReason;
import io.operatefirst.oncall.api.OnCallRotationStatus.ListItem;
import io.operatefirst.oncall.api.OnCallRotationStatus.Phase;
import io.operatefirst.oncall.api.SprintStatus.Share;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people change while a rotation runs. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class ChangeApiIT {

  private static final String TASK =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallLogEntry
      metadata: {name: disk}
      spec: {rotation: sre, type: Task, severity: Warning, summary: a disk is full}
      """;

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;

  private Scene scene;

  @BeforeEach
  void onTheFirstDay() {
    clock.set(TestClock.START);
    scene =
        new Scene(client, ApiServer.running().newNamespace("change"), "sre").create(Scene.THREE);
    scene.awaitOnCall("alice", 1);
  }

  @Test
  void whoIsOnCallAndLeavesIsReplacedAtOnce() {
    clock.advance(Duration.ofHours(2));
    list("bob", "carol", "dave");

    scene.awaitOnCall("bob", 2);
    assertThat(scene.entry(2).get().getSpec().handover().reason())
        .isEqualTo(HandoverReason.ENGINEER_REMOVED);
    assertThat(scene.status().shift().end()).isEqualTo("2026-11-24T08:00:00Z");
    assertThat(scene.status().list())
        .extracting(ListItem::engineer)
        .containsExactly("bob", "carol", "dave");
    assertThat(scene.events("ListChanged"))
        .extracting(event -> event.getMessage())
        .containsExactly("The list has changed. Added: dave. Removed: alice.");
  }

  @Test
  void whoseShiftsAnEditMovesIsToldOnce() {
    clock.advance(Duration.ofHours(2));
    list("alice", "carol");

    scene.awaitStatus(
        status ->
            assertThat(status.list())
                .extracting(ListItem::engineer)
                .containsExactly("alice", "carol"));
    assertThat(scene.events("ShiftsMoved"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.getMessage())
                    .startsWith(
                        "Of the coming shifts that were shown, these move: Tue 2026-11-24 09:00 CET"
                            + " carol instead of bob (bob is no longer on the list); ")
                    .contains(" more."));
  }

  @Test
  void suspendingEndsTheShiftAndResumingOpensOneAtOnce() {
    scene.patch("{\"spec\":{\"suspend\":true}}");
    scene.awaitReady(Conditions.SUSPENDED);
    assertThat(scene.status().onCall()).isNull();
    assertThat(scene.status().phase()).isEqualTo(Phase.SUSPENDED);

    clock.advance(Duration.ofDays(8));
    scene.patch("{\"spec\":{\"suspend\":false}}");

    // Her box was unchecked, and nothing happened in between.
    scene.awaitOnCall("alice", 3);
    assertThat(scene.status().shift().start()).isEqualTo("2026-12-01T08:00:00Z");
    assertThat(scene.status().shift().end()).isEqualTo("2026-12-02T08:00:00Z");
  }

  @Test
  void anInvalidEditLeavesTheRunningShift() {
    scene.patch("{\"spec\":{\"schedule\":{\"timeZone\":\"Europe/Atlantis\"}}}");
    scene.awaitReady(Conditions.INVALID_SPEC);
    assertThat(scene.status().onCall()).isEqualTo("alice");
    assertThat(scene.status().phase()).isEqualTo(Phase.INVALID);
    assertThat(scene.condition(Conditions.READY).getMessage())
        .contains("spec.schedule.timeZone", "Europe/Atlantis", "Europe/Prague");
    scene.create(TASK);
    scene.awaitStatus(status -> assertThat(status.openEntries()).isEqualTo(1));
    assertThat(scene.condition(Conditions.READY).getReason()).isEqualTo(Conditions.INVALID_SPEC);
    assertThat(scene.events(Conditions.INVALID_SPEC)).hasSize(1);

    clock.advance(Duration.ofDays(2));
    scene.patch("{\"spec\":{\"schedule\":{\"timeZone\":\"Europe/Prague\"}}}");

    scene.awaitOnCall("carol", 3);
    assertThat(scene.entries()).hasSize(4);
  }

  @Test
  void aHandoverIsAcknowledgedInTheEntry() {
    clock.advance(Duration.ofDays(1));
    scene.awaitOnCall("bob", 2);
    assertThat(scene.condition(Conditions.HANDED_OVER).getReason())
        .isEqualTo(Conditions.AWAITING_ACKNOWLEDGEMENT);

    scene
        .entry(2)
        .patch(
            io.fabric8.kubernetes.client.dsl.base.PatchContext.of(
                io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE),
            "{\"spec\":{\"acknowledgedBy\":\"bob\"}}");

    scene.awaitStatus(
        status ->
            assertThat(scene.condition(Conditions.HANDED_OVER).getReason())
                .isEqualTo(Conditions.ACKNOWLEDGED));
  }

  @Test
  void aSprintIsReadOffTheLogAndSaysWhatTheLogHasLost() {
    clock.advance(Duration.ofDays(2));
    scene.awaitOnCall("carol", 3);

    scene.patch("{\"spec\":{\"sprint\":{\"start\":\"2026-11-23\"}}}");
    scene.awaitStatus(
        status ->
            assertThat(status.sprint().engineers())
                .extracting(Share::engineer, Share::turns, Share::planned, Share::share)
                .containsExactly(
                    tuple("alice", 1, 3, 40), tuple("bob", 1, 2, 30), tuple("carol", 1, 2, 30)));
    assertThat(scene.status().sprint().countedSince()).isNull();

    scene.entry(1).delete();
    scene.awaitStatus(
        status -> {
          assertThat(status.sprint().countedSince()).isEqualTo("2026-11-24");
          assertThat(status.sprint().engineers()).extracting(Share::turns).containsExactly(0, 1, 1);
        });
  }

  /** java-operator-sdk #3398: an edit that races with the operator's own patch must not be lost. */
  @Test
  void editsThatRaceWithTheStatusAreNeverLost() {
    List<String> names = new ArrayList<>(List.of("alice", "bob", "carol"));
    for (int i = 0; i < 40; i++) {
      names.add("extra-" + i);
      // Each edit makes the operator write a status, into which the next one falls.
      list(names.toArray(String[]::new));
    }

    scene.awaitStatus(
        status -> {
          assertThat(status.observedGeneration()).isEqualTo(41);
          assertThat(status.list()).hasSize(43);
        });
  }

  @Test
  void nothingIsWrittenWhereNothingChanges() {
    clock.advance(Duration.ofMinutes(61)); // ten o'clock, in coverage
    scene.awaitStatus(
        status -> assertThat(scene.condition(Conditions.ON_DUTY).getStatus()).isEqualTo("True"));
    String version = scene.rotation().get().getMetadata().getResourceVersion();

    // A change that makes the operator look, and that says nothing new.
    scene
        .rotation()
        .edit(
            rotation -> {
              rotation.getMetadata().getAnnotations().put("looked", "at");
              return rotation;
            });
    String touched = scene.rotation().get().getMetadata().getResourceVersion();
    assertThat(touched).isNotEqualTo(version);
    Scene other =
        new Scene(client, scene.namespace(), "other").create(Scene.THREE.replace("sre", "other"));
    other.awaitStatus(status -> assertThat(status.lastHandover().sequence()).isEqualTo(1));

    assertThat(scene.rotation().get().getMetadata().getResourceVersion()).isEqualTo(touched);
  }

  private void list(String... names) {
    scene.patch(
        List.of(names).stream()
            .map("{\"name\":\"%s\"}"::formatted)
            .collect(joining(",", "{\"spec\":{\"engineers\":[", "]}}")));
  }
}
