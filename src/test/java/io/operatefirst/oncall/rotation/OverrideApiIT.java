package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallOverrideStatus;
import io.operatefirst.oncall.api.OnCallOverrideStatus.Phase;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Overrides on a real API server: each says what it comes to, and no bad one disturbs another. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class OverrideApiIT {

  /** After the day on which this is run, since an override changes nothing before it was made. */
  private static final Instant MONDAY = Instant.parse("2046-01-08T09:00:00Z");

  private static final String TEAM = Scene.THREE.replace("2026-11-23", "2046-01-08");

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;

  private Scene scene;

  @BeforeEach
  void onTheFirstDay() {
    Scene.clear(client);
    clock.set(MONDAY);
    scene = new Scene(client, ApiServer.running().newNamespace("override"), "sre");
  }

  @Test
  void aRotationThatIsNotThereIsSaidAndThenFound() {
    override("dentist", "engineer: bob, for: alice, from: '2046-01-08', to: '2046-01-08'");
    awaitAccepted("dentist", Conditions.UNKNOWN_ROTATION);

    scene.create(TEAM);
    awaitPhase("dentist", Phase.ACTIVE);
    scene.awaitOnCall("bob", 1);

    scene.rotation().delete();
    awaitAccepted("dentist", Conditions.UNKNOWN_ROTATION);
  }

  @Test
  void aBadOneDisturbsNeitherTheRotationNorTheOthers() {
    scene.create(TEAM);
    override("stranger", "engineer: zoe, for: alice, from: '2046-01-08', to: '2046-01-08'");
    override("february", "engineer: bob, for: alice, from: '2046-02-30', to: '2046-02-30'");
    override("dentist", "engineer: bob, for: alice, from: '2046-01-08', to: '2046-01-08'");

    awaitAccepted("stranger", Conditions.UNKNOWN_ENGINEER);
    awaitAccepted("february", Conditions.INVALID_SPEC);
    assertThat(scene.events(Conditions.UNKNOWN_ENGINEER))
        .extracting(event -> event.getInvolvedObject().getName())
        .containsExactly("stranger");
    awaitPhase("dentist", Phase.ACTIVE);
    scene.awaitOnCall("bob", 1);
    assertThat(scene.status().scheduled()).isEqualTo("alice");
    assertThat(scene.condition(Conditions.READY).getMessage())
        .startsWith("bob is on call for alice (override dentist) until ");
    await("the Event")
        .untilAsserted(
            () ->
                assertThat(scene.events("CoverBegins"))
                    .extracting(event -> event.getMessage())
                    .containsExactly(
                        "bob is on call for alice (override dentist) until Tue 2046-01-09 09:00 CET,"
                            + " after alice."));

    handle("dentist").delete();
    scene.awaitOnCall("alice", 1);
    await("the Event").until(() -> !scene.events("CoverEnds").isEmpty());
  }

  @Test
  void theTurnGoesToWhoDidItWhereThatIsAskedFor() {
    scene.create(TEAM);
    override(
        "mine",
        "engineer: bob, for: alice, from: '2046-01-08', to: '2046-01-08', countsAsTurn: true");
    scene.awaitOnCall("bob", 1);

    clock.advance(Duration.ofDays(1));

    // Bob has spent his box, and alice still has hers.
    scene.awaitOnCall("alice", 2);
    scene.awaitStatus(
        status ->
            assertThat(status.turns())
                .extracting(turns -> turns.engineer() + " " + turns.turns())
                .containsExactly("alice 1", "bob 1", "carol 0"));
    clock.advance(Duration.ofDays(1));
    scene.awaitOnCall("carol", 3);
  }

  @Test
  void aGapIsFilledByWhoeverTakesIt() {
    scene.create(
        TEAM.replace(
            "[{name: alice}, {name: bob}, {name: carol}]",
            "[{name: alice, timeOff: [{from: \"2046-01-08\", to: \"2046-01-08\"}]}]"));
    scene.awaitReady(Conditions.NOBODY_AVAILABLE);
    assertThat(scene.condition(Conditions.COVERED).getReason()).isEqualTo(Conditions.GAP_AHEAD);

    override("all-the-same", "engineer: alice, from: '2046-01-08', to: '2046-01-08'");

    scene.awaitOnCall("alice", 1);
    scene.awaitReady(Conditions.SCHEDULED);
    assertThat(scene.condition(Conditions.COVERED).getReason()).isEqualTo(Conditions.ALL_COVERED);
    assertThat(handle("all-the-same").get().getStatus().conditions())
        .extracting(Condition::getMessage)
        .anyMatch(message -> message.contains("would be away on Mon 2046-01-08"));
  }

  private void override(String name, String spec) {
    scene.create(
        """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallOverride
        metadata:
          name: %s
        spec: {rotation: sre, %s}
        """
            .formatted(name, spec));
  }

  private Resource<OnCallOverride> handle(String name) {
    return client.resources(OnCallOverride.class).inNamespace(scene.namespace()).withName(name);
  }

  private void awaitPhase(String name, Phase phase) {
    awaitStatus(name, status -> assertThat(status.phase()).isEqualTo(phase));
  }

  private void awaitAccepted(String name, String reason) {
    awaitStatus(
        name,
        status ->
            assertThat(Conditions.find(status.conditions(), Conditions.ACCEPTED))
                .hasValueSatisfying(
                    accepted -> assertThat(accepted.getReason()).isEqualTo(reason)));
  }

  private void awaitStatus(String name, Consumer<OnCallOverrideStatus> asked) {
    await(name)
        .untilAsserted(
            () -> {
              OnCallOverrideStatus status = handle(name).get().getStatus();
              assertThat(status).isNotNull();
              asked.accept(status);
            });
  }
}
