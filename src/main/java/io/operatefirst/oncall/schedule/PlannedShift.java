package io.operatefirst.oncall.schedule;

import java.util.List;
import java.util.Optional;

/**
 * A shift as it will be, unless somebody changes the rotation.
 *
 * @param shift when
 * @param engineer whose it is by the list; empty where nobody is available
 * @param cycle the pass through the list it belongs to
 * @param stints who will be on call in it when, covers included
 * @param choice why it goes to the engineer; empty where that is no longer known
 */
public record PlannedShift(
    Shift shift,
    Optional<String> engineer,
    int cycle,
    List<Stint> stints,
    Optional<Choice> choice) {}
