package io.operatefirst.oncall.schedule;

import java.util.Optional;

/**
 * A shift as it will be, unless somebody changes the rotation.
 *
 * @param shift when
 * @param engineer who; empty where nobody is available
 * @param cycle the pass through the list it belongs to
 */
public record PlannedShift(Shift shift, Optional<String> engineer, int cycle) {}
