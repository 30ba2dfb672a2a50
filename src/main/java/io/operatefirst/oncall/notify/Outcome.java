package io.operatefirst.oncall.notify;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.status.Conditions;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a delivery ended. */
public sealed interface Outcome {

  Logger LOG = LoggerFactory.getLogger(Outcome.class);

  /** What metrics call it. */
  String label();

  /**
   * As what a person sees.
   *
   * @param delivered the condition where all is well
   */
  Condition condition(Condition delivered);

  /**
   * Of a delivery, also where it ends as it never should: what is under way would be so for ever.
   */
  static Outcome of(Supplier<Outcome> delivery) {
    try {
      return delivery.get();
    } catch (RuntimeException e) {
      LOG.error("a delivery failed unexpectedly", e);
      return new Unavailable(
          Conditions.UNREACHABLE,
          "It failed unexpectedly (%s); the operator's log says more. All that is owed waits."
              .formatted(e.getClass().getSimpleName()));
    }
  }

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

  /**
   * Nothing can be delivered at present: all that is owed waits.
   *
   * @param reason CamelCase, for the condition
   * @param message what a person can do about it; nothing of a secret
   * @param notBefore how long the other side asks to be left alone, at least; zero where it does
   *     not
   */
  record Unavailable(String reason, String message, Duration notBefore) implements Outcome {

    public Unavailable(String reason, String message) {
      this(reason, message, Duration.ZERO);
    }

    @Override
    public String label() {
      return "unavailable";
    }

    @Override
    public Condition condition(Condition delivered) {
      return Conditions.no(delivered.getType(), reason, message);
    }
  }

  /** This one message is not taken; others may be. */
  record Refused(String reason, String message) implements Outcome {

    @Override
    public String label() {
      return "refused";
    }

    @Override
    public Condition condition(Condition delivered) {
      return Conditions.no(delivered.getType(), reason, message);
    }
  }
}
