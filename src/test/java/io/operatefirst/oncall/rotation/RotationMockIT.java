package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.SprintStatus;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.kubernetes.client.WithKubernetesTestServer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The controllers at work on the mock server: quick to run, so that a broken wire is seen early.
 */
@QuarkusTest
@WithKubernetesTestServer
class RotationMockIT {

  @Inject KubernetesClient client;
  @Inject TestClock clock;

  @BeforeEach
  void startOnAMonday() {
    clock.set(TestClock.START);
  }

  @Test
  void aHandoverMovesStatusLogAndEvents() {
    Scene scene = new Scene(client, "hands", "sre").create(Scene.THREE);
    scene.awaitOnCall("alice", 1);

    clock.advance(Duration.ofDays(1));

    scene.awaitOnCall("bob", 2);
    assertThat(scene.entries()).hasSize(2);
    assertThat(scene.events("Handover"))
        .extracting(event -> event.getMessage())
        .containsExactlyInAnyOrder(
            "alice has the first shift, until Tue 2026-11-24 09:00 CET.",
            "alice hands over to bob, until Wed 2026-11-25 09:00 CET.");
  }

  @Test
  void theSprintFollowsTheHandovers() {
    Scene scene =
        new Scene(client, "sprint", "sre")
            .create(Scene.THREE + "  sprint: {start: \"2026-11-23\", mostTurns: 3}\n");
    scene.awaitOnCall("alice", 1);
    assertThat(scene.condition(Conditions.FAIR).getReason()).isEqualTo(Conditions.LIST_TOO_SHORT);

    scene.patch("{\"spec\":{\"sprint\":{\"mostTurns\":4}}}");
    scene.awaitStatus(
        status ->
            assertThat(scene.condition(Conditions.FAIR).getReason())
                .isEqualTo(Conditions.BALANCED));
    clock.advance(Duration.ofDays(1));
    scene.awaitOnCall("bob", 2);

    assertThat(scene.status().sprint())
        .isEqualTo(
            new SprintStatus(
                "2026-11-23",
                "2026-12-06",
                10,
                null,
                List.of(
                    new SprintStatus.Share("alice", 1, 0, 0, 0, 3, 4, 40),
                    new SprintStatus.Share("bob", 1, 0, 0, 0, 2, 3, 30),
                    new SprintStatus.Share("carol", 0, 0, 0, 0, 3, 3, 30))));
  }

  @Test
  void oneInvalidRotationDisturbsNoOther() {
    Scene broken =
        new Scene(client, "one", "sre")
            .create(Scene.THREE.replace("Europe/Prague", "Mars/Olympus"));
    broken.awaitReady(Conditions.INVALID_SPEC);

    Scene whole = new Scene(client, "two", "sre").create(Scene.THREE);

    whole.awaitOnCall("alice", 1);
    assertThat(broken.entries()).isEmpty();
  }

  @Test
  void ofAnInvalidRotationNoCoverBegins() {
    Scene scene =
        new Scene(client, "three", "sre")
            .create(Scene.THREE.replace("Europe/Prague", "Mars/Olympus"))
            .create(
                """
                apiVersion: oncall.operate-first.cloud/v1alpha1
                kind: OnCallOverride
                metadata: {name: party}
                spec: {rotation: sre, engineer: bob, for: alice, from: "2096-01-09", to: "2096-01-09"}
                """);
    awaitActive(scene, "party", Conditions.ROTATION_NOT_READY);

    scene.patch("{\"spec\":{\"schedule\":{\"timeZone\":\"Europe/Prague\"}}}");

    awaitActive(scene, "party", Conditions.NOT_YET);
  }

  private void awaitActive(Scene scene, String override, String reason) {
    await(reason)
        .untilAsserted(
            () ->
                assertThat(
                        Optional.ofNullable(
                                client
                                    .resources(OnCallOverride.class)
                                    .inNamespace(scene.namespace())
                                    .withName(override)
                                    .get()
                                    .getStatus())
                            .flatMap(
                                status -> Conditions.find(status.conditions(), Conditions.ACTIVE))
                            .map(Condition::getReason))
                    .contains(reason));
  }
}
