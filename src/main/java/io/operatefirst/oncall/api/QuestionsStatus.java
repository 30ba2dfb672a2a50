package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Since when questions from a place count. */
public record QuestionsStatus(
    @Required @JsonPropertyDescription("Where users ask: Slack, GitHub or Mail.") Place place,
    @Required
        @Size(max = Formats.INSTANT_LENGTH)
        @JsonPropertyDescription(
            "When the operator was first asked to listen there, UTC (RFC 3339). What was asked"
                + " before is left alone.")
        String since) {}
