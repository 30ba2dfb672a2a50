package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import java.util.Objects;

/** How the team divides its time. */
public record SprintSpec(
    @Required
        @Pattern(Formats.DATE)
        @JsonPropertyDescription(
            "First date of a sprint, 20YY-MM-DD. The others follow it, and went before it, without"
                + " gaps.")
        String start,
    @Default("10")
        @Min(1)
        @Max(Formats.SPRINT_DAYS)
        @JsonPropertyDescription(
            "How many dates of schedule.workingDays a sprint has, holidays included: ten of Monday"
                + " to Friday are always two weeks.")
        Integer workingDays,
    @Min(1)
        @Max(Formats.SPRINT_DAYS)
        @JsonPropertyDescription(
            "The most turns that anybody is to have in a sprint: the condition Fair says what would"
                + " keep to it. Absent: no limit.")
        Integer mostTurns) {

  public SprintSpec {
    workingDays = Objects.requireNonNullElse(workingDays, 10);
  }
}
