package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Objects;

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
    value =
        "has(self.source) == has(oldSelf.source) && (!has(self.source) || self.source =="
            + " oldSelf.source)",
    message = "source cannot be changed: an entry stays with what it is about")
@ValidationRule(
    value = "(self.type == 'Handover') == has(self.handover)",
    message = "an entry of type Handover, and no other, has a handover")
@ValidationRule(
    value = "self.type == 'Handover' || !has(self.words)",
    message = "words are for entries of type Handover: write what was done into resolution")
@ValidationRule(
    value = "self.type == 'Handover' || !has(self.handedOverBy)",
    message = "handedOverBy is for entries of type Handover")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OnCallLogEntrySpec(
    @Required
        @Pattern(Formats.RESOURCE_NAME)
        @Size(min = 1, max = Formats.ROTATION_NAME_LENGTH)
        @JsonPropertyDescription("Name of the rotation it belongs to, in the same namespace.")
        String rotation,
    @Required
        @JsonPropertyDescription(
            "Alert, Event and ClusterOperator: what the cluster reported, written by the operator."
                + " Question: what a user asked; written by the operator."
                + " Handover: duty passed from one person to the next; written by the operator."
                + " Task: work that no intake sees; made by a person.")
        Type type,
    @Size(max = 1024) @JsonPropertyDescription("What happened, in one line.") String summary,
    @JsonPropertyDescription("How bad it was when it came in.") Severity severity,
    @JsonPropertyDescription("Where it came from; absent where a person made it.")
        SourceSpec source,
    @JsonPropertyDescription("Type Handover only: the committed handover.") HandoverSpec handover,
    @Size(max = Formats.TEXT_LENGTH)
        @JsonPropertyDescription(
            "Who has taken note: a user name on the cluster, or a name on the list. Written by"
                + " people, as all that follows.")
        String acknowledgedBy,
    @Default("false")
        @JsonPropertyDescription(
            "Asks the other engineers for help: neither the documentation nor the one who looks after"
                + " it knows what to do.")
        Boolean helpWanted,
    @Size(max = 20)
        @JsonPropertyDescription("Who has helped. The runbook is still owed by the one on call.")
        List<@Size(max = Formats.TEXT_LENGTH) String> assistedBy,
    @Size(max = 4096) @JsonPropertyDescription("What was done about it.") String resolution,
    @Default("false") @JsonPropertyDescription("Whether it is over.") Boolean resolved,
    @Pattern(Formats.URL)
        @Size(max = Formats.URL_LENGTH)
        @JsonPropertyDescription(
            "Address of the runbook that was written or updated for this, http or https. Until it is"
                + " there, a resolved problem is not closed.")
        String runbook,
    @Default("false")
        @JsonPropertyDescription("True where the runbook that came with it did not help.")
        Boolean runbookOutdated,
    @Size(max = 4096)
        @JsonPropertyDescription(
            "Type Handover only: what the outgoing engineer adds to the note in words.")
        String words,
    @JsonPropertyDescription(
            "Type Handover only: how the two have talked, Call or Chat. Absent: not at all.")
        HandedOverBy handedOverBy) {

  public OnCallLogEntrySpec {
    helpWanted = Objects.requireNonNullElse(helpWanted, false);
    assistedBy = assistedBy == null ? List.of() : assistedBy;
    resolved = Objects.requireNonNullElse(resolved, false);
    runbookOutdated = Objects.requireNonNullElse(runbookOutdated, false);
  }

  /** What an entry is about. */
  public enum Type {
    @JsonProperty("Alert")
    ALERT,
    @JsonProperty("Event")
    EVENT,
    @JsonProperty("ClusterOperator")
    CLUSTER_OPERATOR,
    @JsonProperty("Question")
    QUESTION,
    @JsonProperty("Handover")
    HANDOVER,
    @JsonProperty("Task")
    TASK
  }

  /** How a handover was talked over. */
  public enum HandedOverBy {
    @JsonProperty("Call")
    CALL,
    @JsonProperty("Chat")
    CHAT
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
