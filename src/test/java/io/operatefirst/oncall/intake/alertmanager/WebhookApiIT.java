package io.operatefirst.oncall.intake.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallRotation;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is pushed is in the log, once, or comes again. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class WebhookApiIT {

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;

  @TestHTTPResource("/webhook/")
  URI webhook;

  private String namespace;
  private WebhookCaller caller;
  private String token;

  @BeforeEach
  void aRotationWithAWebhookAndSomebodyWhoMayPushToIt() {
    client.resources(OnCallRotation.class).inAnyNamespace().delete();
    clock.set(TestClock.START);
    namespace = ApiServer.running().newNamespace("webhook");
    caller = new WebhookCaller(webhook, client, namespace);
    caller.rotation("sre", "{webhook: true}");
    token = caller.sender("sender", "sre");
    caller.awaitOpen("sre", token);
  }

  @Test
  void whatIsPushedIsInTheLogOnceHoweverOftenItComes() {
    assertThat(caller.push("sre", token, caller.firing("pod-1", "08:00:00.123456789")).statusCode())
        .isEqualTo(200);

    OnCallLogEntry entry = caller.onlyEntry();
    assertThat(entry.getSpec().type()).isEqualTo(OnCallLogEntrySpec.Type.ALERT);
    assertThat(entry.getSpec().summary())
        .isEqualTo("PodCrashes in namespace " + namespace + ": A pod crashes");
    assertThat(entry.getSpec().severity()).isEqualTo(OnCallLogEntrySpec.Severity.CRITICAL);
    assertThat(entry.getSpec().source().runbookURL()).isEqualTo("https://example.org/runbook");
    assertThat(entry.getStatus().firing()).isTrue();
    assertThat(entry.getStatus().count()).isEqualTo(1);
    assertThat(entry.getStatus().members()).extracting("id", "pushed").hasSize(1);

    // The same again, and the same from the other replica.
    String other =
        caller.firing("pod-1", "08:00:00.123456789").replace("alertmanager-0", "alertmanager-1");
    assertThat(other).contains("alertmanager-1");
    assertThat(caller.push("sre", token, caller.firing("pod-1", "08:00:00.123456789")).statusCode())
        .isEqualTo(200);
    assertThat(caller.push("sre", token, other).statusCode()).isEqualTo(200);

    assertThat(caller.onlyEntry().getStatus().count()).isEqualTo(1);
    assertThat(caller.onlyEntry().getStatus().members())
        .isEqualTo(entry.getStatus().members())
        .hasSize(1);
  }

  @Test
  void anotherAlertOfTheGroupIsTheSameEntryAndTheLastToEndEndsIt() {
    caller.push("sre", token, caller.firing("pod-1", "08:00:00Z"));
    caller.push("sre", token, caller.firing("pod-2", "08:01:00Z"));

    OnCallLogEntryStatus both = caller.onlyEntry().getStatus();
    assertThat(both.members()).hasSize(2);
    assertThat(both.firing()).isTrue();

    assertThat(caller.push("sre", token, caller.resolved("pod-1", "08:00:00Z")).statusCode())
        .isEqualTo(200);
    assertThat(caller.onlyEntry().getStatus().firing()).isTrue();

    assertThat(caller.push("sre", token, caller.resolved("pod-2", "08:01:00Z")).statusCode())
        .isEqualTo(200);
    assertThat(caller.onlyEntry().getStatus().firing()).isFalse();
    assertThat(caller.onlyEntry().getStatus().members()).isNullOrEmpty();
  }

  /** An alert is not stored where something else has its name; the others of the message are. */
  @Test
  void whatHasTheNameOfAnEntryIsNotTakenForIt() {
    caller.push("sre", token, caller.firing("pod-1", "08:00:00Z"));
    String name = caller.onlyEntry().getMetadata().getName();
    Resource<OnCallLogEntry> there =
        client.resources(OnCallLogEntry.class).inNamespace(namespace).withName(name);
    there.delete();
    OnCallLogEntry squatter =
        client
            .getKubernetesSerialization()
            .unmarshal(
                """
                apiVersion: oncall.operate-first.cloud/v1alpha1
                kind: OnCallLogEntry
                metadata: {name: %s}
                spec: {rotation: sre, type: Task, summary: In the way}
                """
                    .formatted(name),
                OnCallLogEntry.class);
    client.resource(squatter).inNamespace(namespace).create();
    String another = caller.firing("pod-2", "08:00:00Z").replace("PodCrashes", "AnotherAlert");
    assertThat(another).contains("AnotherAlert");

    await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                caller.push("sre", token, caller.firing("pod-1", "08:00:00Z")).statusCode() == 503);
    assertThat(
            caller
                .push("sre", token, both(caller.firing("pod-1", "08:00:00Z"), another))
                .statusCode())
        .isEqualTo(503);
    assertThat(caller.entries())
        .extracting(entry -> entry.getSpec().summary())
        .anySatisfy(summary -> assertThat(summary).startsWith("AnotherAlert"));

    there.delete();
    await()
        .until(
            () ->
                caller.push("sre", token, caller.firing("pod-1", "08:00:00Z")).statusCode() == 200);
    assertThat(there.get().getSpec().type()).isEqualTo(OnCallLogEntrySpec.Type.ALERT);
  }

  /** The alerts of two messages in one. */
  private static String both(String one, String other) {
    try {
      ObjectMapper json = new ObjectMapper();
      JsonNode message = json.readTree(one);
      ((ArrayNode) message.get("alerts")).addAll((ArrayNode) json.readTree(other).get("alerts"));
      return message.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatANamespaceMayNotSeeMakesNoEntry() {
    String elsewhere = caller.firing("pod-1", "08:00:00Z").replace(namespace, "kube-system");
    assertThat(elsewhere).contains("kube-system");

    assertThat(caller.push("sre", token, elsewhere).statusCode()).isEqualTo(200);

    assertThat(caller.entries()).isEmpty();
  }

  /** What was refused comes again, and nothing is lost. */
  @Test
  void whatTheApiServerDoesNotTakeIsNotAnsweredAsStored() {
    Map<String, Quantity> none =
        Map.of("count/oncalllogentries.oncall.operate-first.cloud", new Quantity("0"));
    ResourceQuota quota =
        client
            .resource(
                new ResourceQuotaBuilder()
                    .withNewMetadata()
                    .withName("full")
                    .withNamespace(namespace)
                    .endMetadata()
                    .withNewSpec()
                    .withHard(none)
                    .endSpec()
                    .build())
            .create();
    // What the controller of quotas would write.
    client
        .resource(quota.edit().withNewStatus().withHard(none).withUsed(none).endStatus().build())
        .updateStatus();

    await()
        .untilAsserted(
            () ->
                WebhookCaller.assertComesAgain(
                    caller.push("sre", token, caller.firing("pod-1", "08:00:00Z")),
                    "the API server cannot be reached, or refuses"));
    assertThat(caller.entries()).isEmpty();

    client.resource(quota).delete();
    await()
        .until(
            () ->
                caller.push("sre", token, caller.firing("pod-1", "08:00:00Z")).statusCode() == 200);
    assertThat(caller.onlyEntry().getStatus().firing()).isTrue();
  }
}
