package io.operatefirst.oncall.intake.clusteroperators;

import java.util.List;

/** What came of looking at the platform. */
sealed interface Look {

  /** All that there is. */
  record Seen(List<Component> components) implements Look {
    public Seen {
      components = List.copyOf(components);
    }
  }

  /** The cluster has no such thing. */
  record NotInstalled() implements Look {}

  /**
   * It was not to be seen.
   *
   * @param reason of the condition that says so
   * @param message what a person can do
   */
  record Failed(String reason, String message) implements Look {}
}
