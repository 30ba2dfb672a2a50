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
            "From when on the one who is covered does a duty of the other: a date, 20YY-MM-DD, for"
                + " whole shifts; or an instant with its zone.")
        String from,
    @Required
        @Pattern(Formats.DATE_OR_INSTANT)
        @JsonPropertyDescription(
            "Until when: a date, 20YY-MM-DD, included; or an instant with its zone, not included.")
        String to) {}
