package io.operatefirst.oncall.preview;

import io.operatefirst.oncall.rotation.LocalTimes;
import io.operatefirst.oncall.schedule.PlannedShift;
import java.time.ZoneId;
import java.util.List;

/** Shifts as a table, in local time. */
final class ShiftTable {

  private static final String NOBODY = "(nobody available)";

  private ShiftTable() {}

  static String render(List<PlannedShift> shifts, ZoneId zone) {
    int width = shifts.stream().mapToInt(planned -> name(planned).length()).reduce(8, Math::max);
    String format = "%-26s  %-26s  %-" + width + "s  %s%n";
    StringBuilder table = new StringBuilder(format.formatted("FROM", "UNTIL", "ON-CALL", "CYCLE"));
    for (PlannedShift planned : shifts) {
      table.append(
          format.formatted(
              LocalTimes.moment(planned.shift().start(), zone),
              LocalTimes.moment(planned.shift().end(), zone),
              name(planned),
              planned.cycle()));
    }
    return table.toString();
  }

  private static String name(PlannedShift planned) {
    return planned.engineer().orElse(NOBODY);
  }
}
