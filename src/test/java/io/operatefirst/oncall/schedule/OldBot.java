package io.operatefirst.oncall.schedule;

import java.time.LocalDate;
import java.util.List;

/**
 * The rule of the chat bot that Operate First used, which this project is measured against: the day
 * of the year picks a member, weekends and holidays like any other day.
 *
 * @param history whose members it picked from
 */
record OldBot(RosterHistory history) {

  String onCall(LocalDate date) {
    List<String> members = history.on(date).members();
    return members.get(date.getDayOfYear() % members.size());
  }
}
