package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What the operator sees: a view of the log and the spec, which can be lost and rebuilt. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OnCallRotationStatus(
    @JsonPropertyDescription("The generation of the spec that this status is about.")
        Long observedGeneration,
    @JsonPropertyDescription(
            "For display only: OnCall, OffDuty, NobodyAvailable, Suspended or Invalid.")
        Phase phase,
    @Size(max = Formats.NAME_LENGTH)
        @JsonPropertyDescription("Who is on call; absent where nobody is.")
        String onCall,
    @Size(max = Formats.NAME_LENGTH)
        @JsonPropertyDescription(
            "Whose shift it is by the list: another than onCall while somebody covers.")
        String scheduled,
    @Size(max = 64)
        @JsonPropertyDescription("Until when onCall is, in the rotation's own time zone.")
        String until,
    @Size(max = 128)
        @JsonPropertyDescription("The days and hours on which somebody is expected to react.")
        String coverage,
    @JsonPropertyDescription("The running shift.") ShiftTimes shift,
    @Size(max = Formats.COVERS)
        @JsonPropertyDescription("Who covers in the running shift, until now and as agreed.")
        List<CoverStatus> covers,
    @JsonPropertyDescription("Who comes next, and when.") Next next,
    @JsonPropertyDescription("The current pass through the list.") CycleStatus cycle,
    @Size(max = Formats.ENGINEERS)
        @JsonPropertyDescription("The checkboxes, in the order of the cycle.")
        List<ListItem> list,
    @Size(max = 10)
        @JsonPropertyDescription(
            "The coming shifts; one in which somebody covers for a time, in its parts.")
        List<UpcomingShift> upcoming,
    @Size(max = Formats.ENGINEERS) @JsonPropertyDescription("Turns since the rotation began.")
        List<TurnsStatus> turns,
    @JsonPropertyDescription(
            "Most turns minus fewest, among those never excused, added or removed.")
        Integer turnSpread,
    @JsonPropertyDescription(
            "What the current sprint brings to everybody; absent without spec.sprint.")
        SprintStatus sprint,
    @Size(max = Formats.REMOVED)
        @JsonPropertyDescription(
            "Who left the list: in the current cycle, or so shortly before it that they may still"
                + " have to rest.")
        List<RemovedStatus> removed,
    @JsonPropertyDescription("The last handover.") LastHandover lastHandover,
    @JsonPropertyDescription("Log entries that are not resolved.") Integer openEntries,
    @JsonPropertyDescription("Log entries that are resolved and whose runbook is still owed.")
        Integer undocumentedEntries,
    @Size(max = KnowledgeStatus.MOST)
        @JsonPropertyDescription(
            "Who has resolved what kind of problem, as far as the log goes back; the most frequent"
                + " first.")
        List<KnowledgeStatus> knowledge,
    @Size(max = 3)
        @JsonPropertyDescription("Since when questions count, for each place where users ask.")
        List<QuestionsStatus> questions,
    @Size(max = OnCallRotationStatus.MOST_NOTICES)
        @JsonPropertyDescription("Who was told of the rotation, beyond Events; the last of them.")
        List<NoticeStatus> notices,
    @Size(max = 32)
        @JsonPropertyDescription(
            "Ready, OnDuty, HandedOver, Covered, Fair and Documented, with their reasons.")
        List<Condition> conditions) {

  /** Nothing is known yet. */
  public static final OnCallRotationStatus EMPTY =
      new OnCallRotationStatus(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null, null, null, null, null, null, null, null);

  /** How many receipts are remembered: of what is told at a time, and some before. */
  public static final int MOST_NOTICES = 16;

  /**
   * The same rotation while nothing of it may move: the running shift stays.
   *
   * @param open how many problems are open now
   * @param undocumented how many runbooks are owed now
   */
  public OnCallRotationStatus frozen(
      Long generation, Phase shown, int open, int undocumented, List<Condition> why) {
    return new OnCallRotationStatus(
        generation,
        shown,
        onCall,
        scheduled,
        until,
        coverage,
        shift,
        covers,
        next,
        cycle,
        list,
        upcoming,
        turns,
        turnSpread,
        sprint,
        removed,
        lastHandover,
        open,
        undocumented,
        knowledge,
        questions,
        notices,
        why);
  }

  /** For display only. */
  public enum Phase {
    @JsonProperty("OnCall")
    ON_CALL,
    @JsonProperty("OffDuty")
    OFF_DUTY,
    @JsonProperty("NobodyAvailable")
    NOBODY_AVAILABLE,
    @JsonProperty("Suspended")
    SUSPENDED,
    @JsonProperty("Invalid")
    INVALID
  }

  /** The next shift. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Next(
      @Size(max = Formats.NAME_LENGTH)
          @JsonPropertyDescription("Who takes over; absent where nobody is available.")
          String engineer,
      @Size(max = Formats.INSTANT_LENGTH) @JsonPropertyDescription("When, UTC (RFC 3339).")
          String start) {}

  /** One line of the list. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ListItem(
      @Required @Size(max = Formats.NAME_LENGTH) @JsonPropertyDescription("Name on the list.")
          String engineer,
      @JsonPropertyDescription(
              "Done: the turn of this cycle was taken. OnCall: it is being taken. Waiting: it is"
                  + " still to come. Away: still to come, and away during the running shift. Excused:"
                  + " still to come, and away throughout the last cycle.")
          BoxState state,
      @JsonPropertyDescription("Whether this person was available for a shift of this cycle.")
          boolean present,
      @JsonPropertyDescription("True where a box of an earlier cycle is still open.")
          Boolean carried,
      @JsonPropertyDescription("True where the box of the next cycle is checked already.")
          Boolean ahead) {}

  /** A coming shift, or the part of one for which somebody covers. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record UpcomingShift(
      @Size(max = Formats.NAME_LENGTH)
          @JsonPropertyDescription("Who will be on call; absent where nobody is available.")
          String engineer,
      @Size(max = Formats.NAME_LENGTH)
          @JsonPropertyDescription("Whose shift it is, where somebody covers for them.")
          String scheduled,
      @Size(max = Formats.TEXT_LENGTH)
          @JsonPropertyDescription("The override by which somebody covers.")
          String override,
      @Size(max = Formats.INSTANT_LENGTH)
          @JsonPropertyDescription("When it begins, UTC (RFC 3339).")
          String start,
      @Size(max = Formats.INSTANT_LENGTH) @JsonPropertyDescription("When it ends, UTC (RFC 3339).")
          String end) {}

  /** The last handover. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LastHandover(
      @Size(max = Formats.NAME_LENGTH)
          @JsonPropertyDescription("Whose shift ended; absent where nobody's did.")
          String from,
      @Size(max = Formats.NAME_LENGTH)
          @JsonPropertyDescription("Whose shift began; absent where nobody's did.")
          String to,
      @Size(max = Formats.NAME_LENGTH)
          @JsonPropertyDescription("Who covered for to from the first minute.")
          String toCover,
      @Size(max = Formats.INSTANT_LENGTH) @JsonPropertyDescription("When, UTC (RFC 3339).")
          String at,
      @Size(max = Formats.NAME_LENGTH) @JsonPropertyDescription("The log entry that commits it.")
          String entry,
      @JsonPropertyDescription("Its number.") long sequence,
      @JsonPropertyDescription("Why it happened.") HandoverReason reason,
      @JsonPropertyDescription("The shift to which it was committed, with its planned end.")
          ShiftTimes shift,
      @Size(max = Formats.COVERS) @JsonPropertyDescription("Who covered in the shift that ended.")
          List<CoverStatus> covers,
      @Size(max = Formats.NAME_LENGTH) @JsonPropertyDescription("UID of the rotation then.")
          String rotationUid) {}
}
