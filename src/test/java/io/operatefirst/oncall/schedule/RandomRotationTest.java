package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happens to a rotation, its log keeps every rule: hundreds of lives, each from a seed.
 */
class RandomRotationTest {

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void keepsTheRules(long seed) {
    assertThat(new RandomLife(seed, 1 + (int) (seed % 3)).live()).as("seed %d", seed).isEmpty();
  }
}
