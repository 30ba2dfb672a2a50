package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/**
 * Somebody who left the list: should they return in the same cycle, they keep this box, and later
 * their rest.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RemovedStatus(
    @Required
        @JsonPropertyDescription(
            "Their line of the list as it was; a new one once that cycle is over.")
        HandoverBox box,
    @JsonPropertyDescription("True where a box of an earlier cycle was still open.")
        Boolean carried,
    @Required
        @JsonPropertyDescription(
            "What they had served; turns are counted afresh once that cycle is over.")
        TurnsStatus turns) {}
