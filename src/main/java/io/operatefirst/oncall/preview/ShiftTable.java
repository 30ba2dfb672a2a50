package io.operatefirst.oncall.preview;

import io.operatefirst.oncall.schedule.PlannedShift;
import io.operatefirst.oncall.schedule.Stint;
import io.operatefirst.oncall.status.LocalTimes;
import java.time.ZoneId;
import java.util.List;

/** Shifts as a table, in local time. */
final class ShiftTable {

  private static final String NOBODY = "(nobody available)";

  private ShiftTable() {}

  static String render(List<PlannedShift> shifts, ZoneId zone) {
    int width =
        shifts.stream()
            .flatMap(planned -> planned.stints().stream())
            .mapToInt(stint -> name(stint).length())
            .reduce(8, Math::max);
    String format = "%-26s  %-26s  %-" + width + "s  %s%n";
    StringBuilder table = new StringBuilder(format.formatted("FROM", "UNTIL", "ON-CALL", "CYCLE"));
    for (PlannedShift planned : shifts) {
      for (Stint stint : planned.stints()) {
        table.append(
            format.formatted(
                LocalTimes.moment(stint.time().start(), zone),
                LocalTimes.moment(stint.time().end(), zone),
                name(stint),
                planned.cycle()));
      }
    }
    return table.toString();
  }

  private static String name(Stint stint) {
    String engineer = stint.engineer().orElse(NOBODY);
    return stint.isCovered() ? engineer + " for " + stint.scheduled().orElse("nobody") : engineer;
  }
}
