package io.operatefirst.oncall.notify;

import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.api.NotificationsSpec;

/** A way to reach people. */
public interface Notifier {

  /**
   * What receipts and metrics call it, such as {@code Email}; its condition is {@code EmailSent}.
   */
  String channel();

  /** Whether the rotation uses it, and the list says where to reach that person. */
  boolean reaches(NotificationsSpec settings, EngineerSpec engineer);

  /** Delivers, and waits for the answer, no longer than half a minute. Never throws. */
  Outcome deliver(Sender sender, Message message);
}
