package io.operatefirst.oncall.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the operator has gathered from one start to the next: what it held at the end, less what it
 * held after the next start, when it knew the same log. The log itself is thus no part of it, and
 * what each life needs, however short, is not what the slope tells.
 */
final class Lives {

  private static final double MEBI = 1024 * 1024;
  private static final double DAYS_A_WEEK = 7;

  private record Life(double days, double gathered) {

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.2f MiB in %.1f days", gathered, days);
    }
  }

  private final List<Life> lives = new ArrayList<>();

  /**
   * One has ended.
   *
   * @param days how long it was, by the operator's clock
   * @param before what it held at its end, in bytes
   * @param after what the next one holds when it knows the log
   */
  void add(double days, long before, long after) {
    lives.add(new Life(days, (before - after) / MEBI));
  }

  /** In MiB a week, by the straight line that fits best; none before there are two lives. */
  double slope() {
    double days = lives.stream().mapToDouble(Life::days).average().orElse(0);
    double gathered = lives.stream().mapToDouble(Life::gathered).average().orElse(0);
    double together =
        lives.stream()
            .mapToDouble(life -> (life.days() - days) * (life.gathered() - gathered))
            .sum();
    double alone = lives.stream().mapToDouble(life -> Math.pow(life.days() - days, 2)).sum();
    return alone == 0 ? 0 : DAYS_A_WEEK * together / alone;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.3f MiB more a week: %s", slope(), lives);
  }
}
