package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** What is known from the last time that the same happened. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LastTimeStatus(
    @Size(max = 4096) @JsonPropertyDescription("What was done about it then.") String resolution,
    @Size(max = Formats.URL_LENGTH)
        @JsonPropertyDescription(
            "Address of the runbook that was written for it, then or the time before.")
        String runbook) {}
