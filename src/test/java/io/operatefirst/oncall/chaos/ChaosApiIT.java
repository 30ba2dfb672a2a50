package io.operatefirst.oncall.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;
import static org.junit.jupiter.api.parallel.ExecutionMode.SAME_THREAD;

import io.operatefirst.oncall.ApiServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;

/**
 * Whatever goes wrong around the operator: no handover is lost, doubled or out of order, no entry
 * either, no notice beyond what is promised, and in the end its status is true. One short run;
 * {@code make chaos} makes more.
 */
@Execution(CONCURRENT)
class ChaosApiIT {

  /** Unless another is asked for: one by which much goes wrong. */
  static final long EVENTFUL = 1313;

  private static final int RUNS = Integer.getInteger("chaos.runs", 1);
  private static final long SEED = Long.getLong("chaos.seed", EVENTFUL);

  @AutoClose private static ApiServer server;

  @BeforeAll
  static void start() {
    assumeTrue(OperatorsClock.canBeSet(), "there is no C compiler for the clock");
    server = ApiServer.another();
  }

  @TestFactory
  @Execution(value = SAME_THREAD, reason = "they share a server")
  Stream<DynamicTest> everyPromiseIsKept() {
    return LongStream.range(SEED, SEED + RUNS)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> keepsItsPromise(seed)));
  }

  private static void keepsItsPromise(long seed) throws IOException {
    ChaosPlan plan = ChaosPlan.of(seed);
    System.out.println(plan);
    Path logs = Path.of("target", "chaos", "seed-" + seed);
    try (ChaosRun run = new ChaosRun(plan, server, Clock.systemUTC(), logs)) {
      List<String> violations = run.violations();
      System.out.printf("seed %d: %d violations, %s%n", seed, violations.size(), run.met());
      violations.forEach(one -> System.out.println("  " + one));
      assertThat(violations).as("of the run with " + plan).isEmpty();
    }
  }
}
