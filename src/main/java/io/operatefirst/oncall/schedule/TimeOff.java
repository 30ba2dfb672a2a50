package io.operatefirst.oncall.schedule;

import java.time.LocalDate;

/**
 * Whole days on which somebody is away.
 *
 * @param from the first day
 * @param to the last day, included
 */
public record TimeOff(LocalDate from, LocalDate to) {

  boolean includes(LocalDate date) {
    return !date.isBefore(from) && !date.isAfter(to);
  }
}
