package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * This operator beside a newer one, as in an upgrade: the CRDs are those of the newer one, and it
 * has written what is not known here.
 */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class VersionSkewApiIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCHEMA = "/versions/0/schema/openAPIV3Schema/properties";
  private static final String STATUS = SCHEMA + "/status/properties";
  private static final String HANDOVER = SCHEMA + "/spec/properties/handover/properties";

  /** Reads over what is not known here, as somebody with a newer client would read it. */
  private final KubernetesClient client =
      new KubernetesClientBuilder()
          .withConfig(ApiServer.running().client().getConfiguration())
          .withKubernetesSerialization(
              new KubernetesSerialization(
                  new ObjectMapper()
                      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                      .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL),
                  true))
          .build();

  @Inject TestClock clock;

  private Scene old;
  private Scene newer;

  @BeforeEach
  void theCrdsOfANewerVersion() {
    clock.set(TestClock.START);
    change(
        OnCallRotation.class,
        Map.of(
            SCHEMA + "/spec/properties/schedule/properties/cadence", "Hourly",
            STATUS + "/phase", "Paused",
            STATUS + "/list/items/properties/state", "Skipped"));
    change(
        OnCallLogEntry.class,
        Map.of(
            SCHEMA + "/spec/properties/type", "Incident",
            STATUS + "/phase", "Postponed",
            STATUS + "/severity", "Fatal",
            STATUS + "/escalations/items/properties/step", "Paged",
            HANDOVER + "/reason", "Swapped",
            HANDOVER + "/order/items/properties/state", "Skipped"));
    old = new Scene(client, ApiServer.running().newNamespace("old"), "sre").create(Scene.THREE);
    newer = new Scene(client, ApiServer.running().newNamespace("newer"), "sre");
    old.awaitOnCall("alice", 1);
  }

  @AfterEach
  void theCrdsOfThisVersion() {
    for (Scene scene : List.of(old, newer)) {
      client.resources(OnCallRotation.class).inNamespace(scene.namespace()).delete();
      raw(scene, OnCallLogEntry.class).delete();
    }
    change(OnCallRotation.class, Map.of());
    change(OnCallLogEntry.class, Map.of());
    client.close();
  }

  @Test
  void aWordInTheScheduleThatIsNotKnownIsNoDefaultAndStopsNoOther() {
    newer.create(Scene.THREE.replace("schedule: {", "schedule: {cadence: Hourly, "));

    assertThat(
            newer.awaitCondition(Conditions.READY, "False", Conditions.INVALID_SPEC).getMessage())
        .contains("spec.schedule.cadence: \"Hourly\" is not known to this version of the operator");
    clock.advance(Duration.ofDays(1));
    old.awaitOnCall("bob", 2);
    assertThat(raw(newer, OnCallLogEntry.class).list().getItems()).isEmpty();

    newer.patch("{\"spec\": {\"schedule\": {\"cadence\": \"Daily\"}}}");
    newer.awaitReady(Conditions.SCHEDULED);
  }

  @Test
  void aStatusKeepsTheFieldsThatAreNotKnown() {
    write(
        raw(old, OnCallRotation.class).withName("sre"),
        """
        {"status": {"phase": "Paused", "newer": {"since": "today"}}}
        """);
    clock.advance(Duration.ofDays(1));
    old.awaitOnCall("bob", 2);

    JsonNode status = json(raw(old, OnCallRotation.class).withName("sre").get()).get("status");
    assertThat(status.get("newer")).hasToString("{\"since\":\"today\"}");
    assertThat(status.get("phase").asText()).isEqualTo("OnCall");

    // What is to be absent goes away all the same.
    old.patch("{\"spec\": {\"suspend\": true}}");
    old.awaitReady(Conditions.SUSPENDED);
    status = json(raw(old, OnCallRotation.class).withName("sre").get()).get("status");
    assertThat(status.has("onCall")).isFalse();
    assertThat(status.has("newer")).isTrue();
  }

  @Test
  void entriesOfANewerVersionAreLeftAloneOrReadAsFarAsTheyAreKnown() {
    create(
        old,
        """
        {"apiVersion": "oncall.operate-first.cloud/v1alpha1", "kind": "OnCallLogEntry",
         "metadata": {"name": "incident"},
         "spec": {"rotation": "sre", "type": "Incident", "summary": "Only the newer one knows"}}
        """);
    old.task("disk", "summary: The disk is full, severity: Critical");
    old.awaitEntry("disk", status -> assertThat(status.phase()).hasToString("OPEN"));
    write(
        raw(old, OnCallLogEntry.class).withName("disk"),
        """
        {"status": {"phase": "Postponed", "severity": "Fatal", "newer": {"since": "today"},
                    "escalations": [{"step": "Paged", "at": "2026-11-23T08:00:00Z", "to": ["alice"]}]}}
        """);

    old.patch("disk", "{\"spec\": {\"acknowledgedBy\": \"alice\"}}");
    old.awaitEntry("disk", status -> assertThat(status.phase()).hasToString("ACKNOWLEDGED"));

    JsonNode disk = json(raw(old, OnCallLogEntry.class).withName("disk").get());
    assertThat(disk.at("/status/newer")).hasToString("{\"since\":\"today\"}");
    clock.advance(Duration.ofDays(1));
    old.awaitOnCall("bob", 2);
    old.awaitStatus(status -> assertThat(status.openEntries()).isEqualTo(1));
    assertThat(json(raw(old, OnCallLogEntry.class).withName("incident").get()).has("status"))
        .isFalse();
  }

  @Test
  void aHandoverIsGoneOnFromWhereItsBoxesAreKnown() {
    handOver("Swapped", "Waiting");

    old.awaitOnCall("bob", 2);
    clock.advance(Duration.ofDays(1));
    old.awaitOnCall("carol", 3);
  }

  @Test
  void aHandoverWithABoxThatIsNotKnownIsNotGoneOnFrom() {
    newer.create(Scene.THREE);
    newer.awaitOnCall("alice", 1);
    handOver("EndOfShift", "Skipped");

    assertThat(old.awaitCondition(Conditions.READY, "False", Conditions.NEWER_VERSION).getMessage())
        .contains("sre-handover-000002 was written by a newer version", "\"Skipped\"");
    clock.advance(Duration.ofDays(1));
    newer.awaitOnCall("carol", 3);
    assertThat(raw(old, OnCallLogEntry.class).withName("sre-handover-000003").get()).isNull();

    raw(old, OnCallLogEntry.class).withName("sre-handover-000002").delete();
    old.awaitOnCall("carol", 3);
    old.awaitReady(Conditions.SCHEDULED);
  }

  /** A newer operator, which leads for a moment, makes the handover of the next morning. */
  private void handOver(String reason, String stateOfCarol) {
    ObjectNode entry =
        (ObjectNode) json(raw(old, OnCallLogEntry.class).withName("sre-handover-000001").get());
    ((ObjectNode) entry.get("metadata"))
        .retain("namespace", "labels")
        .put("name", "sre-handover-000002");
    entry.remove("status");
    ObjectNode handover = (ObjectNode) entry.at("/spec/handover");
    handover
        .put("sequence", 2)
        .put("reason", reason)
        .put("from", "alice")
        .put("to", "bob")
        .put("at", "2026-11-24T08:00:00Z");
    handover
        .putObject("shift")
        .put("start", "2026-11-24T08:00:00Z")
        .put("end", "2026-11-25T08:00:00Z");
    handover.putObject("newer").put("since", "today");
    state(handover, "alice", "Done");
    state(handover, "bob", "OnCall");
    state(handover, "carol", stateOfCarol);
    create(old, entry.toString());
    clock.set(TestClock.START.plus(Duration.ofHours(25)));
  }

  private static void state(ObjectNode handover, String engineer, String state) {
    handover
        .get("order")
        .forEach(
            box -> {
              if (box.get("engineer").asText().equals(engineer)) {
                ((ObjectNode) box).put("state", state);
              }
            });
  }

  private void create(Scene scene, String json) {
    raw(scene, OnCallLogEntry.class)
        .resource(
            client.getKubernetesSerialization().unmarshal(json, GenericKubernetesResource.class))
        .create();
  }

  private static void write(Resource<GenericKubernetesResource> resource, String status) {
    resource.subresource("status").patch(PatchContext.of(PatchType.JSON_MERGE), status);
  }

  private NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      raw(Scene scene, Class<? extends HasMetadata> type) {
    return client.genericKubernetesResources(context(type)).inNamespace(scene.namespace());
  }

  private static CustomResourceDefinitionContext context(Class<? extends HasMetadata> type) {
    return CustomResourceDefinitionContext.fromCustomResourceType(
        type == OnCallRotation.class ? OnCallRotation.class : OnCallLogEntry.class);
  }

  private static JsonNode json(Object resource) {
    return JSON.valueToTree(resource);
  }

  /**
   * Replaces a CRD by the one of this version, with more words, and with fields of the name {@code
   * newer} where there are any.
   */
  private void change(Class<? extends HasMetadata> type, Map<String, String> words) {
    String name = HasMetadata.getFullResourceName(type);
    JsonNode spec = json(shipped(name).getSpec());
    words.forEach((path, word) -> ((ArrayNode) spec.at(path + "/enum")).add(word));
    if (!words.isEmpty()) {
      List.of(STATUS, HANDOVER)
          .forEach(
              path -> {
                if (spec.at(path) instanceof ObjectNode fields) {
                  fields
                      .putObject("newer")
                      .put("type", "object")
                      .putObject("properties")
                      .putObject("since")
                      .put("type", "string");
                }
              });
    }
    client
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON), replaced(spec));
    await("the server goes by it").until(() -> isTaken(type) != words.isEmpty());
  }

  private static String replaced(JsonNode spec) {
    return JSON.createArrayNode()
        .add(JSON.createObjectNode().put("op", "replace").put("path", "/spec").set("value", spec))
        .toString();
  }

  /** Whether the server would take what only the newer version knows. */
  private boolean isTaken(Class<? extends HasMetadata> type) {
    String spec =
        type == OnCallRotation.class
            ? "{engineers: [{name: alice}], schedule: {cadence: Hourly}}"
            : "{rotation: sre, type: Incident}";
    GenericKubernetesResource probe =
        client
            .getKubernetesSerialization()
            .unmarshal(
                """
                apiVersion: oncall.operate-first.cloud/v1alpha1
                kind: %s
                metadata: {name: probe, namespace: default}
                spec: %s
                """
                    .formatted(HasMetadata.getKind(type), spec),
                GenericKubernetesResource.class);
    try {
      client
          .genericKubernetesResources(context(type))
          .inNamespace("default")
          .resource(probe)
          .dryRun()
          .create();
      return true;
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  private CustomResourceDefinition shipped(String name) {
    Path file = Path.of("crds", name + "-v1.yml");
    try (InputStream text = Files.newInputStream(file)) {
      return client.apiextensions().v1().customResourceDefinitions().load(text).item();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
