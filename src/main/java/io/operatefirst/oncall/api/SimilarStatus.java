package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** An earlier entry that reads alike, and what was written for it. */
public record SimilarStatus(
    @Required @Size(max = Formats.TEXT_LENGTH) @JsonPropertyDescription("The name of the entry.")
        String entry,
    @Required
        @Size(max = Formats.URL_LENGTH)
        @JsonPropertyDescription("Address of the runbook that resolved it.")
        String runbook) {

  /** More nobody reads. */
  public static final int MOST = 3;
}
