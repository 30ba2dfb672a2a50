package io.operatefirst.oncall.log;

/** Where an entry stands between coming in and being done with. */
public enum Phase {
  /** Nobody has taken note. */
  OPEN,
  /** Nobody has taken note for too long, and more people have been told. */
  ESCALATED,
  /** Somebody looks after it. */
  ACKNOWLEDGED,
  /** It is over, and its runbook is still owed. */
  RESOLVED,
  /** Nothing is left to do. */
  CLOSED;

  /** Whether somebody has to act, or still to decide that nobody has. */
  public boolean isOpen() {
    return this == OPEN || this == ESCALATED || this == ACKNOWLEDGED;
  }
}
