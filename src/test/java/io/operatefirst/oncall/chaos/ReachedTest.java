package io.operatefirst.oncall.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What was early is told by the clock that was furthest, right or wrong. */
class ReachedTest {

  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  private final Reached reached = new Reached();

  @Test
  void aClockGoesOnUntilItIsSet() {
    reached.set(0, NOON, Duration.ofHours(1));
    reached.set(0, NOON.plusSeconds(10), Duration.ofHours(2));

    assertThat(reached.by(NOON.plusSeconds(5))).isEqualTo("2026-11-27T13:00:05Z");
    assertThat(reached.by(NOON.plusSeconds(15))).isEqualTo("2026-11-27T14:00:15Z");
  }

  @Test
  void oneThatIsSetBackHasBeenAhead() {
    reached.set(0, NOON, Duration.ofHours(1));
    reached.set(0, NOON.plusSeconds(10), Duration.ZERO);

    assertThat(reached.by(NOON.plusSeconds(15))).isEqualTo("2026-11-27T13:00:10Z");
  }

  @Test
  void theFurthestCounts() {
    reached.set(0, NOON, Duration.ZERO);
    reached.set(1, NOON, Duration.ofMinutes(-30));
    reached.set(1, NOON.plusSeconds(10), Duration.ofMinutes(30));

    assertThat(reached.by(NOON.plusSeconds(5))).isEqualTo("2026-11-27T12:00:05Z");
    assertThat(reached.by(NOON.plusSeconds(15))).isEqualTo("2026-11-27T12:30:15Z");
  }
}
