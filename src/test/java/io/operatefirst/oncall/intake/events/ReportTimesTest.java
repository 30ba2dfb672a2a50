package io.operatefirst.oncall.intake.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is new is told at once, unless nobody can write it down. */
class ReportTimesTest {

  private static final Set<Subject> NOTHING = Set.of();
  private static final Set<Subject> SOMETHING = Set.of(new Subject("Pod", "ops", "web", "BackOff"));

  private long now = Long.MAX_VALUE - 1;
  private final ReportTimes times = new ReportTimes(now);

  @Test
  void theFirstIsDueAtOnce() {
    assertThat(isDue(NOTHING)).isTrue();
  }

  @Test
  void whatIsNewIsDueAtOnceAndWhatGoesOnNowAndThen() {
    times.done(NOTHING, true, now);
    assertThat(isDue(NOTHING)).isFalse();
    assertThat(isDue(SOMETHING)).isTrue();
    assertThat(times.isDue(NOTHING, false, now)).as("it is not all any more").isTrue();

    times.done(SOMETHING, true, now);
    assertThat(isDue(SOMETHING)).isFalse();
    seconds(10);
    assertThat(isDue(SOMETHING)).isTrue();
  }

  @Test
  void whatCannotBeWrittenDownIsTriedLessAndLessOften() {
    int tried = 0;
    for (int second = 0; second < 3600; second++) {
      if (isDue(SOMETHING)) {
        times.failed(now);
        tried++;
      }
      seconds(1);
    }
    assertThat(tried).isBetween(60, 140);

    times.done(SOMETHING, true, now);
    assertThat(isDue(NOTHING)).as("once it can be").isTrue();
  }

  private boolean isDue(Set<Subject> firing) {
    return times.isDue(firing, true, now);
  }

  private void seconds(int number) {
    now += TimeUnit.SECONDS.toNanos(number);
  }
}
