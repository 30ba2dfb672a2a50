package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.status.Conditions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** One rotation in a namespace of its own, as a user with a client sees it. */
public record Scene(KubernetesClient client, String namespace, String name) {

  /** A Monday-to-Friday rotation in Prague whose order is as written. */
  public static final String THREE =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata:
        name: sre
      spec:
        engineers: [{name: alice}, {name: bob}, {name: carol}]
        schedule: {timeZone: Europe/Prague, startDate: "2026-11-23"}
        order: {atEndOfList: Repeat}
      """;

  /** The same, covered around the clock, since the server alone says when an entry is made. */
  public static final String ALWAYS =
      THREE.replace(
          "startDate: \"2026-11-23\"",
          "startDate: \"%s\", workingDays: [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday,"
              + " Sunday], coverage: {from: \"00:00\", to: \"24:00\"}");

  /**
   * Creates what the YAML says, as it is written; without discovery, which the mock does not have.
   */
  public Scene create(String yaml) {
    GenericKubernetesResource resource =
        client.getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class);
    client
        .genericKubernetesResources(
            CustomResourceDefinitionContext.fromCustomResourceType(
                switch (resource.getKind()) {
                  case "OnCallRotation" -> OnCallRotation.class;
                  case "OnCallOverride" -> OnCallOverride.class;
                  default -> OnCallLogEntry.class;
                }))
        .inNamespace(namespace)
        .resource(resource)
        .create();
    return this;
  }

  /**
   * Takes away the rotations of all other tests, before the clock jumps ahead: they would work off
   * every day in between.
   */
  public static void clear(KubernetesClient client) {
    client.resources(OnCallRotation.class).inAnyNamespace().delete();
    await("no rotation is left")
        .until(
            () ->
                client
                    .resources(OnCallRotation.class)
                    .inAnyNamespace()
                    .list()
                    .getItems()
                    .isEmpty());
  }

  public Resource<OnCallRotation> rotation() {
    return client.resources(OnCallRotation.class).inNamespace(namespace).withName(name);
  }

  public Resource<OnCallLogEntry> entry(long sequence) {
    return client
        .resources(OnCallLogEntry.class)
        .inNamespace(namespace)
        .withName(HandoverEntries.nameOf(name, sequence));
  }

  /** An entry of the log. */
  public Resource<OnCallLogEntry> entry(String entry) {
    return client.resources(OnCallLogEntry.class).inNamespace(namespace).withName(entry);
  }

  /** Writes down a piece of work as a person does. */
  public void task(String entry, String fields) {
    create(
        """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallLogEntry
        metadata: {name: %s}
        spec: {rotation: %s, type: Task, %s}
        """
            .formatted(entry, name, fields));
  }

  /** Changes the spec of an entry as kubectl does: a merge patch. */
  public void patch(String entry, String json) {
    entry(entry).patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }

  /** Waits until the status of an entry, which must be there, satisfies what is asked of it. */
  public void awaitEntry(String entry, Consumer<OnCallLogEntryStatus> asked) {
    await(entry)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () -> {
              OnCallLogEntry found = entry(entry).get();
              assertThat(found).isNotNull();
              assertThat(found.getStatus()).isNotNull();
              asked.accept(found.getStatus());
            });
  }

  /** Changes the spec as kubectl does: a merge patch. */
  public void patch(String json) {
    rotation().patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }

  OnCallRotationStatus status() {
    return rotation().get().getStatus();
  }

  Condition condition(String type) {
    return Conditions.find(status().conditions(), type).orElseThrow();
  }

  List<OnCallLogEntry> entries() {
    return client.resources(OnCallLogEntry.class).inNamespace(namespace).list().getItems().stream()
        .sorted(Comparator.comparing(entry -> entry.getMetadata().getName()))
        .toList();
  }

  List<Event> events(String reason) {
    return client.v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> event.getReason().equals(reason))
        .toList();
  }

  /** Waits until the status, which must be there, satisfies what is asked of it. */
  public void awaitStatus(Consumer<OnCallRotationStatus> asked) {
    await()
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () -> {
              OnCallRotationStatus status = status();
              assertThat(status).isNotNull();
              asked.accept(status);
            });
  }

  /** Waits until a condition is so, and gives it. */
  public Condition awaitCondition(String type, String status, String reason) {
    awaitStatus(
        shown ->
            assertThat(Conditions.find(shown.conditions(), type))
                .hasValueSatisfying(
                    condition -> {
                      assertThat(condition.getReason()).isEqualTo(reason);
                      assertThat(condition.getStatus()).isEqualTo(status);
                    }));
    return condition(type);
  }

  /** What users have asked, as the log has it. */
  public List<OnCallLogEntry> questions() {
    return entries().stream()
        .filter(entry -> entry.getSpec().type() == OnCallLogEntrySpec.Type.QUESTION)
        .toList();
  }

  public void awaitOnCall(String engineer, long sequence) {
    awaitStatus(
        status -> {
          assertThat(status.onCall()).isEqualTo(engineer);
          assertThat(status.lastHandover().sequence()).isEqualTo(sequence);
        });
  }

  void awaitReady(String reason) {
    awaitStatus(
        status ->
            assertThat(Conditions.find(status.conditions(), Conditions.READY))
                .hasValueSatisfying(ready -> assertThat(ready.getReason()).isEqualTo(reason)));
  }
}
