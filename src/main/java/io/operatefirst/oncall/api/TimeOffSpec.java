package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Whole days on which somebody is away, both ends included. */
@ValidationRule(value = "self.from <= self.to", message = TimeOffSpec.ORDER_RULE)
public record TimeOffSpec(
    @Required
        @Pattern(Formats.DATE)
        @JsonPropertyDescription("First day away, 20YY-MM-DD in the rotation's time zone.")
        String from,
    @Required
        @Pattern(Formats.DATE)
        @JsonPropertyDescription("Last day away, included, 20YY-MM-DD.")
        String to,
    @Size(max = Formats.TEXT_LENGTH) @JsonPropertyDescription("Why, for the others to read.")
        String reason) {

  public static final String ORDER_RULE = "to must not be before from: both days are included";
}
