package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/**
 * Somebody who left the list in the current cycle: should they return in it, they keep this box.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RemovedStatus(
    @Required @JsonPropertyDescription("Their line of the list as it was.") HandoverBox box,
    @JsonPropertyDescription("True where a box of an earlier cycle was still open.")
        Boolean carried,
    @Required @JsonPropertyDescription("What they had served.") TurnsStatus turns) {}
