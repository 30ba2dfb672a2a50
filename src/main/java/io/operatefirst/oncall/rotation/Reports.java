package io.operatefirst.oncall.rotation;

import static java.util.stream.Collectors.joining;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.api.NotificationsSpec;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationSpec;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.api.QuestionsSpec;
import io.operatefirst.oncall.status.Conditions;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One condition for each intake, and for each channel of notices, that a rotation has configured.
 *
 * @param heard what the intakes have said since this replica leads; of others the status still
 *     tells
 */
record Reports(OnCallRotation rotation, List<Condition> heard) {

  List<Condition> conditions() {
    OnCallRotationSpec spec = rotation.getSpec();
    NotificationsSpec settings = settings(spec);
    QuestionsSpec places = Optional.ofNullable(spec.questions()).orElse(QuestionsSpec.NONE);
    String userGroup = settings.slack() == null ? null : settings.slack().userGroup();
    return Stream.of(
            condition(spec.alerts(), Conditions.ALERTS_WATCHED),
            condition(spec.events(), Conditions.EVENTS_WATCHED),
            condition(spec.clusterOperators(), Conditions.CLUSTER_OPERATORS_WATCHED),
            condition(places.slack(), Conditions.SLACK_WATCHED),
            sent(places.slack(), Conditions.SLACK_ANSWERS_SENT),
            condition(places.github(), Conditions.GITHUB_WATCHED),
            sent(places.github(), Conditions.GITHUB_ANSWERS_SENT),
            condition(places.mail(), Conditions.MAIL_WATCHED),
            sent(places.mail(), Conditions.MAIL_ANSWERS_SENT),
            reaches(settings.email(), Conditions.EMAIL_SENT, EngineerSpec::email, "email"),
            reaches(settings.slack(), Conditions.SLACK_SENT, EngineerSpec::slack, "slack"),
            sent(settings.webhook(), Conditions.WEBHOOK_SENT),
            condition(userGroup, Conditions.USER_GROUP_CURRENT),
            condition(settings.console(), Conditions.BANNER_CURRENT))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Who has no address is not reached, even where all else is well. */
  private Optional<Condition> reaches(
      Object configured, String type, Function<EngineerSpec, String> address, String field) {
    if (configured == null) {
      return Optional.empty();
    }
    Optional<Condition> sent =
        sent(configured, type)
            .filter(condition -> !condition.getReason().equals(Conditions.ADDRESS_MISSING));
    String without =
        rotation.getSpec().engineers().stream()
            .filter(engineer -> address.apply(engineer) == null)
            .map(EngineerSpec::name)
            .collect(joining(", "));
    boolean fails = sent.filter(condition -> condition.getStatus().equals("False")).isPresent();
    return fails || without.isEmpty()
        ? sent
        : Optional.of(
            Conditions.no(
                type,
                Conditions.ADDRESS_MISSING,
                "Not told there, for want of an address: %s. Write it under spec.engineers, as %s."
                    .formatted(without, field)));
  }

  private static NotificationsSpec settings(OnCallRotationSpec spec) {
    return Optional.ofNullable(spec.notifications()).orElse(NotificationsSpec.NONE);
  }

  private Optional<Condition> condition(Object configured, String type) {
    return Optional.ofNullable(configured)
        .flatMap(intake -> Conditions.find(heard, type).or(() -> Conditions.find(shown(), type)));
  }

  /**
   * A failure that passes is not taken from the status: if anything is owed it is tried within
   * seconds, and said again; if nothing is, nobody would ever say that it is over.
   */
  private Optional<Condition> sent(Object configured, String type) {
    return condition(configured, type)
        .filter(sent -> Conditions.find(heard, type).isPresent() || !Conditions.isPassing(sent));
  }

  private List<Condition> shown() {
    return Optional.ofNullable(rotation.getStatus())
        .map(OnCallRotationStatus::conditions)
        .orElse(List.of());
  }
}
