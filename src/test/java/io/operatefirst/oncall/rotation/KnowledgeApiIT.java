package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.search.MeterNotFoundException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.KnowledgeStatus;
import io.operatefirst.oncall.api.KnowledgeStatus.Holder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only one person knows is seen on the rotation, and by whoever scrapes the metrics. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class KnowledgeApiIT {

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;
  @Inject PrometheusMeterRegistry registry;

  private Scene scene;

  @BeforeEach
  void aRotation() {
    Scene.clear(client);
    ZoneId zone = clock.setToNoon();
    String today = LocalDate.ofInstant(clock.instant(), zone).toString();
    scene =
        new Scene(client, ApiServer.running().newNamespace("knowledge"), "sre")
            .create(Scene.ALWAYS.formatted(today).replace("Europe/Prague", zone.getId()));
    scene.awaitOnCall("alice", 1);
  }

  @Test
  void whoHasResolvedWhatIsCountedFromTheLogAsItStands() {
    happens("crash-1", "KubePodCrashLooping", "resolved: true");
    happens("crash-2", "KubePodCrashLooping", "resolved: true, assistedBy: [carol]");
    happens("crash-3", "KubePodCrashLooping", "summary: It ended by itself");
    happens("disk", "NodeDiskFull", "resolved: true, assistedBy: [bob]");
    awaitKnowledge(
        new KnowledgeStatus("KubePodCrashLooping", 2, List.of(new Holder("alice", 1, 1))),
        new KnowledgeStatus("NodeDiskFull", 1, List.of(new Holder("alice", 0, 1))));
    await("what is measured")
        .ignoreException(MeterNotFoundException.class)
        .untilAsserted(
            () -> {
              assertThat(measured("KubePodCrashLooping", "no")).isEqualTo(1);
              assertThat(measured("NodeDiskFull", "no")).isEqualTo(0);
              assertThat(measured("NodeDiskFull", "yes")).isEqualTo(1);
            });

    // The next one learns it as well.
    clock.advance(Duration.ofDays(1));
    scene.awaitOnCall("bob", 2);
    happens("disk-again", "NodeDiskFull", "resolved: true");
    happens("disk-at-last", "NodeDiskFull", "resolved: true");
    awaitKnowledge(
        new KnowledgeStatus(
            "NodeDiskFull", 3, List.of(new Holder("bob", 2, 0), new Holder("alice", 0, 1))),
        new KnowledgeStatus("KubePodCrashLooping", 2, List.of(new Holder("alice", 1, 1))));

    scene.entry("crash-1").delete();
    scene.entry("crash-2").delete();
    scene.patch("disk", "{\"spec\":{\"resolved\":false}}");
    awaitKnowledge(new KnowledgeStatus("NodeDiskFull", 2, List.of(new Holder("bob", 2, 0))));
  }

  private void awaitKnowledge(KnowledgeStatus... expected) {
    scene.awaitStatus(status -> assertThat(status.knowledge()).containsExactly(expected));
  }

  private double measured(String problem, String help) {
    return registry
        .get("oncall.problems.resolved")
        .tags(
            "namespace",
            scene.namespace(),
            "rotation",
            "sre",
            "problem",
            problem,
            "engineer",
            "alice",
            "help",
            help)
        .gauge()
        .value();
  }

  /** As an intake writes it, with what people add. */
  private void happens(String name, String alert, String people) {
    scene.create(
        """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallLogEntry
        metadata: {name: %1$s}
        spec:
          rotation: sre
          type: Alert
          severity: Warning
          source:
            key: %1$s
            startsAt: "2026-11-20T10:00:00Z"
            alert: {labels: [{name: alertname, value: %2$s}, {name: namespace, value: shop}]}
          %3$s
        """
            .formatted(name, alert, people.replace(", ", "\n  ")));
  }
}
