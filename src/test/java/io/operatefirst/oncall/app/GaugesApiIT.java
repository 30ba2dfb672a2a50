package io.operatefirst.oncall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.rotation.Scene;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the alerts of deploy/monitoring go by is told, and is not once it is not so any more. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class GaugesApiIT {

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;
  @Inject PrometheusMeterRegistry registry;

  @Test
  void conditionsAndDebtsAreTold() {
    Scene.clear(client);
    clock.setToNoon();
    Scene scene = new Scene(client, ApiServer.running().newNamespace("gauges"), "sre");
    scene.create(Scene.ALWAYS.formatted("2026-11-23"));
    scene.task("disk", "severity: Warning, resolved: true");
    String ready =
        "oncall_rotation_condition{namespace=\"%s\",reason=\"%s\",rotation=\"sre\",status=\"%s\",type=\"Ready\"} 1.0";

    awaitScrape(ready.formatted(scene.namespace(), "Scheduled", "True"));
    awaitScrape("oncall_leader 1.0");
    awaitScrape(
        "oncall_in_coverage{namespace=\"%s\",rotation=\"sre\"} 1.0".formatted(scene.namespace()));
    clock.advance(Duration.ofDays(15));
    await("a debt of 15 days")
        .until(() -> debt(scene.namespace()) > Duration.ofDays(14).toSeconds());

    scene.patch("{\"spec\":{\"suspend\":true}}");
    awaitScrape(ready.formatted(scene.namespace(), "Suspended", "False"));
    assertThat(registry.scrape())
        .doesNotContain(ready.formatted(scene.namespace(), "Scheduled", "True"));
  }

  private void awaitScrape(String line) {
    await(line).untilAsserted(() -> assertThat(registry.scrape()).contains(line));
  }

  private double debt(String namespace) {
    return registry
        .find("oncall.oldest.debt")
        .tags("namespace", namespace, "rotation", "sre")
        .gauges()
        .stream()
        .mapToDouble(gauge -> gauge.value())
        .findFirst()
        .orElse(0);
  }
}
