package io.operatefirst.oncall.rotation;

import static java.util.stream.Collectors.joining;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationSpec;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.status.Conditions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One condition for each intake, and for each channel of notices, that a rotation has configured.
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
            condition(spec.clusterOperators(), Conditions.CLUSTER_OPERATORS_WATCHED),
            email(spec))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Who has no address is not reached, even where all else is well. */
  private Optional<Condition> email(OnCallRotationSpec spec) {
    if (spec.notifications() == null || spec.notifications().email() == null) {
      return Optional.empty();
    }
    Optional<Condition> sent =
        condition(spec.notifications().email(), Conditions.EMAIL_SENT)
            .filter(condition -> !condition.getReason().equals(Conditions.ADDRESS_MISSING));
    String without =
        spec.engineers().stream()
            .filter(engineer -> engineer.email() == null)
            .map(EngineerSpec::name)
            .collect(joining(", "));
    boolean fails = sent.filter(condition -> condition.getStatus().equals("False")).isPresent();
    return fails || without.isEmpty()
        ? sent
        : Optional.of(
            Conditions.no(
                Conditions.EMAIL_SENT,
                Conditions.ADDRESS_MISSING,
                "Not told by e-mail, for want of an address: %s. Write it under spec.engineers, as email."
                    .formatted(without)));
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
