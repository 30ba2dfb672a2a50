package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a handover happened. */
public enum HandoverReason {
  @JsonProperty("FirstShift")
  FIRST_SHIFT,
  @JsonProperty("EndOfShift")
  END_OF_SHIFT,
  @JsonProperty("EngineerRemoved")
  ENGINEER_REMOVED,
  @JsonProperty("Suspended")
  SUSPENDED,
  @JsonProperty("Resumed")
  RESUMED
}
