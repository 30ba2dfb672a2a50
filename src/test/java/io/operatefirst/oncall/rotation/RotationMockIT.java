package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.kubernetes.client.WithKubernetesTestServer;
import jakarta.inject.Inject;
import java.time.Duration;
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
  void oneInvalidRotationDisturbsNoOther() {
    Scene broken =
        new Scene(client, "one", "sre")
            .create(Scene.THREE.replace("Europe/Prague", "Mars/Olympus"));
    broken.awaitReady(Conditions.INVALID_SPEC);

    Scene whole = new Scene(client, "two", "sre").create(Scene.THREE);

    whole.awaitOnCall("alice", 1);
    assertThat(broken.entries()).isEmpty();
  }
}
