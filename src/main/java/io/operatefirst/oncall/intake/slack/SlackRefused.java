package io.operatefirst.oncall.intake.slack;

import java.io.IOException;

/** Slack says no. */
final class SlackRefused extends IOException {

  private static final long serialVersionUID = 1L;
  private final String error;
  private final String needed;

  /**
   * With Slack's own words.
   *
   * @param error such as {@code invalid_auth}
   * @param needed the scope that is missing; null where none is
   */
  SlackRefused(String error, String needed) {
    super(error);
    this.error = error;
    this.needed = needed;
  }

  String error() {
    return error;
  }

  /** The error, and the scope that is missing. */
  String inWords() {
    return needed == null ? error : error + ", needs " + needed;
  }
}
