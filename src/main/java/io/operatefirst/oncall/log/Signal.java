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
 */
public record Signal(
    SignalKey key,
    String summary,
    Optional<String> runbook,
    Optional<String> link,
    Observation observation) {}
