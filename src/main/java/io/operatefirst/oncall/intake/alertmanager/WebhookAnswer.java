package io.operatefirst.oncall.intake.alertmanager;

import java.util.Locale;

/**
 * All that the webhook answers. Alertmanager tries again after 5xx and never after 4xx: so 4xx is
 * for what can never work, and whatever may be well in a moment is 503.
 */
public enum WebhookAnswer {
  /** All of it is in the log, or concerns this rotation in nothing. */
  STORED(200),
  /** The body is none that could ever be understood; the reason names the field. */
  BAD_PAYLOAD(400),
  /** There is no token, or the API server does not know it. */
  UNAUTHENTICATED(401),
  /** The token is good, and its owner has no right to push to that rotation. */
  FORBIDDEN(403),
  /** There is no such rotation, or its webhook is off; told only to who may push to it. */
  NO_WEBHOOK(404),
  /** The body is larger than any that is taken. */
  TOO_LARGE(413),
  /** So many requests are being worked on that one more is not begun. */
  BUSY(503),
  /** Another replica leads: the next connection may meet it. */
  STANDBY(503),
  /** This replica has only begun to lead, and does not know the log yet. */
  NOT_READY(503),
  /** The rotation's matchers are no matchers; somebody may mend them. */
  INVALID_ROTATION(503),
  /** The body did not come in time, or not to its end. */
  TOO_SLOW(503),
  /** The API server cannot be reached, or refuses. */
  NOT_STORED(503),
  /** A fault of the operator; its log tells which. */
  FAILED(503);

  private final int status;

  WebhookAnswer(int status) {
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** As metrics and documentation have it, such as {@code bad-payload}. */
  public String label() {
    return name().replace('_', '-').toLowerCase(Locale.ROOT);
  }

  /** Whether the same request may work later. */
  boolean isForNow() {
    return status >= 500;
  }
}
