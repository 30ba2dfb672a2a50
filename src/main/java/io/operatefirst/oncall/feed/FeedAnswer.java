package io.operatefirst.oncall.feed;

/** All that the feed answers where it does not give the calendar, and why. */
enum FeedAnswer {
  /** There is neither a key nor a token, or the API server does not know the token. */
  UNAUTHENTICATED(401, "a key or a token that the API server knows is needed"),
  /** With a token. */
  FORBIDDEN(403, "the owner of that token has no right to get that oncallrotation"),
  /** With a key, whatever there is and whatever is wrong: who guesses learns nothing. */
  SHUT(403, "that key opens no calendar here"),
  /** Told only to who may read it if it were there. */
  NO_ROTATION(404, "there is no such rotation"),
  /** Likewise. */
  NO_ENGINEER(404, "nobody of that name is on the list of the rotation"),
  /** So many requests are being worked on that one more is not begun. */
  BUSY(503, "too many requests are being worked on"),
  /** This replica has only begun. */
  NOT_READY(503, "the log is not known here yet"),
  /** The API server cannot be asked about a token, or for the Secret. */
  NOT_JUDGED(503, "the API server cannot be asked about the key or token now"),
  /** Such as a status that somebody else has written. */
  FAILED(503, "a fault of the operator: its log tells which");

  private final int status;
  private final String reason;

  FeedAnswer(int status, String reason) {
    this.status = status;
    this.reason = reason;
  }

  /** The HTTP status. */
  int status() {
    return status;
  }

  /** For people; with nothing in it of what was sent. */
  String reason() {
    return reason;
  }

  /** Whether the same request may be answered otherwise in a moment. */
  boolean isForNow() {
    return status == 503;
  }
}
