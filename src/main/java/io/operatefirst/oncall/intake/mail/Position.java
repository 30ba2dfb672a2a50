package io.operatefirst.oncall.intake.mail;

/**
 * Up to where a folder was read.
 *
 * @param validity of its numbers: where that changes, they mean other mails
 * @param last the highest number that was read
 */
record Position(long validity, long last) {

  /** What comes after a number that was read. */
  Position after(long uid) {
    return new Position(validity, Math.max(last, uid));
  }
}
