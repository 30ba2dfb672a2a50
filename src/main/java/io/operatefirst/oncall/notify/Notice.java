package io.operatefirst.oncall.notify;

import io.operatefirst.oncall.api.EngineerSpec;

/**
 * Something that one person is to be told.
 *
 * @param about the resource that it is about, whose status has the receipt
 * @param key what is told of it: together with the resource and the person it is told once
 * @param to who is told
 * @param gathers whether it goes into one message with others of its sort, as a storm does
 */
public record Notice(Subject about, String key, EngineerSpec to, boolean gathers, Text text) {

  /** By which two notices are the same. */
  record Id(Subject about, String key, String to) {}

  Id id() {
    return new Id(about, key, to.name());
  }
}
