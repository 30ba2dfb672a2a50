package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.HandoverSpec;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever of a rotation's memory is lost, it goes on as the log, and then the status, says. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class MemoryApiIT {

  private static final String FOREIGN =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallLogEntry
      metadata:
        name: sre-handover-000003
      spec:
        rotation: other
        type: Handover
        summary: not ours
        handover:
          sequence: 3
          reason: EndOfShift
          to: mallory
          at: "2026-11-25T08:00:00Z"
          shift: {start: "2026-11-25T08:00:00Z", end: "2026-11-26T08:00:00Z"}
          cycle: {number: 1}
          order: [{engineer: mallory, state: OnCall, present: true}]
          turns: [{engineer: mallory, turns: 1}]
      """;

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;

  private Scene scene;

  @BeforeEach
  void onTheSecondDay() {
    clock.set(TestClock.START);
    scene =
        new Scene(client, ApiServer.running().newNamespace("memory"), "sre").create(Scene.THREE);
    scene.awaitOnCall("alice", 1);
    clock.advance(Duration.ofDays(1));
    scene.awaitOnCall("bob", 2);
  }

  @Test
  void aLostStatusIsRebuilt() {
    OnCallRotationStatus before = scene.status();

    scene
        .rotation()
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON), "[{\"op\":\"remove\",\"path\":\"/status\"}]");

    scene.awaitStatus(
        status ->
            assertThat(status)
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*lastTransitionTime")
                .isEqualTo(before));
    assertThat(scene.entries()).hasSize(2);
  }

  @Test
  void theNewestEntryDeletedGoesBackToTheOneBefore() {
    HandoverSpec committed = scene.entry(2).get().getSpec().handover();
    String first = scene.entry(2).get().getMetadata().getUid();

    scene.entry(2).delete();

    // The boundary is still due, so that the same handover is committed anew.
    scene.awaitStatus(status -> assertThat(scene.entry(2).get()).isNotNull());
    assertThat(scene.entry(2).get().getMetadata().getUid()).isNotEqualTo(first);
    assertThat(scene.entry(2).get().getSpec().handover()).isEqualTo(committed);
    scene.awaitOnCall("bob", 2);
  }

  @Test
  void theNewestEntryDeletedAfterAnEditIsDecidedAnew() {
    scene.patch(
        "{\"spec\":{\"engineers\":[{\"name\":\"alice\"},{\"name\":\"bob\",\"timeOff\":[{\"from\":\"2026-11-24\",\"to\":\"2026-11-24\"}]},{\"name\":\"carol\"}]}}");
    scene.awaitStatus(status -> assertThat(status.observedGeneration()).isEqualTo(2));
    assertThat(scene.status().onCall()).isEqualTo("bob");

    scene.entry(2).delete();

    scene.awaitOnCall("carol", 2);
    await("the Event")
        .untilAsserted(
            () ->
                assertThat(scene.events("Handover"))
                    .extracting(Event::getMessage)
                    .anyMatch(
                        message ->
                            message.startsWith("Decided anew, since its entry was deleted: ")
                                && message.contains("carol")));
    assertThat(scene.events("CoverEnds")).isEmpty();
  }

  @Test
  void allEntriesDeletedAreWrittenAgainFromTheStatus() {
    HandoverSpec committed = scene.entry(2).get().getSpec().handover();

    client.resources(OnCallLogEntry.class).inNamespace(scene.namespace()).delete();

    scene.awaitStatus(status -> assertThat(scene.entry(2).get()).isNotNull());
    assertThat(scene.entry(2).get().getSpec().handover()).isEqualTo(committed);
    assertThat(scene.entries()).hasSize(1);
    scene.awaitStatus(status -> assertThat(scene.events("HandoverRestored")).hasSize(1));
    clock.advance(Duration.ofDays(1));
    scene.awaitOnCall("carol", 3);
  }

  @Test
  void aForeignObjectUnderTheNextNameIsReportedAndNeverTaken() {
    scene.create(FOREIGN);

    clock.advance(Duration.ofDays(1));

    scene.awaitReady(Conditions.HANDOVER_NAME_TAKEN);
    assertThat(scene.status().onCall()).isEqualTo("bob");
    assertThat(scene.condition(Conditions.READY).getMessage())
        .contains("oc delete ocl sre-handover-000003");
    assertThat(scene.events(Conditions.HANDOVER_NAME_TAKEN)).hasSize(1);

    scene.entry(3).delete();

    scene.awaitOnCall("carol", 3);
    scene.awaitReady(Conditions.SCHEDULED);
  }

  @Test
  void aLostLogWhoseNameIsTakenWaitsAndLosesNothing() {
    OnCallRotationStatus known = scene.status();
    clock.set(TestClock.START.minus(Duration.ofDays(3)));
    Scene blocked =
        new Scene(client, ApiServer.running().newNamespace("blocked"), "sre")
            .create(FOREIGN.replace("sre-handover-000003", "sre-handover-000002"))
            .create(Scene.THREE);
    blocked.awaitReady(Conditions.NOT_STARTED);
    blocked
        .rotation()
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON),
            "[{\"op\":\"add\",\"path\":\"/status\",\"value\":%s}]"
                .formatted(client.getKubernetesSerialization().asJson(known)));

    blocked.awaitReady(Conditions.HANDOVER_NAME_TAKEN);
    assertThat(blocked.status().onCall()).isEqualTo("bob");
    assertThat(blocked.status().lastHandover()).isEqualTo(known.lastHandover());

    blocked.entry(2).delete();

    blocked.awaitReady(Conditions.SCHEDULED);
    assertThat(blocked.entry(2).get().getSpec().handover().to()).isEqualTo("bob");
  }

  @Test
  void aRotationCreatedAgainContinuesAndCanStartAfresh() {
    scene.rotation().delete();
    scene.create(Scene.THREE);
    scene.awaitOnCall("bob", 2);
    String uid = scene.rotation().get().getMetadata().getUid();
    await("Events that are not taken for those of the one before")
        .until(
            () ->
                scene.events("Handover").stream()
                    .anyMatch(event -> event.getInvolvedObject().getUid().equals(uid)));

    scene.rotation().delete();
    scene.create(
        Scene.THREE.replace(
            "name: sre",
            "name: sre\n  annotations: {oncall.operate-first.cloud/start-afresh: \"\"}"));

    // Two days into a list that begins anew with alice.
    scene.awaitOnCall("bob", 3);
    assertThat(scene.entry(3).get().getSpec().handover().from()).isNull();
    assertThat(scene.status().cycle().number()).isEqualTo(1);
    clock.advance(Duration.ofDays(1));
    scene.awaitOnCall("carol", 4);
  }
}
