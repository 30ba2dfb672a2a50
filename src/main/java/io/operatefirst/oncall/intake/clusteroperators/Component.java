package io.operatefirst.oncall.intake.clusteroperators;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A part of the platform, and what it says of itself.
 *
 * @param part what it is
 * @param name such as console
 * @param conditions what it says
 */
record Component(Part part, String name, List<Condition> conditions) {

  Component {
    conditions = List.copyOf(conditions);
  }

  /** What there is on a cluster. */
  enum Part {
    CLUSTER_OPERATOR("ClusterOperator", "clusteroperators"),
    CLUSTER_VERSION("ClusterVersion", "clusterversions");

    private final String kind;
    private final String plural;

    Part(String kind, String plural) {
      this.kind = kind;
      this.plural = plural;
    }

    /** As the API server names the kind. */
    String kind() {
      return kind;
    }

    /** As the API server names the resource. */
    String plural() {
      return plural;
    }
  }

  /**
   * One thing that it says.
   *
   * @param type such as Available
   * @param status True, False or Unknown
   * @param reason one word for machines; may be empty
   * @param message some words for people; may be empty
   * @param since when the status became that; empty where it does not say
   */
  record Condition(
      String type, String status, String reason, String message, Optional<Instant> since) {}
}
