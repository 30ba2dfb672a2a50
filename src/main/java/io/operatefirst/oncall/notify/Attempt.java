package io.operatefirst.oncall.notify;

import io.operatefirst.oncall.status.Conditions;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work with another system that always has an outcome, also where it ends as it never should: else
 * it would be under way for ever.
 */
final class Attempt {

  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

  private Attempt() {}

  /**
   * Tries it.
   *
   * @param unexpected what it means that it ended so, by the reason and the message of a condition
   */
  static Outcome at(Supplier<Outcome> work, BiFunction<String, String, Outcome> unexpected) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      LOG.error("a delivery failed unexpectedly", e);
      return unexpected.apply(
          Conditions.UNREACHABLE,
          "It failed unexpectedly (%s); the operator's log says more. It is tried again."
              .formatted(e.getClass().getSimpleName()));
    }
  }
}
