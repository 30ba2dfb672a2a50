package io.operatefirst.oncall.notify;

import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.api.SourceSpec;
import java.time.Instant;
import java.util.Optional;

/** To whom a message goes. */
public sealed interface Recipient {

  /** What receipts call them. */
  String name();

  /** Whether it is somebody of the rotation, who is told by its notifications. */
  default boolean isOfTheTeam() {
    return true;
  }

  /** One engineer of the list. */
  record Engineer(EngineerSpec engineer) implements Recipient {

    @Override
    public String name() {
      return engineer.name();
    }
  }

  /** The team, at the place where it talks with each other. */
  record Team() implements Recipient {

    /** No engineer's: these are in lower case. */
    @Override
    public String name() {
      return "Team";
    }
  }

  /**
   * Who asked a question, where they did.
   *
   * @param called whose attention is called there as well; empty where nobody's is
   * @param answered whether they are told that it is answered
   */
  record Asker(SourceSpec.Question question, Optional<EngineerSpec> called, boolean answered)
      implements Recipient {

    @Override
    public String name() {
      return "Asker";
    }

    @Override
    public boolean isOfTheTeam() {
      return false;
    }
  }

  /**
   * Who looks after a question, where the place itself can say so.
   *
   * @param askedAt when it was asked: what was decided there before is about an earlier one
   */
  record Assignee(SourceSpec.Question question, Instant askedAt, EngineerSpec engineer)
      implements Recipient {

    @Override
    public String name() {
      return "Assignee";
    }

    @Override
    public boolean isOfTheTeam() {
      return false;
    }
  }
}
