package io.operatefirst.oncall.schedule;

/**
 * What a sprint brings to somebody.
 *
 * @param tally the figures of the shifts that have begun in it
 * @param turns theirs when it ends, as far as one can know now
 * @param days working days of these turns
 */
public record SprintShare(Tally tally, int turns, int days) {

  static final SprintShare NONE = new SprintShare(Tally.NONE, 0, 0);

  /** Further turns until the sprint ends. */
  public int planned() {
    return Math.max(0, turns - tally.turns());
  }

  SprintShare begun() {
    return new SprintShare(tally.plus(Tally.ofTurns(1)), turns, days);
  }

  SprintShare finished(Tally added) {
    return new SprintShare(tally.plus(added), turns, days);
  }

  SprintShare withTurn(int daysOfTurn) {
    return new SprintShare(tally, turns + 1, days + daysOfTurn);
  }
}
