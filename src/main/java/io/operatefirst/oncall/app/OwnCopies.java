package io.operatefirst.oncall.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallRotation;

/**
 * Copies the operator's own resources without writing and reading them as JSON: the SDK makes a
 * copy for each reconciliation, and what they are made of, records, cannot change.
 */
final class OwnCopies extends KubernetesSerialization {

  OwnCopies(ObjectMapper mapper, Class<? extends KubernetesResource>[] known) {
    super(mapper, false);
    for (Class<? extends KubernetesResource> type : known) {
      registerKubernetesResource(type);
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T clone(T resource) {
    if (resource instanceof OnCallLogEntry entry) {
      return (T) copied(entry, new OnCallLogEntry());
    }
    if (resource instanceof OnCallRotation rotation) {
      return (T) copied(rotation, new OnCallRotation());
    }
    if (resource instanceof OnCallOverride override) {
      return (T) copied(override, new OnCallOverride());
    }
    return super.clone(resource);
  }

  private static <S, T, R extends CustomResource<S, T>> R copied(R from, R to) {
    to.setMetadata(new ObjectMetaBuilder(from.getMetadata()).build());
    to.setSpec(from.getSpec());
    to.setStatus(from.getStatus());
    return to;
  }
}
