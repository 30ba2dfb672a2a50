package io.operatefirst.oncall.schedule.check;

import java.util.EnumMap;
import java.util.Map;

/** Counts what is no mistake and still is not as one would have it, a shift at a time. */
final class Oddities implements Rule {

  private final Map<Oddity, Integer> counted = new EnumMap<>(Oddity.class);

  /** Judged before the new shift is counted. */
  @Override
  public void judge(Step step, Findings findings) {
    if (step.shift().isEmpty()) {
      return;
    }
    step.handover()
        .to()
        .ifPresentOrElse(
            name -> {
              int rest = step.past().rest(name);
              count(Oddity.NOT_RESTED, rest < step.spec().minimumRest());
              count(Oddity.TWO_RUNNING, rest == 0);
            },
            () -> count(Oddity.NOBODY, true));
  }

  /** Judged once it is. */
  void spread(int spread) {
    count(Oddity.SPREAD_ABOVE_ONE, spread > 1);
  }

  private void count(Oddity oddity, boolean there) {
    counted.merge(oddity, there ? 1 : 0, Integer::sum);
  }

  Map<Oddity, Integer> counted() {
    return counted;
  }
}
