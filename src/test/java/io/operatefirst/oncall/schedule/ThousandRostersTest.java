package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.schedule.check.Oddity;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random rosters over five years each, with absences of 0 to 30 per cent, changes of the list and
 * the calendar, and overrides: every rule holds by the checker. Each build takes the first sixty;
 * {@code mvn test -Dtest=ThousandRostersTest -Drosters=1000} takes them all, which is some minutes.
 */
class ThousandRostersTest {

  private static final int ROSTERS = Integer.getInteger("rosters", 60);
  private static final int YEARS = 5;

  private static final Map<Oddity, Integer> ODDITIES = new EnumMap<>(Oddity.class);
  private static int shifts;
  private static int overrides;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, ROSTERS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void keepTheRules(long seed) {
    RandomLife life = new RandomLife(seed, YEARS);

    assertThat(life.live()).as("seed %d", seed).isEmpty();

    shifts += life.shifts();
    overrides += life.agreed();
    life.judgement().oddities().forEach((kind, count) -> ODDITIES.merge(kind, count, Integer::sum));
  }

  @AfterAll
  static void sayWhatTheyWere() {
    System.out.printf(
        "%d rosters: %d shifts, %d overrides, of the shifts %s%n",
        ROSTERS, shifts, overrides, ODDITIES);
  }
}
