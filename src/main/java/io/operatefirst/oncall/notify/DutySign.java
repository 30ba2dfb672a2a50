package io.operatefirst.oncall.notify;

import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.api.NotificationsSpec;
import java.util.Optional;

/** A place outside the cluster that shows who is on call, and nothing of what was before. */
public interface DutySign {

  /** What metrics call it, such as {@code UserGroup}; its condition is {@code UserGroupCurrent}. */
  String name();

  /** Whether the rotation has one. */
  boolean isUsedBy(NotificationsSpec settings);

  /**
   * Shows that it is them, or nobody, and changes nothing where that is shown. Waits for the
   * answer, no longer than a minute. Never throws.
   */
  Outcome show(Sender sender, Optional<EngineerSpec> onCall);
}
