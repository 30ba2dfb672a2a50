package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** When a shift begins and ends. */
public record ShiftTimes(
    @Required
        @Size(max = Formats.INSTANT_LENGTH)
        @JsonPropertyDescription("Its first instant, UTC (RFC 3339).")
        String start,
    @Required
        @Size(max = Formats.INSTANT_LENGTH)
        @JsonPropertyDescription("The handover that ends it, UTC (RFC 3339).")
        String end) {}
