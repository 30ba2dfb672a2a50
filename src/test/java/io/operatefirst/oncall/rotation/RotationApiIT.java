package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rotation goes from hand to hand on a real API server. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class RotationApiIT {

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;

  private String namespace;

  @BeforeEach
  void startOnAMonday() {
    clock.set(TestClock.START);
    namespace = ApiServer.running().newNamespace("rotation");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sre", "team.sre"})
  void passesFromOneToTheNext(String name) {
    client
        .resource(
            """
            apiVersion: oncall.operate-first.cloud/v1alpha1
            kind: OnCallRotation
            metadata:
              name: %s
            spec:
              engineers: [{name: alice}, {name: bob}]
              schedule: {timeZone: Europe/Prague, startDate: "2026-11-23"}
              order: {atEndOfList: Repeat}
            """
                .formatted(name))
        .inNamespace(namespace)
        .create();

    awaitOnCall("alice", name, "-handover-000001");
    clock.advance(Duration.ofDays(1));
    awaitOnCall("bob", name, "-handover-000002");

    OnCallLogEntry entry =
        client
            .resources(OnCallLogEntry.class)
            .inNamespace(namespace)
            .withName(name + "-handover-000002")
            .get();
    assertThat(entry.getSpec().handover().from()).isEqualTo("alice");
    assertThat(entry.getSpec().handover().to()).isEqualTo("bob");
    assertThat(entry.getSpec().handover().at()).isEqualTo("2026-11-24T08:00:00Z");
  }

  private void awaitOnCall(String engineer, String name, String suffix) {
    await()
        .untilAsserted(
            () -> {
              OnCallRotationStatus status =
                  client
                      .resources(OnCallRotation.class)
                      .inNamespace(namespace)
                      .withName(name)
                      .get()
                      .getStatus();
              assertThat(status).isNotNull();
              assertThat(status.onCall()).isEqualTo(engineer);
              assertThat(status.lastHandover().entry()).isEqualTo(name + suffix);
            });
  }
}
