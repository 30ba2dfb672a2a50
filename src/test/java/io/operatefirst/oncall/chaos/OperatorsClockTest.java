package io.operatefirst.oncall.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.operatefirst.oncall.Run;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A process goes by the clock that it is given. */
class OperatorsClockTest {

  private static final Duration A_DAY = Duration.ofDays(1);

  @Test
  void itIsAheadOrBehindAsItIsSet() {
    assumeTrue(OperatorsClock.canBeSet(), "no C compiler");
    OperatorsClock clock = new OperatorsClock();

    assertThat(ahead(clock)).isLessThan(Duration.ofMinutes(1));
    clock.set(A_DAY);
    assertThat(ahead(clock)).isBetween(A_DAY.minusMinutes(1), A_DAY.plusMinutes(1));
    clock.set(A_DAY.negated());
    assertThat(ahead(clock)).isNegative();
  }

  @Test
  void itStopsAndGoesOn() {
    assumeTrue(OperatorsClock.canBeSet(), "no C compiler");
    OperatorsClock clock = new OperatorsClock();

    clock.stopAt(Instant.parse("2027-03-28T01:00:00Z"));
    assertThat(shownBy(clock, "+%FT%T.%N")).isEqualTo("2027-03-28T01:00:00.000000000");
    clock.set(Duration.ZERO);
    assertThat(ahead(clock)).isLessThan(Duration.ofMinutes(1));
  }

  private static String shownBy(OperatorsClock clock, String format) {
    ProcessBuilder date = new ProcessBuilder("date", "--utc", format);
    date.environment().putAll(clock.environment());
    return Run.of(date).out().strip();
  }

  private static Duration ahead(OperatorsClock clock) {
    Instant now = Clock.systemUTC().instant();
    return Duration.between(now, Instant.ofEpochSecond(Long.parseLong(shownBy(clock, "+%s"))));
  }
}
