package io.operatefirst.oncall.schedule;

import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How evenly turns are spread, among those never excused, added or removed.
 *
 * @param spread most turns minus fewest
 * @param limit the spread that the rules allow now: 1, and one more each while a carried box is
 *     open and while somebody is ahead
 * @param most who has most turns
 * @param fewest who has fewest
 */
public record Fairness(int spread, int limit, List<String> most, List<String> fewest) {

  public static Fairness of(RotationState state) {
    IntSummaryStatistics counts =
        state.turns().values().stream()
            .filter(Fairness::counts)
            .mapToInt(Turns::count)
            .summaryStatistics();
    int spread = counts.getCount() == 0 ? 0 : counts.getMax() - counts.getMin();
    return new Fairness(
        spread,
        1 + one(state.carried()) + one(state.ahead()),
        names(state, turns -> turns.count() == counts.getMax()),
        names(state, turns -> turns.count() == counts.getMin()));
  }

  private static boolean counts(Turns turns) {
    return !turns.excused() && !turns.added();
  }

  private static List<String> names(RotationState state, Predicate<Turns> wanted) {
    return state.order().stream()
        .map(Box::engineer)
        .filter(name -> counts(state.turns().get(name)) && wanted.test(state.turns().get(name)))
        .toList();
  }

  private static int one(Set<String> names) {
    return names.isEmpty() ? 0 : 1;
  }

  public boolean isBalanced() {
    return spread <= limit;
  }
}
