package io.operatefirst.oncall.notify;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.status.Conditions;
import java.time.Duration;

/** How a delivery ended. */
public sealed interface Outcome {

  /** What metrics call it. */
  String label();

  /**
   * As what a person sees.
   *
   * @param delivered the condition where all is well
   */
  Condition condition(Condition delivered);

  /** The other side has it. */
  record Delivered() implements Outcome {

    @Override
    public String label() {
      return "delivered";
    }

    @Override
    public Condition condition(Condition delivered) {
      return delivered;
    }
  }

  /** The other side does not have it, and why. */
  sealed interface Failed extends Outcome {

    /** CamelCase, for the condition. */
    String reason();

    /** What a person can do about it; nothing of a secret. */
    String message();

    @Override
    default Condition condition(Condition delivered) {
      return Conditions.no(delivered.getType(), reason(), message());
    }
  }

  /**
   * Nothing can be delivered at present: all that is owed waits.
   *
   * @param notBefore how long the other side asks to be left alone, at least; zero where it does
   *     not
   */
  record Unavailable(String reason, String message, Duration notBefore) implements Failed {

    public Unavailable(String reason, String message) {
      this(reason, message, Duration.ZERO);
    }

    @Override
    public String label() {
      return "unavailable";
    }
  }

  /** This one message is not taken; others may be. */
  record Refused(String reason, String message) implements Failed {

    @Override
    public String label() {
      return "refused";
    }
  }
}
