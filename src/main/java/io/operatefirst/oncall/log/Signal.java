package io.operatefirst.oncall.log;

import java.util.Optional;

/**
 * What an intake reports of a happening.
 *
 * @param key what it is
 * @param summary what happened, in one line
 * @param runbook where is written what to do about it; empty where nothing came with it
 * @param link where to look at it; empty where nothing came with it
 * @param observation how it stands
 * @param inquiry who asked; empty where nobody did
 */
public record Signal(
    SignalKey key,
    String summary,
    Optional<String> runbook,
    Optional<String> link,
    Observation observation,
    Optional<Inquiry> inquiry) {

  /** Of what nobody has asked. */
  public Signal(
      SignalKey key,
      String summary,
      Optional<String> runbook,
      Optional<String> link,
      Observation observation) {
    this(key, summary, runbook, link, observation, Optional.empty());
  }
}
