package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One line of the list, as a handover leaves it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HandoverBox(
    @Required @Size(max = Formats.NAME_LENGTH) @JsonPropertyDescription("Name on the list.")
        String engineer,
    @Required
        @JsonPropertyDescription(
            "Done: the turn of this cycle was taken. OnCall: it is being taken. Waiting: it is still"
                + " to come. Excused: still to come, and away throughout the last cycle.")
        BoxState state,
    @JsonPropertyDescription("Whether this person was available for a shift of this cycle.")
        boolean present) {}
