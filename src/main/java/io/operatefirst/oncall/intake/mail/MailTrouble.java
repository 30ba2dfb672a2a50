package io.operatefirst.oncall.intake.mail;

/**
 * Why mail is not heard.
 *
 * <p>Its cause is left out, since servers may write anything into what they answer.
 */
final class MailTrouble extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * With what a person can do about it.
   *
   * @param reason of the condition that says so
   */
  MailTrouble(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
