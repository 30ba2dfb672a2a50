package io.operatefirst.oncall.bench;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.status.StatusPatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The floor: writes the same as the operator has, knowing all of it, in a namespace of its own. The
 * operator must have ended.
 */
final class BareClient {

  private final KubernetesClient client;
  private final String from;
  private final String to;

  private BareClient(ApiServer server, String from) {
    this.client = server.patientClient();
    this.from = from;
    this.to = server.newNamespace("bare");
  }

  /** The last handover of each rotation in a namespace: its entry, both statuses, the Event. */
  static Duration handovers(ApiServer server, String namespace) throws InterruptedException {
    return new BareClient(server, namespace).handovers();
  }

  /**
   * The entries of a namespace.
   *
   * @param statuses whether their statuses too
   */
  static Duration entries(ApiServer server, String namespace, boolean statuses)
      throws InterruptedException {
    return new BareClient(server, namespace).entries(statuses);
  }

  private Duration handovers() throws InterruptedException {
    List<OnCallRotation> rotations =
        client.resources(OnCallRotation.class).inNamespace(from).list().getItems();
    Map<String, OnCallLogEntry> entries =
        client.resources(OnCallLogEntry.class).inNamespace(from).list().getItems().stream()
            .collect(toMap(entry -> entry.getMetadata().getName(), identity()));
    Map<String, Event> events =
        client.v1().events().inNamespace(from).list().getItems().stream()
            .collect(
                toMap(event -> event.getInvolvedObject().getName(), identity(), BareClient::later));
    Writers.write(rotations.stream().map(rotation -> () -> createRotation(rotation)));
    return Writers.write(
        rotations.stream()
            .map(
                rotation ->
                    () ->
                        handover(
                            rotation,
                            entries.get(rotation.getStatus().lastHandover().entry()),
                            events.get(rotation.getMetadata().getName()))));
  }

  private Duration entries(boolean statuses) throws InterruptedException {
    List<OnCallLogEntry> entries =
        client.resources(OnCallLogEntry.class).inNamespace(from).list().getItems();
    return Writers.write(
        entries.stream()
            .map(
                entry ->
                    () -> {
                      OnCallLogEntry created = create(entry);
                      if (statuses) {
                        patchStatus(created, entry.getStatus());
                      }
                    }));
  }

  private static Event later(Event one, Event other) {
    return one.getLastTimestamp().compareTo(other.getLastTimestamp()) < 0 ? other : one;
  }

  private void createRotation(OnCallRotation rotation) {
    OnCallRotation copy = new OnCallRotation();
    copy.setMetadata(
        new ObjectMetaBuilder()
            .withName(rotation.getMetadata().getName())
            .withNamespace(to)
            .build());
    copy.setSpec(rotation.getSpec());
    OnCallRotation created = client.resource(copy).create();
    // What the handover finds there.
    rotation.getMetadata().setResourceVersion(created.getMetadata().getResourceVersion());
  }

  private void handover(OnCallRotation rotation, OnCallLogEntry entry, Event event) {
    patchStatus(create(entry), entry.getStatus());
    OnCallRotation copy = new OnCallRotation();
    copy.setMetadata(rotation.getMetadata());
    copy.getMetadata().setNamespace(to);
    patchStatus(copy, rotation.getStatus());
    client
        .v1()
        .events()
        .resource(
            new EventBuilder(event)
                .withNewMetadata()
                .withName(event.getMetadata().getName())
                .withNamespace(to)
                .endMetadata()
                .editInvolvedObject()
                .withNamespace(to)
                .endInvolvedObject()
                .build())
        .create();
  }

  private <S, R extends CustomResource<?, S>> void patchStatus(R resource, S status) {
    if (StatusPatch.send(client, resource, status).isEmpty()) {
      throw new IllegalStateException("somebody else writes " + resource.getMetadata().getName());
    }
  }

  private OnCallLogEntry create(OnCallLogEntry entry) {
    OnCallLogEntry copy = new OnCallLogEntry();
    copy.setMetadata(
        new ObjectMetaBuilder()
            .withName(entry.getMetadata().getName())
            .withNamespace(to)
            .withLabels(entry.getMetadata().getLabels())
            .withOwnerReferences(
                entry.getMetadata().getOwnerReferences().stream()
                    .map(owner -> new OwnerReferenceBuilder(owner).build())
                    .toList())
            .build());
    copy.setSpec(entry.getSpec());
    return client.resource(copy).create();
  }
}
