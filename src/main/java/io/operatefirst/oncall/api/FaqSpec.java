package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A question that comes again and again, and what to answer at once. */
public record FaqSpec(
    @Required
        @Size(min = 1, max = 500)
        @JsonPropertyDescription(
            "A regular expression (RE2) that is found in such a question; upper and lower case are"
                + " alike.")
        String pattern,
    @Required @Size(min = 1, max = 500) @JsonPropertyDescription("What to answer, in a sentence.")
        String answer,
    @Pattern(Formats.URL)
        @Size(max = Formats.URL_LENGTH)
        @JsonPropertyDescription("Where to read on, http or https.")
        String link) {}
