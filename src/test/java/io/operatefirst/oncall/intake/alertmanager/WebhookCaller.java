package io.operatefirst.oncall.intake.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.Granted;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallRotation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whoever pushes alerts to the webhook, with what they need for it and what they find afterwards.
 *
 * @param webhook where all webhooks are
 * @param namespace of the rotations
 */
record WebhookCaller(URI webhook, KubernetesClient client, String namespace) {

  /** A message without alerts. */
  static final String NOTHING = "{\"version\":\"4\",\"alerts\":[]}";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static final String ROTATION =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata:
        name: %s
      spec:
        engineers: [{name: alice}, {name: bob}, {name: carol}]
        schedule: {timeZone: Europe/Prague, startDate: "2026-11-23"}
        alerts: %s
      """;

  void awaitOpen(String rotation, String token) {
    await("the webhook is open").until(() -> push(rotation, token, NOTHING).statusCode() == 200);
  }

  static void assertComesAgain(HttpResponse<String> answer, String reason) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(reason(answer)).isEqualTo(reason);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
  }

  String firing(String pod, String at) {
    return message("firing", pod, at);
  }

  String resolved(String pod, String at) {
    return message("resolved", pod, at);
  }

  private String message(String status, String pod, String at) {
    return """
    {"version": "4", "receiver": "oncall", "externalURL": "https://alertmanager-0.example.org", "alerts": [{
      "status": "%s",
      "labels": {"alertname": "PodCrashes", "namespace": "%s", "pod": "%s", "severity": "critical"},
      "annotations": {"summary": "A pod crashes", "runbook_url": "https://example.org/runbook"},
      "startsAt": "2026-11-23T%s", "endsAt": "0001-01-01T00:00:00Z", "generatorURL": ""}]}
    """
        .formatted(status, namespace, pod, at.endsWith("Z") ? at : at + "Z");
  }

  void rotation(String name, String alerts) {
    GenericKubernetesResource resource =
        client
            .getKubernetesSerialization()
            .unmarshal(ROTATION.formatted(name, alerts), GenericKubernetesResource.class);
    client
        .genericKubernetesResources(
            CustomResourceDefinitionContext.fromCustomResourceType(OnCallRotation.class))
        .inNamespace(namespace)
        .resource(resource)
        .create();
  }

  /** A token of a new service account that may push to rotations. */
  String sender(String account, String... rotations) {
    String made = tokenOf(account);
    allow(account, rotations);
    return made;
  }

  String tokenOf(String account) {
    return ApiServer.running().tokenOfNew(account, namespace);
  }

  void allow(String account, String... rotations) {
    client
        .resource(
            new RoleBuilder()
                .withNewMetadata()
                .withName(account)
                .withNamespace(namespace)
                .endMetadata()
                .addNewRule()
                .withApiGroups("oncall.operate-first.cloud")
                .withResources("oncallrotations/alerts")
                .withResourceNames(rotations)
                .withVerbs("create")
                .endRule()
                .build())
        .create();
    client
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName(account)
                .withNamespace(namespace)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", account)
                .addNewSubject("", "ServiceAccount", account, namespace)
                .build())
        .create();
    Stream.of(rotations)
        .forEach(
            rotation ->
                Granted.to(
                    client,
                    namespace,
                    account,
                    new ResourceAttributesBuilder()
                        .withNamespace(namespace)
                        .withGroup("oncall.operate-first.cloud")
                        .withResource("oncallrotations")
                        .withSubresource("alerts")
                        .withName(rotation)
                        .withVerb("create")
                        .build()));
  }

  HttpRequest.Builder request(String rotation, String body) {
    return HttpRequest.newBuilder(webhook.resolve(namespace + "/" + rotation))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  HttpResponse<String> push(String rotation, String bearer, String body) {
    return send(request(rotation, body).header("Authorization", "Bearer " + bearer));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(
          request.timeout(PATIENCE).version(HttpClient.Version.HTTP_1_1).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static String reason(HttpResponse<String> answer) {
    try {
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("application/json");
      JsonNode error = new ObjectMapper().readTree(answer.body());
      assertThat(error.properties()).extracting(Map.Entry::getKey).containsExactly("error");
      return error.get("error").textValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With its status, which follows. */
  OnCallLogEntry onlyEntry() {
    assertThat(entries()).hasSize(1);
    return await().until(() -> entries().get(0), entry -> entry.getStatus() != null);
  }

  List<OnCallLogEntry> entries() {
    return client.resources(OnCallLogEntry.class).inNamespace(namespace).list().getItems().stream()
        .filter(entry -> entry.getSpec().type() == OnCallLogEntrySpec.Type.ALERT)
        .toList();
  }
}
