package io.operatefirst.oncall.notify;

/** How a delivery ended. */
public sealed interface Outcome {

  /** The other side has it. */
  record Delivered() implements Outcome {}

  /**
   * Nothing can be delivered at present: all that is owed waits.
   *
   * @param reason CamelCase, for the condition
   * @param message what a person can do about it; nothing of a secret
   */
  record Unavailable(String reason, String message) implements Outcome {}

  /** This one message is not taken; others may be. */
  record Refused(String reason, String message) implements Outcome {}
}
