package io.operatefirst.oncall.intake.alertmanager;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.operatefirst.oncall.api.AlertsSpec;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.intake.Sight;
import io.operatefirst.oncall.log.Kind;
import io.operatefirst.oncall.log.Member;
import io.operatefirst.oncall.log.Observation;
import io.operatefirst.oncall.log.Severity;
import io.operatefirst.oncall.log.Signal;
import io.operatefirst.oncall.log.SignalKey;
import io.operatefirst.oncall.spec.LabelMatcher;
import io.operatefirst.oncall.text.OneLine;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What of all alerts concerns a rotation, in groups of which each is one happening. Pull and push
 * meet here, so that both see the same.
 */
final class AlertGroups {

  /** How much of what there is a report knows. */
  enum Extent {
    /** Everything: what is missing is over. */
    ALL,
    /** What could be asked: of what is missing nobody knows. */
    PART,
    /** What somebody sent: only a message ends it. */
    PUSHED
  }

  private final OnCallRotation rotation;
  private final Sight sight;
  private final Predicate<Alert> elsewhere;
  private final List<LabelMatcher> matchers;
  private final List<String> groupBy;

  /**
   * @param elsewhere alerts that another intake of the rotation reports already
   * @throws IllegalArgumentException where a matcher is none
   */
  AlertGroups(OnCallRotation rotation, Sight sight, Predicate<Alert> elsewhere) {
    AlertsSpec spec = rotation.getSpec().alerts();
    this.rotation = rotation;
    this.sight = sight;
    this.elsewhere = elsewhere;
    this.matchers =
        spec.matchers().stream().flatMap(text -> LabelMatcher.parse(text).stream()).toList();
    this.groupBy = spec.groupBy();
  }

  /** The happenings that alerts are. */
  List<Signal> signals(Collection<Alert> alerts, Extent extent) {
    Map<SortedMap<String, String>, List<Alert>> groups =
        alerts.stream()
            .filter(alert -> !alert.isWatchdog())
            .filter(alert -> sight.reaches(rotation, alert.labels().get("namespace")))
            .filter(alert -> matchers.stream().allMatch(m -> m.matches(alert.labels())))
            .filter(elsewhere.negate())
            .sorted(Comparator.comparing(Alert::startsAt).thenComparing(Alert::fingerprint))
            .collect(groupingBy(this::group, LinkedHashMap::new, toList()));
    return groups.entrySet().stream()
        .map(group -> signal(group.getKey(), group.getValue(), extent))
        .toList();
  }

  /** Only the labels that it has, as Alertmanager groups them. */
  private SortedMap<String, String> group(Alert alert) {
    return new TreeMap<>(
        groupBy.stream()
            .filter(name -> !alert.label(name).isEmpty())
            .collect(toMap(name -> name, alert::label, (one, same) -> one)));
  }

  private static Signal signal(SortedMap<String, String> group, List<Alert> alerts, Extent extent) {
    return new Signal(
        new SignalKey(Kind.ALERT, group),
        summary(group, alerts),
        first(alerts, "runbook_url"),
        alerts.stream().flatMap(alert -> alert.link().stream()).findFirst(),
        new Observation(
            extent == Extent.ALL,
            1,
            alerts.stream().map(alert -> member(alert, group.keySet(), extent)).toList()));
  }

  private static Member member(Alert alert, Set<String> ofGroup, Extent extent) {
    Map<String, String> own = new TreeMap<>(alert.labels());
    own.keySet().removeAll(ofGroup);
    own.keySet().remove("severity");
    return new Member(
        alert.fingerprint(),
        alert.startsAt(),
        severity(alert.label("severity")),
        own,
        alert.state(),
        extent == Extent.PUSHED);
  }

  /** As alerts of OpenShift are labelled; what nobody knows is not taken for harmless. */
  private static Severity severity(String label) {
    return switch (label.toLowerCase(Locale.ROOT)) {
      case "critical", "page", "emergency" -> Severity.CRITICAL;
      case "info", "none", "debug" -> Severity.INFO;
      default -> Severity.WARNING;
    };
  }

  private static String summary(Map<String, String> group, List<Alert> alerts) {
    String name = group.getOrDefault("alertname", "");
    String namespace = group.getOrDefault("namespace", "");
    StringBuilder summary = new StringBuilder(name.isEmpty() ? "Alerts" : name);
    if (!namespace.isEmpty()) {
      summary.append(" in namespace ").append(namespace);
    }
    group.forEach(
        (label, value) -> {
          if (!label.equals("alertname") && !label.equals("namespace")) {
            summary.append(", ").append(label).append(' ').append(value);
          }
        });
    first(alerts, "summary")
        .or(() -> first(alerts, "message"))
        .or(() -> first(alerts, "description"))
        .ifPresent(text -> summary.append(": ").append(text));
    return OneLine.of(summary.toString());
  }

  private static Optional<String> first(List<Alert> alerts, String annotation) {
    return alerts.stream()
        .map(alert -> alert.annotations().getOrDefault(annotation, ""))
        .filter(text -> !text.isBlank())
        .findFirst();
  }
}
