package io.operatefirst.oncall.preview;

import io.operatefirst.oncall.preview.Table.Heading;
import io.operatefirst.oncall.schedule.PlannedShift;
import io.operatefirst.oncall.schedule.Stint;
import io.operatefirst.oncall.text.Moment;
import java.time.ZoneId;
import java.util.List;

/** Shifts as a table, in local time. */
final class ShiftTable {

  private static final String NOBODY = "(nobody available)";

  private ShiftTable() {}

  static Table of(List<PlannedShift> shifts, ZoneId zone) {
    return new Table(
        List.of(Table.FROM, Table.UNTIL, new Heading("On-call", 8), new Heading("Cycle", 0)),
        shifts.stream()
            .flatMap(planned -> planned.stints().stream().map(stint -> row(planned, stint, zone)))
            .toList());
  }

  private static List<String> row(PlannedShift planned, Stint stint, ZoneId zone) {
    return List.of(
        Moment.of(stint.time().start(), zone),
        Moment.of(stint.time().end(), zone),
        name(stint),
        Integer.toString(planned.cycle()));
  }

  private static String name(Stint stint) {
    String engineer = stint.engineer().orElse(NOBODY);
    return stint.isCovered() ? engineer + " for " + stint.scheduled().orElse("nobody") : engineer;
  }
}
