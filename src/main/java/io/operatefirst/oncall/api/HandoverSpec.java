package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** A committed handover, with all that the rotation continues from. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record HandoverSpec(
    @Min(1)
        @Required
        @JsonPropertyDescription(
            "Number of the handover, from 1. The rotation continues from the highest.")
        long sequence,
    @Required
        @JsonPropertyDescription(
            "FirstShift, EndOfShift, EngineerRemoved (who was on call left the list), Suspended or"
                + " Resumed.")
        HandoverReason reason,
    @Size(max = Formats.NAME_LENGTH)
        @JsonPropertyDescription("Whose shift ends; absent where nobody's does.")
        String from,
    @Size(max = Formats.NAME_LENGTH)
        @JsonPropertyDescription("Whose shift begins; absent where nobody's does.")
        String to,
    @Size(max = Formats.NAME_LENGTH)
        @JsonPropertyDescription(
            "Who covers for to from the first minute, by an override; absent where nobody does.")
        String toCover,
    @Required
        @Size(max = Formats.INSTANT_LENGTH)
        @JsonPropertyDescription("When it takes effect, UTC (RFC 3339).")
        String at,
    @JsonPropertyDescription(
            "The shift that begins, with its planned end, which no later edit brings forward; absent"
                + " where the rotation was suspended.")
        ShiftTimes shift,
    @Required @JsonPropertyDescription("The pass through the list.") CycleStatus cycle,
    @Required
        @Size(max = Formats.ENGINEERS)
        @JsonPropertyDescription("The list with its boxes, in the order of the cycle.")
        List<HandoverBox> order,
    @Size(max = Formats.ENGINEERS)
        @JsonPropertyDescription("Who still has a box of an earlier cycle.")
        List<@Size(max = Formats.NAME_LENGTH) String> carried,
    @Size(max = Formats.ENGINEERS)
        @JsonPropertyDescription("Who has had the box of the next cycle checked already.")
        List<@Size(max = Formats.NAME_LENGTH) String> ahead,
    @Required
        @Size(max = Formats.ENGINEERS)
        @JsonPropertyDescription("What everybody on the list has served.")
        List<TurnsStatus> turns,
    @Size(max = Formats.REMOVED)
        @JsonPropertyDescription(
            "Who left the list: in the current cycle, or so shortly before it that they may still"
                + " have to rest.")
        List<RemovedStatus> removed,
    @Size(max = Formats.COVERS)
        @JsonPropertyDescription(
            "Who covered in the shift that ends, whatever becomes of the override.")
        List<CoverStatus> covers,
    @Size(max = Formats.NAME_LENGTH)
        @JsonPropertyDescription(
            "UID of the rotation that wrote this, by which one that starts afresh knows its own.")
        String rotationUid) {

  /** Whether somebody hands over to somebody else, who is then to acknowledge it. */
  public boolean changesHands() {
    return giver() != null && taker() != null && !giver().equals(taker());
  }

  /** Who really hands over; null where nobody does. */
  public String giver() {
    return covers.stream()
        .filter(cover -> cover.end().equals(at))
        .findFirst()
        .map(CoverStatus::engineer)
        .orElse(from);
  }

  /** Who really takes over; null where nobody does. */
  public String taker() {
    return toCover != null ? toCover : to;
  }

  /** How many of those who left are remembered. */
  public static final int MOST_REMOVED = Formats.REMOVED;

  /** How many covers of a shift are. */
  public static final int MOST_COVERS = Formats.COVERS;

  public HandoverSpec {
    order = order == null ? List.of() : order;
    carried = carried == null ? List.of() : carried;
    ahead = ahead == null ? List.of() : ahead;
    turns = turns == null ? List.of() : turns;
    removed = removed == null ? List.of() : removed;
    covers = covers == null ? List.of() : covers;
  }
}
