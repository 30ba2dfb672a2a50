package io.operatefirst.oncall.notify;

import io.operatefirst.oncall.api.EngineerSpec;
import java.util.Optional;

/**
 * What signs show of a rotation.
 *
 * @param onCall empty where nobody is
 * @param headline what everybody should see at this moment; empty where that is nothing
 */
public record Duty(Optional<EngineerSpec> onCall, Optional<Headline> headline) {

  /**
   * A sentence for whoever uses the cluster, and so nothing of what an entry says.
   *
   * @param alarm whether somebody is to act
   */
  public record Headline(boolean alarm, String text) {}
}
