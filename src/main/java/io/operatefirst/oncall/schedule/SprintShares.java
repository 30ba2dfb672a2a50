package io.operatefirst.oncall.schedule;

import static java.util.Comparator.comparingInt;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a sprint brings to everybody.
 *
 * @param sprint which
 * @param since from which date on it was counted, where the log has nothing from before; empty:
 *     from its start
 * @param workingDays how many of its days are worked
 * @param shifts how many shifts begin in it
 * @param mostTurns the most turns that anybody is to have in it; empty: no limit
 * @param shares of everybody on the list, in its order
 * @param relief what would bring it nearer to the limit; empty where that is kept, or where no
 *     single cover helps
 */
public record SprintShares(
    Sprint sprint,
    Optional<LocalDate> since,
    int workingDays,
    int shifts,
    OptionalInt mostTurns,
    Map<String, SprintShare> shares,
    Optional<Relief> relief) {

  /**
   * A cover that counts as a turn, and that mends something.
   *
   * @param engineer who takes over
   * @param whose whose turn
   * @param day a day of the shift
   * @param rested whether who takes over keeps their rest
   * @param left how many turns there are still too many then
   */
  public record Relief(String engineer, String whose, LocalDate day, boolean rested, int left) {

    Relief leaving(int excess) {
      return new Relief(engineer, whose, day, rested, excess);
    }
  }

  public SprintShares {
    shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
  }

  SprintShares with(Optional<Relief> found) {
    return new SprintShares(sprint, since, workingDays, shifts, mostTurns, shares, found);
  }

  /** Somebody's days on duty, of a hundred working days of the sprint. */
  public int percent(String name) {
    int days = shares.get(name).days();
    return workingDays == 0 ? 0 : Math.round(100f * days / workingDays);
  }

  /** How many there would have to be for the limit to be held; none where there is no limit. */
  public int engineersNeeded() {
    return mostTurns.isEmpty() ? 0 : divideUp(shifts, mostTurns.getAsInt());
  }

  /** The most turns that somebody has, however they are spread. */
  public int mostAtBest() {
    return divideUp(shifts, shares.size());
  }

  private static int divideUp(int amount, int by) {
    return (amount + by - 1) / by;
  }

  /** Who comes to more turns than anybody is to have, who has most first. */
  public List<String> beyondLimit() {
    return shares.keySet().stream()
        .filter(name -> beyond(name) > 0)
        .sorted(comparingInt((String name) -> -beyond(name)))
        .toList();
  }

  /** How many turns there are too many. */
  int excess() {
    return shares.keySet().stream().mapToInt(this::beyond).sum();
  }

  private int beyond(String name) {
    return Math.max(0, shares.get(name).turns() - mostTurns.orElse(Integer.MAX_VALUE));
  }

  /** Who could take one more, who has fewest first. */
  List<String> withRoom() {
    return shares.keySet().stream()
        .filter(name -> shares.get(name).turns() < mostTurns.orElse(0))
        .sorted(comparingInt(name -> shares.get(name).turns()))
        .toList();
  }
}
