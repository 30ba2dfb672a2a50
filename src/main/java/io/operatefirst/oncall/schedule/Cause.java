package io.operatefirst.oncall.schedule;

import java.time.Instant;
import java.time.LocalDate;

/** Why somebody else is on call than before. */
public sealed interface Cause {

  /** Something is different about the rotation as a whole. */
  record Rule(Changed changed) implements Cause {

    /** What is different. */
    public enum Changed {
      SUSPENDED,
      RESUMED,
      START_DATE,
      HANDOVERS,
      MINIMUM_REST,
      ORDER
    }
  }

  /** Something is to be said of somebody who was or is on call. */
  record Somebody(String engineer, Is is) implements Cause {

    /** What is to be said of them. */
    public enum Is {
      GONE,
      NEW,
      BACK,
      NOT_RESTED,
      CARRYING_A_BOX
    }
  }

  /** Who was on call is away then. */
  record Away(Absence absence) implements Cause {}

  /** A day on which a shift would begin, or begins, is worked or is not. */
  record Day(LocalDate date, boolean worked) implements Cause {}

  /** Somebody covers who did not before. */
  record Covered(Stint stint) implements Cause {}

  /** An override that held does not any more. */
  record Uncovered(Cover cover) implements Cause {}

  /** Nothing else: the list has moved on in another way since the first shift that moves. */
  record ListMoved(Instant since) implements Cause {}
}
