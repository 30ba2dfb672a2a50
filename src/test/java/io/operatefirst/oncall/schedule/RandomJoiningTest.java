package io.operatefirst.oncall.schedule;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Somebody who joins changes nobody's order relative to the others, in this cycle or a later one.
 */
class RandomJoiningTest {

  private static final String NEWCOMER = "newcomer";
  private static final int HANDOVERS = 40;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 40);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whoJoinsChangesNobodysOrder(long seed) {
    Map<Integer, List<String>> without = orders(seed, false);
    Map<Integer, List<String>> with = orders(seed, true);

    // The longer list may have taken up a cycle later, or not have come as far.
    with.keySet().retainAll(without.keySet());
    assertThat(with).as("seed %d", seed).isNotEmpty();
    with.forEach(
        (cycle, order) ->
            assertThat(order)
                .as("seed %d, cycle %d", seed, cycle)
                .filteredOn(name -> !name.equals(NEWCOMER))
                .isEqualTo(without.get(cycle)));
  }

  private static Map<Integer, List<String>> orders(long seed, boolean joined) {
    Random random = new Random(seed);
    Draft draft = new RandomDraft(random).draft();
    Instant start = draft.startDate().atStartOfDay(draft.zone()).toInstant();
    Operation operation =
        new Operation(draft).look(start.plus(Duration.ofHours(random.nextInt(24 * 60))));
    if (joined) {
      draft.join(NEWCOMER);
      operation.look(operation.lookedAt());
    }
    return operation.preview(HANDOVERS).stream()
        .collect(
            toMap(
                handover -> handover.state().cycle().number(),
                handover -> handover.state().order().stream().map(Box::engineer).toList(),
                (first, later) -> first,
                TreeMap::new));
  }
}
