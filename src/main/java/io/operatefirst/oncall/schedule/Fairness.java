package io.operatefirst.oncall.schedule;

import java.util.IntSummaryStatistics;

/**
 * How evenly turns are spread.
 *
 * @param spread most turns minus fewest, among those never excused, added or removed
 * @param limit the spread that the rules allow now: 1, or 2 while a carried box is open
 */
public record Fairness(int spread, int limit) {

  public static Fairness of(RotationState state) {
    IntSummaryStatistics counts =
        state.turns().values().stream()
            .filter(turns -> !turns.excused() && !turns.added())
            .mapToInt(Turns::count)
            .summaryStatistics();
    int spread = counts.getCount() == 0 ? 0 : counts.getMax() - counts.getMin();
    return new Fairness(spread, state.carried().isEmpty() ? 1 : 2);
  }

  public boolean isBalanced() {
    return spread <= limit;
  }
}
