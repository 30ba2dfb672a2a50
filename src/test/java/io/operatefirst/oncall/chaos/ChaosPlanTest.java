package io.operatefirst.oncall.chaos;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.chaos.ChaosPlan.Step;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A seed is a run, and some dozens of them leave nothing out. */
class ChaosPlanTest {

  @Test
  void theSameSeedIsTheSamePlan() {
    assertThat(ChaosPlan.of(7)).isEqualTo(ChaosPlan.of(7)).isNotEqualTo(ChaosPlan.of(8));
    assertThat(ChaosPlan.of(7)).hasToString(ChaosPlan.of(7).toString());
  }

  @Test
  void everythingHappensInSomeOfThem() {
    Set<Class<?>> acts =
        LongStream.range(0, 50)
            .mapToObj(ChaosPlan::of)
            .flatMap(plan -> plan.steps().stream())
            .map(Step::act)
            .map(Act::getClass)
            .collect(toSet());

    assertThat(acts).containsExactlyInAnyOrder(Act.class.getPermittedSubclasses());
  }
}
