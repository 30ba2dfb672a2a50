package io.operatefirst.oncall.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What grows with a life is told from what each life needs. */
class LivesTest {

  private static final long MEBI = 1024 * 1024;

  private final Lives lives = new Lives();

  @Test
  void whatEachLifeNeedsIsNoGrowth() {
    lives.add(3, 22 * MEBI, 20 * MEBI);
    lives.add(14, 42 * MEBI, 40 * MEBI);
    assertThat(lives.slope()).isZero();
  }

  @Test
  void whatIsGatheredDayByDayIs() {
    lives.add(2, 23 * MEBI, 20 * MEBI);
    lives.add(9, 34 * MEBI, 30 * MEBI);
    lives.add(16, 45 * MEBI, 40 * MEBI);
    assertThat(lives.slope()).isEqualTo(1, within(1e-9));
  }

  @Test
  void ofOneLifeNothingCanBeTold() {
    lives.add(9, 34 * MEBI, 30 * MEBI);
    assertThat(lives.slope()).isZero();
  }
}
