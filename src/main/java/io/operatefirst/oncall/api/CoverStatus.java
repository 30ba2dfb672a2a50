package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Somebody does another's duty, by an override. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CoverStatus(
    @Required @Size(max = Formats.NAME_LENGTH) @JsonPropertyDescription("Who is on call.")
        String engineer,
    @JsonProperty("for")
        @Size(max = Formats.NAME_LENGTH)
        @JsonPropertyDescription("Whose shift it is; absent where nobody was available.")
        String whose,
    @Required
        @Size(max = Formats.INSTANT_LENGTH)
        @JsonPropertyDescription("From when, UTC (RFC 3339).")
        String start,
    @Required
        @Size(max = Formats.INSTANT_LENGTH)
        @JsonPropertyDescription("Until when, UTC (RFC 3339).")
        String end,
    @Size(max = Formats.TEXT_LENGTH) @JsonPropertyDescription("By which override.") String override,
    @JsonPropertyDescription("True where the turn goes to who covers.") Boolean countsAsTurn) {}
