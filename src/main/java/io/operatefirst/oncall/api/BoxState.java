package io.operatefirst.oncall.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A checkbox of the list. */
public enum BoxState {
  @JsonProperty("Done")
  DONE,
  @JsonProperty("OnCall")
  ON_CALL,
  @JsonProperty("Waiting")
  WAITING,
  /** Waiting, and away during the running shift; only in the status, never in a handover. */
  @JsonProperty("Away")
  AWAY,
  @JsonProperty("Excused")
  EXCUSED
}
