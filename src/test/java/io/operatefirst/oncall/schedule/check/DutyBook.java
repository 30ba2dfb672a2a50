package io.operatefirst.oncall.schedule.check;

import io.operatefirst.oncall.schedule.Stint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Who was on call since when, worked out from the shifts and what people had agreed. */
public final class DutyBook {

  private final NavigableMap<Instant, Optional<Stint>> since = new TreeMap<>();

  /** What is written of a shift takes the place of what was written of that time before. */
  void write(Instant from, List<Stint> stints) {
    since.tailMap(from, true).clear();
    stints.forEach(stint -> since.put(stint.time().start(), Optional.of(stint)));
  }

  void nobodyFrom(Instant instant) {
    since.tailMap(instant, true).clear();
    since.put(instant, Optional.empty());
  }

  /** Nobody before the first shift and while suspended. */
  public Optional<String> onCallAt(Instant instant) {
    return stintAt(instant).flatMap(Stint::engineer);
  }

  /** By which agreements they were, if by any. */
  public Optional<Stint> stintAt(Instant instant) {
    return Optional.ofNullable(since.floorEntry(instant)).flatMap(Map.Entry::getValue);
  }
}
