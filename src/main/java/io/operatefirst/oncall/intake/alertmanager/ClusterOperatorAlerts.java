package io.operatefirst.oncall.intake.alertmanager;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.status.Conditions;
import io.operatefirst.oncall.status.ReportedConditions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The alerts that the cluster version operator raises for what the intake of cluster operators sees
 * itself: where that one is heard they would be a second entry of the same.
 */
final class ClusterOperatorAlerts {

  private static final Set<String> NAMES = Set.of("ClusterOperatorDown", "ClusterOperatorDegraded");

  private ClusterOperatorAlerts() {}

  /** Which alerts the rotation's intake of cluster operators reports already. */
  static Predicate<Alert> reportedFor(OnCallRotation rotation, ReportedConditions intakes) {
    return rotation.getSpec().clusterOperators() != null && isWatched(rotation, intakes)
        ? alert -> NAMES.contains(alert.name()) && !alert.label("name").isEmpty()
        : alert -> false;
  }

  /** After a restart the status tells it, until the intake has said something. */
  private static boolean isWatched(OnCallRotation rotation, ReportedConditions intakes) {
    String type = Conditions.CLUSTER_OPERATORS_WATCHED;
    return Conditions.find(intakes.of(ResourceID.fromResource(rotation)), type)
        .or(
            () ->
                Optional.ofNullable(rotation.getStatus())
                    .flatMap(
                        status ->
                            Conditions.find(
                                Optional.ofNullable(status.conditions()).orElse(List.of()), type)))
        .filter(condition -> condition.getStatus().equals("True"))
        .isPresent();
  }
}
