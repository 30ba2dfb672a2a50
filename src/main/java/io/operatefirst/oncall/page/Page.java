package io.operatefirst.oncall.page;

import java.util.List;

/**
 * What the page shows, in words: nothing is left to decide but how it looks.
 *
 * @param title the rotation, with its namespace
 * @param zone of all times
 * @param now who is on call, or why nobody is
 * @param next who takes over, and when; empty where that is not known
 * @param coverage the hours in which somebody is expected to react; empty where that is not known
 * @param list the checkboxes, in the order of the cycle
 * @param weeks the last week, this one and those ahead, a week a row
 * @param plan how far what is to come can be relied on
 * @param work what is open, the worst first
 * @param debts runbooks that are owed
 * @param turns what everybody has served, in the order of the names
 * @param troubles what is not as it should be
 * @param calendar where the calendar is, relative to the page; empty where its key is not known
 */
public record Page(
    String title,
    String zone,
    String now,
    String next,
    String coverage,
    List<Box> list,
    List<Week> weeks,
    String plan,
    List<Work> work,
    List<Work> debts,
    List<Bar> turns,
    List<Trouble> troubles,
    String calendar) {

  /** One line of the list; the state in words. */
  public record Box(String engineer, boolean done, String state) {}

  /** Seven days. */
  public record Week(List<Day> days) {}

  /**
   * A day, and whose shifts begin on it.
   *
   * @param date such as {@code 24} or {@code 1 Dec}
   */
  public record Day(String date, boolean today, boolean past, List<String> engineers) {}

  /** An entry of the log, without its words: those are for who may read the log. */
  public record Work(String severity, String type, String standing, String who, String since) {}

  /**
   * A bar of the chart.
   *
   * @param y where it begins, in the chart's units
   * @param width its length, in the chart's units
   */
  public record Bar(String engineer, int turns, int y, int width) {

    /** How high each is, with what is between. */
    static final int STEP = 44;

    static final int LONGEST = 500;
  }

  /** A condition, and what it says of the duty. */
  public record Trouble(String type, String words) {}

  /** How high the chart is, in its units. */
  public int chartHeight() {
    return turns.size() * Bar.STEP;
  }
}
