package io.operatefirst.oncall.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;
import static org.junit.jupiter.api.parallel.ExecutionMode.SAME_THREAD;

import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.chaos.OperatorsClock;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;

/**
 * Over time: lists and calendars change, people cover for one another, alerts come and go, the
 * operator is started again, and the log is right. A few days of a few rotations; {@code make soak}
 * lives through quarters.
 */
@Execution(CONCURRENT)
class SoakApiIT {

  private static final int QUARTERS = Integer.getInteger("soak.quarters", 1);
  private static final int ROTATIONS = Integer.getInteger("soak.rotations", 6);
  private static final int DAYS = Integer.getInteger("soak.days", 6);

  /** Unless another is asked for: one by which the operator is started again within the days. */
  private static final long SEED = Long.getLong("soak.seed", 5);

  /** Of less it cannot be told: what a JVM holds on to is never quite the same. */
  private static final int DAYS_FOR_A_SLOPE = 60;

  private static final double MOST_GATHERED = 0.5;

  @AutoClose private static ApiServer server;

  @BeforeAll
  static void start() {
    assumeTrue(OperatorsClock.canBeSet(), "there is no C compiler for the clock");
    server = ApiServer.another();
  }

  @TestFactory
  @Execution(value = SAME_THREAD, reason = "they share a server")
  Stream<DynamicTest> theLogIsRightInTheEnd() {
    return LongStream.range(SEED, SEED + QUARTERS)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> isRightInTheEnd(seed)));
  }

  private static void isRightInTheEnd(long seed) throws Exception {
    Path logs = Path.of("target", "soak", "seed-" + seed);
    try (Quarter quarter = new Quarter(seed, ROTATIONS, DAYS, server, logs)) {
      List<String> violations = quarter.violations();
      System.out.printf("seed %d: %d violations, %s%n", seed, violations.size(), quarter.seen());
      assertThat(violations).as("of %d days by the seed %d", DAYS, seed).isEmpty();
      if (DAYS >= DAYS_FOR_A_SLOPE) {
        assertThat(quarter.lives().slope()).as("MiB gathered a week").isLessThan(MOST_GATHERED);
      }
    } catch (RuntimeException | AssertionError e) {
      // At once, where others are still to come.
      System.out.println("seed " + seed + ": " + e);
      throw e;
    }
  }
}
