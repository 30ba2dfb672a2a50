package io.operatefirst.oncall.notify;

import io.operatefirst.oncall.status.Conditions;
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

  static Outcome at(Supplier<Outcome> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      LOG.error("a delivery failed unexpectedly", e);
      return new Outcome.Unavailable(
          Conditions.UNREACHABLE,
          "It failed unexpectedly (%s); the operator's log says more. All that is owed waits."
              .formatted(e.getClass().getSimpleName()));
    }
  }
}
