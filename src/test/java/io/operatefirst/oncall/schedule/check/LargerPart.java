package io.operatefirst.oncall.schedule.check;

import io.operatefirst.oncall.schedule.Cover;
import io.operatefirst.oncall.schedule.Shift;
import io.operatefirst.oncall.schedule.Stint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who did the larger part of a shift for a turn of their own.
 *
 * @param shift that is over
 * @param coverage of the working days; where the shift touches none, all of it counts
 */
record LargerPart(Shift shift, List<Shift> coverage) {

  Optional<String> of(List<Stint> stints) {
    Duration all = counted(shift);
    boolean covered = !all.isZero();
    Map<String, Duration> earned = new TreeMap<>();
    for (Stint stint : stints) {
      if (stint.lastCover().filter(Cover::countsAsTurn).isPresent()) {
        Duration time = covered ? counted(stint.time()) : stint.time().length();
        earned.merge(stint.engineer().orElseThrow(), time, Duration::plus);
      }
    }
    Duration whole = covered ? all : shift.length();
    return earned.keySet().stream()
        .filter(name -> earned.get(name).multipliedBy(2).compareTo(whole) > 0)
        .findFirst();
  }

  private Duration counted(Shift time) {
    return coverage.stream()
        .flatMap(part -> part.overlap(time).stream())
        .map(Shift::length)
        .reduce(Duration.ZERO, Duration::plus);
  }
}
