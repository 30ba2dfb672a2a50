package io.operatefirst.oncall.intake.alertmanager;

import java.util.List;

/** What comes of asking the replicas of an Alertmanager. */
sealed interface Answer {

  /**
   * At least one has answered.
   *
   * @param alerts what any of them knows; the same alert may be told by several
   * @param silent what is wrong with those that did not answer
   */
  record Told(List<Alert> alerts, List<String> silent) implements Answer {
    public Told {
      alerts = List.copyOf(alerts);
      silent = List.copyOf(silent);
    }

    boolean tellsWatchdog() {
      return alerts.stream().anyMatch(Alert::isWatchdog);
    }
  }

  /**
   * None has.
   *
   * @param refused whether one is there that does not let the operator in
   * @param why of each what is wrong, in plain words
   */
  record Failed(boolean refused, String why) implements Answer {}
}
