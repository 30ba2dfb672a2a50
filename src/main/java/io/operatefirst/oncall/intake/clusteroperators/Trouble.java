package io.operatefirst.oncall.intake.clusteroperators;

import static io.operatefirst.oncall.intake.clusteroperators.Component.Part.CLUSTER_OPERATOR;
import static io.operatefirst.oncall.intake.clusteroperators.Component.Part.CLUSTER_VERSION;

import io.operatefirst.oncall.log.Severity;
import java.util.List;
import java.util.Optional;

/**
 * A condition that a person has to know of. Each is judged on its own: a part that is degraded and
 * cannot be upgraded has two troubles, and not the one that a list of ranks would show.
 *
 * <p>Unknown is none of them, and neither is a condition that is missing: a part that has just been
 * installed, or that restarts, says so for a while. For one that cannot tell for long OpenShift has
 * the alert ClusterOperatorDown. Progressing is work, not trouble.
 *
 * @param part of which it is
 * @param type of the condition
 * @param status of the condition that is bad
 * @param severity how bad
 * @param words what is the matter, after the name of the part
 */
record Trouble(Component.Part part, String type, String status, Severity severity, String words) {

  private static final List<Trouble> ALL =
      List.of(
          new Trouble(
              CLUSTER_OPERATOR, "Available", "False", Severity.CRITICAL, "is not available"),
          new Trouble(CLUSTER_OPERATOR, "Degraded", "True", Severity.WARNING, "is degraded"),
          new Trouble(
              CLUSTER_OPERATOR, "Upgradeable", "False", Severity.INFO, "cannot be upgraded"),
          new Trouble(CLUSTER_VERSION, "Available", "False", Severity.CRITICAL, "is not available"),
          new Trouble(CLUSTER_VERSION, "Failing", "True", Severity.CRITICAL, "is failing"),
          new Trouble(CLUSTER_VERSION, "Invalid", "True", Severity.WARNING, "is invalid"),
          new Trouble(
              CLUSTER_VERSION,
              "ReleaseAccepted",
              "False",
              Severity.WARNING,
              "does not accept the release"),
          new Trouble(CLUSTER_VERSION, "Upgradeable", "False", Severity.INFO, "cannot be upgraded"),
          new Trouble(
              CLUSTER_VERSION,
              "RetrievedUpdates",
              "False",
              Severity.INFO,
              "cannot learn of updates"));

  /** What is the matter, if a condition is bad. */
  static Optional<Trouble> of(Component.Part part, Component.Condition condition) {
    return ALL.stream()
        .filter(trouble -> trouble.part() == part)
        .filter(trouble -> trouble.type().equals(condition.type()))
        .filter(trouble -> trouble.status().equals(condition.status()))
        .findFirst();
  }
}
