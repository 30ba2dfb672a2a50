package io.operatefirst.oncall.demo;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Watches a rotation, its log and its Events from outside, as any user of the cluster may. */
final class LiveView implements AutoCloseable {

  private final OnCallRotation rotation;
  private final SharedIndexInformer<OnCallRotation> rotations;
  private final SharedIndexInformer<OnCallLogEntry> entries;
  private final SharedIndexInformer<Event> events;

  LiveView(KubernetesClient client, OnCallRotation rotation) {
    String namespace = rotation.getMetadata().getNamespace();
    this.rotation = rotation;
    this.rotations = client.resources(OnCallRotation.class).inNamespace(namespace).inform();
    this.entries = client.resources(OnCallLogEntry.class).inNamespace(namespace).inform();
    this.events = client.v1().events().inNamespace(namespace).inform();
  }

  Snapshot at(Instant time) {
    String name = rotation.getMetadata().getName();
    Optional<OnCallRotation> found =
        rotations.getStore().list().stream()
            .filter(candidate -> candidate.getMetadata().getName().equals(name))
            .findFirst();
    return new Snapshot(
        time,
        found.orElse(rotation),
        entriesOf(name)
            .filter(entry -> entry.getSpec().handover() != null)
            .sorted(Comparator.comparingLong(entry -> entry.getSpec().handover().sequence()))
            .toList(),
        entriesOf(name)
            .filter(entry -> entry.getSpec().handover() == null)
            .sorted(Comparator.comparing(LiveView::began))
            .toList(),
        events.getStore().list().stream()
            .filter(event -> name.equals(event.getInvolvedObject().getName()))
            .sorted(Comparator.comparing(event -> Instant.parse(event.getLastTimestamp())))
            .toList());
  }

  private Stream<OnCallLogEntry> entriesOf(String name) {
    return entries.getStore().list().stream()
        .filter(entry -> entry.getSpec().rotation().equals(name));
  }

  private static Instant began(OnCallLogEntry entry) {
    return Instant.parse(entry.getSpec().source().startsAt());
  }

  @Override
  public void close() {
    rotations.close();
    entries.close();
    events.close();
  }
}
