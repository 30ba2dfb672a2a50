package io.operatefirst.oncall.intake.events;

import io.operatefirst.oncall.intake.Backoff;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * When what happens to a rotation is reported: at once what is new, now and then how that goes on,
 * and less and less often while it cannot be written down. Times are nanoseconds of a clock that
 * only goes on.
 */
final class ReportTimes {

  /** How often it occurred, and what of it is over. */
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(10);

  private static final Backoff PAUSES =
      Backoff.between(Duration.ofSeconds(2), Duration.ofMinutes(1));

  private Set<Subject> reported = Set.of();
  private boolean everything;
  private long again;
  private int failures;

  ReportTimes(long now) {
    again = now;
  }

  /**
   * Whether it is time.
   *
   * @param firing what there is to report
   * @param all whether that is everything
   */
  boolean isDue(Set<Subject> firing, boolean all, long now) {
    boolean news = !firing.equals(reported) || all != everything;
    return (news && failures == 0) || now - again >= 0;
  }

  /** It is written down. */
  void done(Set<Subject> firing, boolean all, long now) {
    reported = firing;
    everything = all;
    failures = 0;
    again = now + INTERVAL;
  }

  /** It could not be. */
  void failed(long now) {
    again = now + PAUSES.after(++failures).toNanos();
  }
}
