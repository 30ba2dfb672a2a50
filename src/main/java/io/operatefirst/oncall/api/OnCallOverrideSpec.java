package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;

/** Who takes over whose duty, and when. */
@ValidationRule(
    value = "self.rotation == oldSelf.rotation",
    message = "rotation cannot be changed: make another override")
@ValidationRule(
    value = "!has(self.__for__) || self.__for__ != self.engineer",
    message = OnCallOverrideSpec.TWO_PEOPLE_RULE)
@ValidationRule(
    value = "!has(self.swapWith) || has(self.__for__)",
    message = OnCallOverrideSpec.SWAP_RULE)
@ValidationRule(value = Formats.ALIKE, message = Formats.ALIKE_RULE)
@ValidationRule(value = Formats.IN_ORDER, message = Formats.IN_ORDER_RULE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OnCallOverrideSpec(
    @Required
        @Pattern(Formats.RESOURCE_NAME)
        @Size(min = 1, max = Formats.ROTATION_NAME_LENGTH)
        @JsonPropertyDescription("Name of the rotation, in the same namespace.")
        String rotation,
    @Required
        @Pattern(Formats.NAME)
        @Size(min = 1, max = Formats.NAME_LENGTH)
        @JsonPropertyDescription("Who takes over: a name on the list.")
        String engineer,
    @JsonProperty("for")
        @Pattern(Formats.NAME)
        @Size(min = 1, max = Formats.NAME_LENGTH)
        @JsonPropertyDescription(
            "Whose duty: a name on the list. Absent: the duty of whoever is on call, also where that"
                + " is nobody.")
        String whose,
    @Required
        @Pattern(Formats.DATE_OR_INSTANT)
        @JsonPropertyDescription(
            "From when on: a date, 20YY-MM-DD in the rotation's time zone, for whole shifts; or an"
                + " instant with its zone, such as 2026-12-01T18:00:00Z.")
        String from,
    @Required
        @Pattern(Formats.DATE_OR_INSTANT)
        @JsonPropertyDescription(
            "Until when: a date, 20YY-MM-DD, included; or an instant with its zone, such as"
                + " 2026-12-02T08:00:00Z, not included.")
        String to,
    @JsonPropertyDescription(
            "A swap: when the one who is covered does a duty of the one who covers.")
        SwapSpec swapWith,
    @Size(max = Formats.TEXT_LENGTH) @JsonPropertyDescription("Why, for the others to read.")
        String reason,
    @Default("false")
        @JsonPropertyDescription(
            "Gives the turn, with its checkbox, to who does the larger part of the shift. Otherwise"
                + " it stays with the engineer of the shift, and the cover is counted beside.")
        Boolean countsAsTurn) {

  public static final String TWO_PEOPLE_RULE =
      "nobody covers for themselves: engineer and for must be two people";
  public static final String SWAP_RULE = "a swap needs for: whose duty engineer takes in exchange";

  public OnCallOverrideSpec {
    countsAsTurn = Objects.requireNonNullElse(countsAsTurn, false);
  }
}
