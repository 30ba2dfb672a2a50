package io.operatefirst.oncall.notify;

/**
 * Something that people are to be told.
 *
 * @param about the resource that it is about, whose status has the receipt
 * @param key what is told of it: together with the resource and whoever is told, it is told once
 * @param to whom it is meant for
 * @param gathers whether it goes into one message with others of its sort, as a storm does
 */
public record Notice(Subject about, String key, Audience to, boolean gathers, Text text) {}
