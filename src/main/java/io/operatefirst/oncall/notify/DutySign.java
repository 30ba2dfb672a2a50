package io.operatefirst.oncall.notify;

import io.operatefirst.oncall.api.NotificationsSpec;

/** A place that shows who is on call, and nothing of what was before. */
public interface DutySign {

  /** What metrics call it, such as {@code UserGroup}; its condition is {@code UserGroupCurrent}. */
  String name();

  /** Whether the rotation has one. */
  boolean isUsedBy(NotificationsSpec settings);

  /**
   * Shows that it is so, and changes nothing where that is shown. Waits for the answer, no longer
   * than a minute. Never throws.
   */
  Outcome show(Sender sender, Duty duty);

  /**
   * Takes away what it shows of rotations that want none any more, or are gone, also from before a
   * restart. A place that belongs to people stays as it is.
   */
  default Outcome tidy() {
    return new Outcome.Delivered();
  }
}
