package io.operatefirst.oncall.chaos;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.chaos.ChaosPlan.Step;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A seed is a run, and some dozens of them leave nothing out. */
class ChaosPlanTest {

  @Test
  void theSameSeedIsTheSamePlan() {
    assertThat(ChaosPlan.of(7)).isEqualTo(ChaosPlan.of(7)).isNotEqualTo(ChaosPlan.of(8));
    assertThat(ChaosPlan.of(7)).hasToString(ChaosPlan.of(7).toString());
  }

  @Test
  void someHaveTwoReplicasAndSomeThree() {
    assertThat(LongStream.range(0, 4).mapToObj(ChaosPlan::of).map(ChaosPlan::replicas))
        .containsOnly(2, 3)
        .contains(2, 3);
  }

  @Test
  void everythingHappensInSomeOfThem() {
    assertThat(kinds(LongStream.range(0, 50)))
        .containsExactlyInAnyOrder(Act.class.getPermittedSubclasses());
  }

  /** CI makes no other run. */
  @Test
  void muchHappensInTheOneThatIsMadeUnlessAnotherIsAskedFor() {
    assertThat(kinds(LongStream.of(ChaosApiIT.EVENTFUL)))
        .hasSizeGreaterThanOrEqualTo(9)
        .contains(Act.FreezeLeader.class, Act.KillLeader.class, Act.Forward.class, Act.Back.class);
    assertThat(faults(ChaosApiIT.EVENTFUL)).hasSizeGreaterThanOrEqualTo(5);
  }

  private static Set<Class<?>> kinds(LongStream seeds) {
    return acts(seeds).map(Act::getClass).collect(toSet());
  }

  private static Set<Fault> faults(long seed) {
    return acts(LongStream.of(seed))
        .filter(Act.Change.class::isInstance)
        .map(Act.Change.class::cast)
        .flatMap(change -> change.weather().faults().stream())
        .collect(toSet());
  }

  private static Stream<Act> acts(LongStream seeds) {
    return seeds.mapToObj(ChaosPlan::of).flatMap(plan -> plan.steps().stream()).map(Step::act);
  }
}
