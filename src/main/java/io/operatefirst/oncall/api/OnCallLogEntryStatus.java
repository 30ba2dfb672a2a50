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
    @JsonPropertyDescription(
            "For display: Open, Acknowledged, Escalated, Resolved (the runbook is still owed) or Closed.")
        Phase phase,
    @Size(max = Formats.NAME_LENGTH)
        @JsonPropertyDescription(
            "Whom it concerns: who was on call when it came in, or, outside coverage, who is on call"
                + " when coverage next starts; of a handover, who takes over.")
        String onCall,
    @Size(max = Formats.INSTANT_LENGTH)
        @JsonPropertyDescription(
            "Where it came in outside coverage: when coverage next starts, and so until when nobody"
                + " is disturbed, UTC (RFC 3339).")
        String waitsUntil,
    @JsonPropertyDescription("How bad it is: the highest that is firing, or was.")
        OnCallLogEntrySpec.Severity severity,
    @Size(max = Formats.INSTANT_LENGTH)
        @JsonPropertyDescription("When it was first seen, UTC (RFC 3339).")
        String firstSeen,
    @Size(max = Formats.INSTANT_LENGTH)
        @JsonPropertyDescription(
            "When it was last seen to begin, to change or to end, UTC (RFC 3339). While it only goes"
                + " on, nothing is written.")
        String lastSeen,
    @JsonPropertyDescription("How often it began; of events, how often they were seen.")
        Integer count,
    @JsonPropertyDescription("Whether it goes on.") Boolean firing,
    @Size(max = Formats.INSTANT_LENGTH)
        @JsonPropertyDescription("When it last began, UTC (RFC 3339): what begins later is new.")
        String latestStart,
    @Size(max = 20)
        @JsonPropertyDescription("What fires, such as each alert of a group, the oldest first.")
        List<MemberStatus> members,
    @JsonPropertyDescription("How many more fire that are not told.") Integer moreMembers,
    @Size(max = Formats.TEXT_LENGTH)
        @JsonPropertyDescription("The entry about the last time that this happened.")
        String previous,
    @JsonPropertyDescription("What is known from the last time; absent where nothing is.")
        LastTimeStatus lastTime,
    @Size(max = SimilarStatus.MOST)
        @JsonPropertyDescription(
            "Types Question and Task: earlier entries that read alike, and whose runbook may help.")
        List<SimilarStatus> similar,
    @Size(max = 8)
        @JsonPropertyDescription("The steps that were taken since nobody took note, in order.")
        List<EscalationStatus> escalations,
    @JsonPropertyDescription("Type Handover only: what the one shift tells the next.")
        NoteStatus note,
    @Size(max = 64)
        @JsonPropertyDescription("Who was told of it, beyond Events; absent where nobody was.")
        List<NoticeStatus> notices,
    @Size(max = 32)
        @JsonPropertyDescription(
            "Acknowledged, Escalated, Resolved and Documented, with their reasons.")
        List<Condition> conditions) {

  /** The same, with who was told. */
  public OnCallLogEntryStatus with(List<NoticeStatus> receipts) {
    return new OnCallLogEntryStatus(
        observedGeneration,
        phase,
        onCall,
        waitsUntil,
        severity,
        firstSeen,
        lastSeen,
        count,
        firing,
        latestStart,
        members,
        moreMembers,
        previous,
        lastTime,
        similar,
        escalations,
        note,
        receipts.isEmpty() ? null : receipts,
        conditions);
  }

  /** For display. */
  public enum Phase {
    @JsonProperty("Open")
    OPEN,
    @JsonProperty("Acknowledged")
    ACKNOWLEDGED,
    @JsonProperty("Escalated")
    ESCALATED,
    @JsonProperty("Resolved")
    RESOLVED,
    @JsonProperty("Closed")
    CLOSED
  }
}
