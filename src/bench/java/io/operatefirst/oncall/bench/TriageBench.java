package io.operatefirst.oncall.bench;

import io.operatefirst.oncall.log.Decision;
import io.operatefirst.oncall.log.Logged;
import io.operatefirst.oncall.log.Member;
import io.operatefirst.oncall.log.Observation;
import io.operatefirst.oncall.log.Severity;
import io.operatefirst.oncall.log.Triage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What is decided of a report of ten alerts that are known already, which is what nearly all
 * reports are, beside the comparison of the two lists, which is the least that it takes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class TriageBench {

  private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

  private final Observation report = report();
  private final Observation again = report();
  private final Optional<Logged> logged =
      Optional.of(new Logged("entry", false, created(report).sighting()));

  private static Observation report() {
    return new Observation(
        true,
        1,
        IntStream.range(0, 10)
            .mapToObj(
                i ->
                    new Member(
                        "%016x".formatted(i),
                        NINE.plusSeconds(i),
                        Severity.WARNING,
                        Map.of("alertname", "PodCrashes", "pod", "pod-" + i),
                        Member.State.FIRING,
                        false))
            .toList());
  }

  private static Decision.Create created(Observation report) {
    return (Decision.Create) Triage.decide(report, Optional.empty(), () -> true, NINE);
  }

  /** The decision. */
  @Benchmark
  public Decision decision() {
    Decision decision = Triage.decide(again, logged, () -> true, NINE.plusSeconds(60));
    if (!(decision instanceof Decision.Ignore)) {
      throw new IllegalStateException("it is known: " + decision);
    }
    return decision;
  }

  /** The lists are alike. */
  @Benchmark
  public boolean comparison() {
    List<Member> known = report.members();
    if (!known.equals(again.members())) {
      throw new IllegalStateException("they are not alike");
    }
    return true;
  }
}
