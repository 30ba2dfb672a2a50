package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** What happened, and what people say of it. */
@ValidationRule(
    value = "self.rotation == oldSelf.rotation",
    message = "rotation cannot be changed: an entry stays with its rotation")
@ValidationRule(
    value = "self.type == oldSelf.type",
    message = "type cannot be changed: make another entry")
@ValidationRule(
    value =
        "has(self.handover) == has(oldSelf.handover) && (!has(self.handover) || self.handover =="
            + " oldSelf.handover)",
    message =
        "handover cannot be changed: the rotation continues from it. To go back to the handover"
            + " before, delete this entry")
@ValidationRule(
    value = "(self.type == 'Handover') == has(self.handover)",
    message = "an entry of type Handover, and no other, has a handover")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OnCallLogEntrySpec(
    @Required
        @Pattern(Formats.RESOURCE_NAME)
        @Size(min = 1, max = Formats.ROTATION_NAME_LENGTH)
        @JsonPropertyDescription("Name of the rotation it belongs to, in the same namespace.")
        String rotation,
    @Required @JsonPropertyDescription("Handover: duty passed from one person to the next.")
        Type type,
    @Size(max = 1024) @JsonPropertyDescription("What happened, in one line.") String summary,
    @JsonPropertyDescription("How bad it was when it came in.") Severity severity,
    @JsonPropertyDescription("Type Handover only: the committed handover.") HandoverSpec handover,
    @Size(max = Formats.TEXT_LENGTH)
        @JsonPropertyDescription(
            "Who has taken note: a user name on the cluster, or a name on the list. Written by"
                + " people.")
        String acknowledgedBy) {

  /** What an entry is about. */
  public enum Type {
    @JsonProperty("Handover")
    HANDOVER
  }

  /** How bad it is. */
  public enum Severity {
    @JsonProperty("Critical")
    CRITICAL,
    @JsonProperty("Warning")
    WARNING,
    @JsonProperty("Info")
    INFO
  }

  /** Whether somebody has taken note. */
  public boolean acknowledged() {
    return acknowledgedBy != null && !acknowledgedBy.isBlank();
  }
}
