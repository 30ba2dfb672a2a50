package io.operatefirst.oncall.intake;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.operatefirst.oncall.api.OnCallRotation;
import java.util.Set;

/**
 * How far a rotation sees: its own namespace, and all of them only where the administrator has said
 * so, whatever the rotation asks for. Else a rotation could borrow the operator's rights.
 *
 * @param clusterWide the namespaces whose rotations see all ({@code oncall.cluster-wide})
 */
public record Sight(Set<String> clusterWide) {

  public Sight {
    // People write a blank after a comma.
    clusterWide = clusterWide.stream().map(String::strip).collect(toUnmodifiableSet());
  }

  /** Whether a rotation sees the whole cluster. */
  public boolean isWide(OnCallRotation rotation) {
    return clusterWide.contains(rotation.getMetadata().getNamespace());
  }

  /**
   * Whether a rotation sees what happens in a namespace.
   *
   * @param namespace null where it is of no namespace
   */
  public boolean reaches(OnCallRotation rotation, String namespace) {
    return isWide(rotation) || rotation.getMetadata().getNamespace().equals(namespace);
  }
}
