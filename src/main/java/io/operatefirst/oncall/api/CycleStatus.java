package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;

/** One pass through the list. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CycleStatus(
    @Min(1) @JsonPropertyDescription("Number of the pass, from 1.") int number,
    @Size(max = Formats.TEXT_LENGTH)
        @JsonPropertyDescription(
            "Seed its order was shuffled with; absent where the order is as written.")
        String seed) {}
