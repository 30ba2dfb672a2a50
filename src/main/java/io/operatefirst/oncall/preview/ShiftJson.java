package io.operatefirst.oncall.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.operatefirst.oncall.schedule.PlannedShift;
import io.operatefirst.oncall.status.Conditions;
import java.util.List;
import java.util.Map;

/** Shifts as JSON, for programs. */
final class ShiftJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ShiftJson() {}

  static String render(List<PlannedShift> shifts) throws JsonProcessingException {
    List<ShiftRow> rows = shifts.stream().map(ShiftJson::row).toList();
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(Map.of("shifts", rows)) + "\n";
  }

  private static ShiftRow row(PlannedShift planned) {
    return new ShiftRow(
        planned.engineer().orElse(null),
        planned.shift().start().toString(),
        planned.shift().end().toString(),
        planned.cycle(),
        planned.engineer().isPresent() ? null : Conditions.NOBODY_AVAILABLE);
  }
}
