package io.operatefirst.oncall.schedule;

/**
 * What somebody has done for the team, in figures.
 *
 * @param turns shifts that were theirs, the running one included; one that was cut short
 *     (suspended, or the person removed) is given back
 * @param fridays of the finished ones, those with a Friday among their days
 * @param beforeHolidays of the finished ones, those after which a holiday was not worked
 * @param covers finished shifts of others that they did in part or whole, and that are not among
 *     the turns
 */
public record Tally(int turns, int fridays, int beforeHolidays, int covers) {

  public static final Tally NONE = new Tally(0, 0, 0, 0);

  static Tally ofTurns(int turns) {
    return new Tally(turns, 0, 0, 0);
  }

  Tally plus(Tally other) {
    return new Tally(
        turns + other.turns,
        fridays + other.fridays,
        beforeHolidays + other.beforeHolidays,
        covers + other.covers);
  }

  /** What was added since; who left in between and returned is counted from then. */
  Tally since(Tally earlier) {
    return new Tally(
        Math.max(0, turns - earlier.turns),
        Math.max(0, fridays - earlier.fridays),
        Math.max(0, beforeHolidays - earlier.beforeHolidays),
        Math.max(0, covers - earlier.covers));
  }
}
