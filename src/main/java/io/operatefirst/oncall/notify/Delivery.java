package io.operatefirst.oncall.notify;

/** A notice on its way to one recipient. */
public record Delivery(Notice notice, Recipient to) {

  /** By which two are the same. */
  record Id(Subject about, String key, String to) {}

  Id id() {
    return new Id(notice.about(), notice.key(), to.name());
  }
}
