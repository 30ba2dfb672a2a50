package io.operatefirst.oncall.schedule;

import java.util.IntSummaryStatistics;
import java.util.Set;

/**
 * How evenly turns are spread.
 *
 * @param spread most turns minus fewest, among those never excused, added or removed
 * @param limit the spread that the rules allow now: 1, and one more each while a carried box is
 *     open and while somebody is ahead
 */
public record Fairness(int spread, int limit) {

  public static Fairness of(RotationState state) {
    IntSummaryStatistics counts =
        state.turns().values().stream()
            .filter(turns -> !turns.excused() && !turns.added())
            .mapToInt(Turns::count)
            .summaryStatistics();
    int spread = counts.getCount() == 0 ? 0 : counts.getMax() - counts.getMin();
    return new Fairness(spread, 1 + one(state.carried()) + one(state.ahead()));
  }

  private static int one(Set<String> names) {
    return names.isEmpty() ? 0 : 1;
  }

  public boolean isBalanced() {
    return spread <= limit;
  }
}
