package io.operatefirst.oncall.log;

import static java.util.stream.Collectors.groupingBy;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Who has resolved one kind of problem, and how often, so that what only one person knows is seen.
 *
 * @param problem its kind, such as the name of an alert
 * @param resolved how often it was resolved
 * @param by whom, who did it most often first; at most {@link #MOST}
 */
public record Knowledge(String problem, int resolved, List<Holder> by) {

  /** Beyond that, of kinds and of people, a list is no overview any more. */
  public static final int MOST = 20;

  private static final Comparator<Knowledge> MOST_FREQUENT_FIRST =
      Comparator.comparingInt(Knowledge::resolved).reversed().thenComparing(Knowledge::problem);

  public Knowledge {
    by = List.copyOf(by);
  }

  /**
   * That a problem was resolved.
   *
   * @param problem its kind
   * @param engineer who looked after it
   * @param helped whether somebody has helped them
   */
  public record Resolution(String problem, String engineer, boolean helped) {}

  /**
   * Somebody who has resolved it.
   *
   * @param engineer their name
   * @param alone how often without help
   * @param helped how often with
   */
  public record Holder(String engineer, int alone, int helped) {

    private static final Comparator<Holder> MOST_OFTEN_FIRST =
        Comparator.comparingInt((Holder holder) -> holder.alone() + holder.helped())
            .reversed()
            .thenComparing(Holder::engineer);

    private static Holder of(String engineer, List<Resolution> theirs) {
      int helped = (int) theirs.stream().filter(Resolution::helped).count();
      return new Holder(engineer, theirs.size() - helped, helped);
    }
  }

  /** The most frequent kinds of problems, at most {@link #MOST}, and then by name. */
  public static List<Knowledge> of(Collection<Resolution> resolutions) {
    return resolutions.stream().collect(groupingBy(Resolution::problem)).entrySet().stream()
        .map(kind -> of(kind.getKey(), kind.getValue()))
        .sorted(MOST_FREQUENT_FIRST)
        .limit(MOST)
        .toList();
  }

  private static Knowledge of(String problem, List<Resolution> resolutions) {
    return new Knowledge(
        problem,
        resolutions.size(),
        resolutions.stream().collect(groupingBy(Resolution::engineer)).entrySet().stream()
            .map(theirs -> Holder.of(theirs.getKey(), theirs.getValue()))
            .sorted(Holder.MOST_OFTEN_FIRST)
            .limit(MOST)
            .toList());
  }
}
