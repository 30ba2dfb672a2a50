package io.operatefirst.oncall.rotation;

import io.operatefirst.oncall.api.SprintStatus;
import io.operatefirst.oncall.schedule.SprintShare;
import io.operatefirst.oncall.schedule.SprintShares;
import io.operatefirst.oncall.schedule.Tally;
import java.time.LocalDate;

/** Shows a sprint in the status. */
final class SprintView {

  private SprintView() {}

  static SprintStatus of(SprintShares shares) {
    return new SprintStatus(
        shares.sprint().start().toString(),
        shares.sprint().last().toString(),
        shares.workingDays(),
        shares.since().map(LocalDate::toString).orElse(null),
        shares.shares().keySet().stream().map(name -> share(name, shares)).toList());
  }

  private static SprintStatus.Share share(String name, SprintShares shares) {
    SprintShare share = shares.shares().get(name);
    Tally tally = share.tally();
    return new SprintStatus.Share(
        name,
        tally.turns(),
        tally.fridays(),
        tally.beforeHolidays(),
        tally.covers(),
        share.planned(),
        share.days(),
        shares.percent(name));
  }
}
