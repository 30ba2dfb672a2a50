package io.operatefirst.oncall.notify;

/** A way to reach people. */
public interface Notifier {

  /**
   * What receipts and metrics call it, such as {@code Email}; its condition is {@code EmailSent}.
   */
  String channel();

  /** Whether the rotation uses it, and says where it reaches that recipient. */
  boolean reaches(Sender sender, Recipient recipient);

  /** Delivers, and waits for the answer, no longer than half a minute. Never throws. */
  Outcome deliver(Sender sender, Message message);
}
