package io.operatefirst.oncall.log;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far something goes that nobody acknowledges: whoever is on call is reminded, after as long
 * again the next engineer is told, and then all. Only what was recorded counts, so that it is exact
 * across restarts, and so that after a time without an operator nobody is skipped over.
 *
 * @param within how long each step waits
 * @param hours when that time runs
 */
public record Escalation(Duration within, Hours hours) {

  /** What is done, in this order. */
  public enum Step {
    REMINDED,
    NEXT_ENGINEER,
    EVERYBODY;

    Optional<Step> next() {
      return switch (this) {
        case REMINDED -> Optional.of(NEXT_ENGINEER);
        case NEXT_ENGINEER -> Optional.of(EVERYBODY);
        case EVERYBODY -> Optional.empty();
      };
    }
  }

  /** A step that was taken. */
  public record Taken(Step step, Instant at) {}

  /** A step that is to be taken, if nobody acknowledges before. */
  public record Next(Step step, Instant due) {}

  /** Which hours count. */
  public interface Hours {

    /** The instant at which so much of them has gone by. */
    Instant after(Instant from, Duration waited);
  }

  /**
   * What comes next; empty after all were told.
   *
   * @param since when somebody could have taken note
   * @param taken what was done already, in order
   */
  public Optional<Next> next(Instant since, List<Taken> taken) {
    if (taken.isEmpty()) {
      return Optional.of(new Next(Step.REMINDED, hours.after(since, within)));
    }
    Taken last = taken.get(taken.size() - 1);
    return last.step().next().map(step -> new Next(step, hours.after(last.at(), within)));
  }
}
