package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** The current sprint. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SprintStatus(
    @Size(max = Formats.DATE_LENGTH) @JsonPropertyDescription("Its first date.") String start,
    @Size(max = Formats.DATE_LENGTH)
        @JsonPropertyDescription("Its last date, included; it may be a day off.")
        String end,
    @JsonPropertyDescription("How many of its days are worked, holidays not among them.")
        int workingDays,
    @Size(max = Formats.DATE_LENGTH)
        @JsonPropertyDescription(
            "From which date on the shifts were counted, where the log has lost what was before;"
                + " absent: all.")
        String countedSince,
    @Size(max = Formats.ENGINEERS)
        @JsonPropertyDescription("What it brings to everybody, in the order of the cycle.")
        List<Share> engineers) {

  /** What it brings to somebody. */
  public record Share(
      @Required @Size(max = Formats.NAME_LENGTH) @JsonPropertyDescription("Name on the list.")
          String engineer,
      @JsonPropertyDescription("Shifts begun in the sprint, the running one included.") int turns,
      @JsonPropertyDescription("Of the finished ones, those with a Friday.") int fridays,
      @JsonPropertyDescription("Of the finished ones, those before a holiday.")
          int daysBeforeHolidays,
      @JsonPropertyDescription(
              "Finished shifts of others in which this person covered, beside their turns.")
          int covers,
      @JsonPropertyDescription("Further turns until the sprint ends, unless somebody changes it.")
          int planned,
      @JsonPropertyDescription("Working days of these turns: done, running and planned.") int days,
      @JsonPropertyDescription("These days, in percent of the working days of the sprint.")
          int share) {}
}
