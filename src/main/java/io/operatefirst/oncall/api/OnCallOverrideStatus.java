package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What an override comes to. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record OnCallOverrideStatus(
    @JsonPropertyDescription("The generation of the spec that this status is about.")
        Long observedGeneration,
    @JsonPropertyDescription(
            "For display only: Scheduled (it will take effect), Active, Ended, Ineffective (it"
                + " changes nothing) or Rejected.")
        Phase phase,
    @Size(max = OnCallOverrideStatus.MOST_COVERS)
        @JsonPropertyDescription(
            "Whose duty it takes over when, from now on; the first of them. Where it was cut short,"
                + " what it held.")
        List<CoverStatus> covers,
    @Size(max = 8) @JsonPropertyDescription("Who was told of it; the last edits of it.")
        List<NoticeStatus> notices,
    @Size(max = 8) @JsonPropertyDescription("Accepted, Active and Ineffective, with their reasons.")
        List<Condition> conditions) {

  /** Nothing was said yet. */
  public static final OnCallOverrideStatus EMPTY =
      new OnCallOverrideStatus(null, null, null, null, null);

  public OnCallOverrideStatus {
    // Read back it is the same as it was written, so that nothing is written where nothing changes.
    covers = covers == null ? List.of() : covers;
    conditions = conditions == null ? List.of() : conditions;
  }

  /** The same, with who was told. */
  public OnCallOverrideStatus with(List<NoticeStatus> receipts) {
    int over = Math.max(0, receipts.size() - 8);
    return new OnCallOverrideStatus(
        observedGeneration,
        phase,
        covers,
        receipts.isEmpty() ? null : receipts.subList(over, receipts.size()),
        conditions);
  }

  /** How many are shown. */
  public static final int MOST_COVERS = 20;

  /** For display only. */
  public enum Phase {
    @JsonProperty("Scheduled")
    SCHEDULED,
    @JsonProperty("Active")
    ACTIVE,
    @JsonProperty("Ended")
    ENDED,
    @JsonProperty("Ineffective")
    INEFFECTIVE,
    @JsonProperty("Rejected")
    REJECTED
  }
}
