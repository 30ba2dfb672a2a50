package io.operatefirst.oncall.intake.alertmanager;

import static java.util.stream.Collectors.joining;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.spec.LabelMatcher;
import io.operatefirst.oncall.status.Conditions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says of a rotation whether the alerts that it asks for are heard, and if not what to do. */
final class AlertsWatched {

  /** The label by which a rotation sees its own. */
  private static final String NAMESPACE = "namespace";

  /** What may be wrong, what a person has to mend first before the rest. */
  private enum Trouble {
    NOT_INSTALLED(Conditions.NOT_INSTALLED),
    NOT_ALLOWED(Conditions.NOT_ALLOWED),
    UNAUTHORIZED(Conditions.UNAUTHORIZED),
    UNREACHABLE(Conditions.UNREACHABLE),
    WATCHDOG_MISSING(Conditions.WATCHDOG_MISSING);

    private final String reason;

    Trouble(String reason) {
      this.reason = reason;
    }
  }

  private record Finding(Trouble trouble, String message) {}

  private AlertsWatched() {}

  /** Of a rotation that only waits for what is sent to it. */
  static Condition byWebhook() {
    return Conditions.yes(
        Conditions.ALERTS_WATCHED,
        Conditions.CONNECTED,
        "Alerts are awaited on the webhook; no Alertmanager is asked (spec.alerts.from)");
  }

  /** Of a rotation that asks for alerts and says nothing of where they are to come from. */
  static Condition byNobody() {
    return Conditions.no(
        Conditions.ALERTS_WATCHED,
        Conditions.NOT_INSTALLED,
        "No alerts are heard: name Alertmanagers in spec.alerts.from, or set spec.alerts.webhook");
  }

  /**
   * Of a rotation that names Alertmanagers.
   *
   * @param named those that there are, each of which was asked
   * @param unknown the names of those that there are not
   * @param configured what names there are
   * @param wide whether the rotation sees all namespaces
   */
  static Condition of(
      OnCallRotation rotation,
      List<Alertmanager> named,
      List<String> unknown,
      Collection<String> configured,
      boolean wide) {
    List<Finding> findings = new ArrayList<>();
    if (!unknown.isEmpty()) {
      findings.add(new Finding(Trouble.NOT_INSTALLED, notInstalled(unknown, configured)));
    }
    if (!wide && wantsNoneOfItsOwn(rotation)) {
      findings.add(new Finding(Trouble.NOT_ALLOWED, notAllowed(rotation)));
    }
    named.forEach(alertmanager -> finding(alertmanager).ifPresent(findings::add));
    return findings.stream()
        .map(Finding::trouble)
        .sorted()
        .findFirst()
        .map(
            first ->
                Conditions.no(
                    Conditions.ALERTS_WATCHED,
                    first.reason,
                    findings.stream()
                        .sorted(Comparator.comparing(Finding::trouble))
                        .map(Finding::message)
                        .collect(joining(" "))))
        .orElseGet(
            () ->
                Conditions.yes(
                    Conditions.ALERTS_WATCHED,
                    Conditions.CONNECTED,
                    connected(rotation, named, wide)));
  }

  private static String notInstalled(List<String> unknown, Collection<String> configured) {
    return "No Alertmanager is configured by the name %s; %s. Ask the administrator of the operator for oncall.alertmanagers.%s.url, or correct spec.alerts.from."
        .formatted(
            String.join(", ", unknown),
            configured.isEmpty()
                ? "none is at all"
                : "there is " + configured.stream().sorted().collect(joining(", ")),
            unknown.get(0));
  }

  /** Whether its matchers leave nothing of the only namespace that it sees. */
  private static boolean wantsNoneOfItsOwn(OnCallRotation rotation) {
    String own = rotation.getMetadata().getNamespace();
    try {
      return rotation.getSpec().alerts().matchers().stream()
          .flatMap(text -> LabelMatcher.parse(text).stream())
          .filter(matcher -> matcher.label().equals(NAMESPACE))
          .anyMatch(matcher -> !matcher.matches(Map.of(NAMESPACE, own)));
    } catch (IllegalArgumentException e) {
      // Its condition Ready says what is wrong with it.
      return false;
    }
  }

  private static String notAllowed(OnCallRotation rotation) {
    String own = rotation.getMetadata().getNamespace();
    return "spec.alerts.matchers: this rotation may see the alerts of namespace %s only, and its matchers want none of those. Correct them, or ask the administrator to name %s in oncall.cluster-wide."
        .formatted(own, own);
  }

  private static Optional<Finding> finding(Alertmanager alertmanager) {
    Standing standing = alertmanager.standing().orElseThrow();
    if (standing.answer() instanceof Answer.Failed failed) {
      Instant since = standing.failingSince().orElseThrow();
      return Optional.of(
          failed.refused()
              ? new Finding(Trouble.UNAUTHORIZED, unauthorized(alertmanager.name(), failed, since))
              : new Finding(Trouble.UNREACHABLE, unreachable(alertmanager.name(), failed, since)));
    }
    return alertmanager
        .watchdogMissingSince()
        .map(since -> new Finding(Trouble.WATCHDOG_MISSING, watchdog(alertmanager.name(), since)));
  }

  private static String unauthorized(String name, Answer.Failed failed, Instant since) {
    return "Alertmanager %s has refused the operator since %s (%s). On OpenShift, bind the Role monitoring-alertmanager-view (before 4.16: monitoring-alertmanager-edit) in openshift-monitoring to the operator's service account; elsewhere look at oncall.alertmanagers.%s.token-file."
        .formatted(name, since, failed.why(), name);
  }

  private static String unreachable(String name, Answer.Failed failed, Instant since) {
    return "Alertmanager %s has not answered since %s (%s). The log stays as it is until it does."
        .formatted(name, since, failed.why());
  }

  private static String watchdog(String name, Instant since) {
    return "Alerts may not come through: Alertmanager %s has told of no %s since %s, which always fires. See whether Prometheus runs and reaches it."
        .formatted(name, Alert.WATCHDOG, since);
  }

  private static String connected(OnCallRotation rotation, List<Alertmanager> named, boolean wide) {
    StringBuilder message =
        new StringBuilder("Asked: ")
            .append(
                named.stream()
                    .map(one -> one.name() + " every " + seconds(one.pollInterval()) + silent(one))
                    .collect(joining(", ")));
    if (!wide) {
      message
          .append("; of namespace ")
          .append(rotation.getMetadata().getNamespace())
          .append(" only (oncall.cluster-wide)");
    }
    if (rotation.getSpec().alerts().webhook()) {
      message.append("; alerts are awaited on the webhook too");
    }
    return message.toString();
  }

  private static String seconds(Duration interval) {
    return interval.toMillis() % 1000 == 0
        ? interval.toSeconds() + " s"
        : interval.toMillis() + " ms";
  }

  private static String silent(Alertmanager alertmanager) {
    List<String> silent =
        alertmanager.standing().flatMap(Standing::told).map(Answer.Told::silent).orElse(List.of());
    return silent.isEmpty()
        ? ""
        : " (%d of %d replicas do not answer: %s)"
            .formatted(silent.size(), alertmanager.replicas(), String.join("; ", silent));
  }
}
