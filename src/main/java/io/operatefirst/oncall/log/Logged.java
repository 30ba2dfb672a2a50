package io.operatefirst.oncall.log;

/**
 * The newest entry about a happening.
 *
 * @param name of the entry
 * @param resolved whether a person says that it is over
 * @param sighting what was seen of it
 */
public record Logged(String name, boolean resolved, Sighting sighting) {}
