package io.operatefirst.oncall.schedule.check;

import io.operatefirst.oncall.schedule.Cover;
import io.operatefirst.oncall.schedule.Duty;
import io.operatefirst.oncall.schedule.Shift;
import io.operatefirst.oncall.schedule.Stint;
import io.operatefirst.oncall.schedule.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Who is on call when in one shift, asked anew at each instant at which it could change.
 *
 * @param duty the shift to the end it has now, and whose it is
 * @param days of the shift
 * @param agreements what people have agreed
 * @param shown what people have seen of it already, which nothing takes back
 */
record ShiftPlan(Duty duty, List<LocalDate> days, Agreements agreements, List<Stint> shown) {

  /** From the start of the shift until an instant, without a gap. */
  List<Stint> until(Instant end) {
    List<Stint> stints = new ArrayList<>();
    Instant from = duty.shift().start();
    for (Instant to : changes(end)) {
      append(stints, stint(from, to));
      from = to;
    }
    return stints;
  }

  private TreeSet<Instant> changes(Instant end) {
    TreeSet<Instant> changes = new TreeSet<>(List.of(end));
    for (Cover cover : agreements.oldestFirst()) {
      changes.add(cover.made());
      if (cover.window() instanceof Window.Exactly exactly) {
        changes.add(exactly.time().start());
        changes.add(exactly.time().end());
      }
    }
    for (Stint stint : shown) {
      changes.add(stint.time().start());
      changes.add(stint.time().end());
    }
    changes.removeIf(at -> !at.isAfter(duty.shift().start()) || at.isAfter(end));
    return changes;
  }

  private Stint stint(Instant from, Instant to) {
    Shift time = new Shift(from, to);
    Relay relay = relayAt(from);
    return shown.stream()
        .filter(seen -> seen.time().contains(from))
        .filter(seen -> seen.isCovered() || !isYounger(relay, seen))
        .findFirst()
        .map(seen -> new Stint(time, seen.engineer(), seen.scheduled(), seen.covers()))
        .orElseGet(() -> new Stint(time, relay.holder(), duty.engineer(), relay.passed()));
  }

  /** Made while people saw that nobody covers, so that they could not see it before. */
  private boolean isYounger(Relay relay, Stint seen) {
    List<Cover> passed = relay.passed();
    if (passed.isEmpty()) {
      return false;
    }
    Cover last = passed.get(passed.size() - 1);
    return !last.answered() && last.made().isAfter(seen.time().start());
  }

  Relay relayAt(Instant instant) {
    Relay relay = new Relay(duty.engineer());
    agreements.oldestFirst().stream()
        .filter(cover -> !cover.made().isAfter(instant))
        .filter(cover -> holds(cover.window(), instant))
        .forEach(relay::pass);
    return relay;
  }

  private boolean holds(Window window, Instant instant) {
    if (window instanceof Window.Dates dates) {
      return days.stream().anyMatch(day -> !day.isBefore(dates.from()) && !day.isAfter(dates.to()));
    }
    return ((Window.Exactly) window).time().contains(instant);
  }

  private static void append(List<Stint> stints, Stint next) {
    int last = stints.size() - 1;
    Optional<Stint> before = last < 0 ? Optional.empty() : Optional.of(stints.get(last));
    if (before.filter(stint -> isTheSameBut(stint, next)).isPresent()) {
      Instant start = stints.remove(last).time().start();
      stints.add(
          new Stint(
              new Shift(start, next.time().end()),
              next.engineer(),
              next.scheduled(),
              next.covers()));
    } else {
      stints.add(next);
    }
  }

  /** In nothing but the time. */
  private static boolean isTheSameBut(Stint stint, Stint next) {
    return stint.engineer().equals(next.engineer())
        && stint.scheduled().equals(next.scheduled())
        && stint.covers().equals(next.covers());
  }
}
