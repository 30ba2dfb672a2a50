package io.operatefirst.oncall.schedule.check;

import io.operatefirst.oncall.schedule.Cover;
import io.operatefirst.oncall.schedule.Shift;
import io.operatefirst.oncall.schedule.Stint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * As much of a covered stint as a log keeps.
 *
 * @param time when
 * @param engineer who covered
 * @param scheduled in whose shift
 * @param override by which agreement in the end
 * @param countsAsTurn whether it was for the turn
 */
record Covered(
    Shift time,
    Optional<String> engineer,
    Optional<String> scheduled,
    String override,
    boolean countsAsTurn) {

  /** Neighbours that differ in their time only are one. */
  static List<Covered> in(List<Stint> stints) {
    List<Covered> all = new ArrayList<>();
    for (Stint stint : stints) {
      Covered next = of(stint, stint.time());
      int last = all.size() - 1;
      if (last >= 0 && all.get(last).time().end().equals(stint.time().start())) {
        Shift both = new Shift(all.get(last).time().start(), stint.time().end());
        if (of(stint, all.get(last).time()).equals(all.get(last))) {
          all.remove(last);
          next = of(stint, both);
        }
      }
      all.add(next);
    }
    return all;
  }

  private static Covered of(Stint stint, Shift time) {
    Cover cover = stint.lastCover().orElseThrow();
    return new Covered(
        time, stint.engineer(), stint.scheduled(), cover.override(), cover.countsAsTurn());
  }
}
