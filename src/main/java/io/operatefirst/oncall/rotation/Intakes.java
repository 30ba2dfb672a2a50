package io.operatefirst.oncall.rotation;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationSpec;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.status.Conditions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One condition for each intake that a rotation has configured.
 *
 * @param heard what the intakes have said since this replica leads; of others the status still
 *     tells
 */
record Intakes(OnCallRotation rotation, List<Condition> heard) {

  List<Condition> conditions() {
    OnCallRotationSpec spec = rotation.getSpec();
    return Stream.of(
            condition(spec.alerts(), Conditions.ALERTS_WATCHED),
            condition(spec.events(), Conditions.EVENTS_WATCHED),
            condition(spec.clusterOperators(), Conditions.CLUSTER_OPERATORS_WATCHED))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Condition> condition(Object configured, String type) {
    return Optional.ofNullable(configured)
        .flatMap(intake -> Conditions.find(heard, type).or(() -> Conditions.find(shown(), type)));
  }

  private List<Condition> shown() {
    return Optional.ofNullable(rotation.getStatus())
        .map(OnCallRotationStatus::conditions)
        .orElse(List.of());
  }
}
