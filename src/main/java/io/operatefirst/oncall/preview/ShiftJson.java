package io.operatefirst.oncall.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.operatefirst.oncall.schedule.Cover;
import io.operatefirst.oncall.schedule.PlannedShift;
import io.operatefirst.oncall.schedule.Stint;
import io.operatefirst.oncall.status.Conditions;
import java.util.List;
import java.util.Map;

/** Shifts as JSON, for programs. */
final class ShiftJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ShiftJson() {}

  static String render(List<PlannedShift> shifts) throws JsonProcessingException {
    List<ShiftRow> rows =
        shifts.stream()
            .flatMap(planned -> planned.stints().stream().map(stint -> row(stint, planned.cycle())))
            .toList();
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(Map.of("shifts", rows)) + "\n";
  }

  private static ShiftRow row(Stint stint, int cycle) {
    return new ShiftRow(
        stint.engineer().orElse(null),
        stint.time().start().toString(),
        stint.time().end().toString(),
        cycle,
        stint.engineer().isPresent() ? null : Conditions.NOBODY_AVAILABLE,
        stint.isCovered() ? stint.scheduled().orElse(null) : null,
        stint.lastCover().map(Cover::override).orElse(null));
  }
}
