package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** The other half of a swap. */
@ValidationRule(value = Formats.ALIKE, message = Formats.ALIKE_RULE)
@ValidationRule(value = Formats.IN_ORDER, message = Formats.IN_ORDER_RULE)
public record SwapSpec(
    @Required
        @Pattern(Formats.DATE_OR_INSTANT)
        @JsonPropertyDescription(
            "From when on the first does a duty of the second: a date (whole shifts) or an instant"
                + " with its zone.")
        String from,
    @Required
        @Pattern(Formats.DATE_OR_INSTANT)
        @JsonPropertyDescription("Until when: a date, included, or an instant with its zone.")
        String to) {}
