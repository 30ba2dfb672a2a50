package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Objects;

/** What the team decides. */
public record OnCallRotationSpec(
    @Required
        @Size(min = 1, max = Formats.ENGINEERS)
        @JsonPropertyDescription("The on-call list: who shares the duty, at least one engineer.")
        List<EngineerSpec> engineers,
    @JsonPropertyDescription(
            "When duty is handed over, and on which days and hours it is expected.")
        ScheduleSpec schedule,
    @JsonPropertyDescription("In which order turns are taken.") OrderSpec order,
    @JsonPropertyDescription(
            "How the team divides its time, for telling everybody's share. Absent: not at all.")
        SprintSpec sprint,
    @JsonPropertyDescription(
            "Pauses duty: the running shift ends and its box stays unchecked. Taking it back opens a"
                + " shift at once.")
        Boolean suspend) {

  public OnCallRotationSpec {
    engineers = engineers == null ? List.of() : engineers;
    schedule = schedule == null ? ScheduleSpec.DEFAULT : schedule;
    order = order == null ? OrderSpec.DEFAULT : order;
    suspend = Objects.requireNonNullElse(suspend, false);
  }
}
