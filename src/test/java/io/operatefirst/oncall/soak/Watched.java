package io.operatefirst.oncall.soak;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.rotation.HandoverEntries;
import io.operatefirst.oncall.schedule.Handover;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What is in the namespace, as whoever watches it sees it; of the log also what has left it. */
final class Watched implements AutoCloseable {

  private final SharedIndexInformer<OnCallRotation> rotations;
  private final SharedIndexInformer<OnCallOverride> overrides;
  private final SharedIndexInformer<OnCallLogEntry> entries;
  private final Map<String, OnCallLogEntry> log = new ConcurrentHashMap<>();

  Watched(KubernetesClient client, String namespace) {
    rotations = client.resources(OnCallRotation.class).inNamespace(namespace).inform();
    overrides = client.resources(OnCallOverride.class).inNamespace(namespace).inform();
    entries = client.resources(OnCallLogEntry.class).inNamespace(namespace).inform(new Reading());
  }

  private final class Reading implements ResourceEventHandler<OnCallLogEntry> {
    @Override
    public void onAdd(OnCallLogEntry entry) {
      log.put(entry.getMetadata().getName(), entry);
    }

    @Override
    public void onUpdate(OnCallLogEntry before, OnCallLogEntry entry) {
      onAdd(entry);
    }

    @Override
    public void onDelete(OnCallLogEntry entry, boolean unknown) {
      // It is remembered.
    }
  }

  List<OnCallRotation> rotations() {
    return rotations.getStore().list();
  }

  List<OnCallOverride> overrides() {
    return overrides.getStore().list();
  }

  /** By their names. */
  Map<String, OnCallLogEntry> log() {
    return log;
  }

  /** Those about alerts that are still there. */
  List<OnCallLogEntry> problems() {
    return entries.getStore().list().stream()
        .filter(entry -> entry.getSpec().type() == OnCallLogEntrySpec.Type.ALERT)
        .toList();
  }

  /** The handovers of a rotation in their order. */
  List<Handover> handovers(String rotation) {
    return log(rotation)
        .filter(entry -> entry.getSpec().type() == OnCallLogEntrySpec.Type.HANDOVER)
        .map(entry -> HandoverEntries.read(entry.getSpec().handover()))
        .sorted(Comparator.comparingLong(Handover::sequence))
        .toList();
  }

  /** The log of a rotation. */
  Stream<OnCallLogEntry> log(String rotation) {
    return log.values().stream().filter(entry -> entry.getSpec().rotation().equals(rotation));
  }

  @Override
  public void close() {
    rotations.close();
    overrides.close();
    entries.close();
  }
}
