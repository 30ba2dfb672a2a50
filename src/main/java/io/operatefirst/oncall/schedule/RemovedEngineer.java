package io.operatefirst.oncall.schedule;

/**
 * Somebody who left the list during the current cycle, remembered until it ends, so that a name
 * that returns keeps its box.
 *
 * @param box as it was when they left
 * @param carried whether a carried box was open
 * @param turns what they had served
 */
public record RemovedEngineer(Box box, boolean carried, Turns turns) {}
