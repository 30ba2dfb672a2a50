package io.operatefirst.oncall.notify;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;

/**
 * A resource that people are told about.
 *
 * @param kind such as OnCallLogEntry
 * @param uid by which one that is deleted and made again is another, also on another cluster
 */
public record Subject(String kind, ResourceID id, String uid) {

  public static Subject of(HasMetadata resource) {
    return new Subject(
        resource.getKind(), ResourceID.fromResource(resource), resource.getMetadata().getUid());
  }

  /** Whether it is of that kind. */
  public boolean isA(Class<? extends HasMetadata> type) {
    return kind.equals(HasMetadata.getKind(type));
  }

  /** Whether a resource is this one. */
  public boolean isStill(HasMetadata resource) {
    return equals(of(resource));
  }
}
