package io.operatefirst.oncall.schedule;

import io.operatefirst.oncall.schedule.Plan.Spot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Compares two plans of one rotation: whose shifts move, and why. */
public final class Moves {

  private Moves() {}

  /**
   * All times for which somebody else is on call than before, each within one shift.
   *
   * @param within both plans reach as far
   */
  public static List<Move> between(Plan before, Plan after, Shift within) {
    List<Change> changes = changes(before, after, within);
    Causes causes = new Causes(before, after);
    return changes.stream()
        .map(change -> change.because(causes.of(change, changes.get(0).time().start())))
        .toList();
  }

  private static List<Change> changes(Plan before, Plan after, Shift within) {
    TreeSet<Instant> cuts = new TreeSet<>(List.of(within.start(), within.end()));
    for (Plan plan : List.of(before, after)) {
      plan.shifts().stream()
          .flatMap(planned -> planned.stints().stream())
          .flatMap(stint -> stint.time().overlap(within).stream())
          .forEach(time -> cuts.addAll(List.of(time.start(), time.end())));
    }
    List<Change> changes = new ArrayList<>();
    for (Instant start : cuts.headSet(within.end())) {
      Change change =
          new Change(new Shift(start, cuts.higher(start)), before.at(start), after.at(start));
      Change last = changes.isEmpty() ? null : changes.get(changes.size() - 1);
      if (last != null && last.continuesIn(change)) {
        changes.set(changes.size() - 1, last.until(change.time().end()));
      } else if (change.isMove()) {
        changes.add(change);
      }
    }
    return changes;
  }

  /**
   * What is planned for a time, before and after.
   *
   * @param time within one stint of each plan
   */
  record Change(Shift time, Spot before, Spot after) {

    private boolean isMove() {
      return !before.onCall().equals(after.onCall());
    }

    private boolean continuesIn(Change next) {
      return time.end().equals(next.time.start())
          && before.onCall().equals(next.before.onCall())
          && after.onCall().equals(next.after.onCall())
          && before.time().equals(next.before.time())
          && after.time().equals(next.after.time());
    }

    private Change until(Instant end) {
      return new Change(new Shift(time.start(), end), before, after);
    }

    private Move because(Cause cause) {
      Shift shift = before.time().or(after::time).orElse(time);
      return new Move(time, shift, before.onCall(), after.onCall(), cause);
    }
  }
}
