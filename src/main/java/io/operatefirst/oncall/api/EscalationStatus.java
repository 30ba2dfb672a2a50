package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** A step that was taken, since nobody took note. */
public record EscalationStatus(
    @Required
        @JsonPropertyDescription(
            "Reminded (whoever is on call), NextEngineer (on the list) or Everybody (on it).")
        Step step,
    @Required
        @Size(max = Formats.INSTANT_LENGTH)
        @JsonPropertyDescription("When it was taken, UTC (RFC 3339).")
        String at,
    @Size(max = Formats.ENGINEERS) @JsonPropertyDescription("Who was told then.")
        List<@Size(max = Formats.NAME_LENGTH) String> to) {

  public EscalationStatus {
    to = to == null ? List.of() : to;
  }

  /** How far it has gone. */
  public enum Step {
    @JsonProperty("Reminded")
    REMINDED,
    @JsonProperty("NextEngineer")
    NEXT_ENGINEER,
    @JsonProperty("Everybody")
    EVERYBODY
  }
}
