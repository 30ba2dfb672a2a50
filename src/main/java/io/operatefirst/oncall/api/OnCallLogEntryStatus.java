package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What the operator makes of an entry. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OnCallLogEntryStatus(
    @JsonPropertyDescription("The generation of the spec that this status is about.")
        Long observedGeneration,
    @JsonPropertyDescription("For display: Open until somebody acknowledges, then Closed.")
        Phase phase,
    @Size(max = Formats.NAME_LENGTH)
        @JsonPropertyDescription("Whom it concerns: of a handover, who takes over.")
        String onCall,
    @JsonPropertyDescription("How bad it is.") OnCallLogEntrySpec.Severity severity,
    @Size(max = Formats.INSTANT_LENGTH)
        @JsonPropertyDescription("When it was first seen, UTC (RFC 3339).")
        String firstSeen,
    @Size(max = Formats.INSTANT_LENGTH)
        @JsonPropertyDescription("When it was last seen, UTC (RFC 3339).")
        String lastSeen,
    @JsonPropertyDescription("How often it was seen.") Integer count,
    @Size(max = 32) @JsonPropertyDescription("Acknowledged, with its reason.")
        List<Condition> conditions) {

  /** For display. */
  public enum Phase {
    @JsonProperty("Open")
    OPEN,
    @JsonProperty("Closed")
    CLOSED
  }
}
