package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** What somebody has served since the rotation began. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TurnsStatus(
    @Required @Size(max = Formats.NAME_LENGTH) @JsonPropertyDescription("Name on the list.")
        String engineer,
    @Min(0)
        @JsonPropertyDescription(
            "Shifts begun, the running one included. One that was cut short by suspending the"
                + " rotation or removing the person is given back.")
        int turns,
    @Min(0)
        @JsonPropertyDescription("Of the finished ones, those with a Friday; absent where none.")
        Integer fridays,
    @Min(0)
        @JsonPropertyDescription("Of the finished ones, those before a holiday; absent where none.")
        Integer daysBeforeHolidays,
    @Min(0)
        @JsonPropertyDescription(
            "Shifts of others in which this person covered, beside their turns; absent where none.")
        Integer covers,
    @Size(max = 10)
        @JsonPropertyDescription("Local date on which the last shift began; absent before that.")
        String lastShift,
    @Min(0)
        @JsonPropertyDescription(
            "Other shifts finished since the last one this person finished; absent before that.")
        Integer shiftsSince,
    @JsonPropertyDescription(
            "True where a whole cycle once passed while this person was away: not counted in the"
                + " spread.")
        Boolean excused,
    @JsonPropertyDescription(
            "True where this person joined after the rotation began: not counted in the spread.")
        Boolean added) {}
