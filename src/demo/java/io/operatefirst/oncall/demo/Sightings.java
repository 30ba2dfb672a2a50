package io.operatefirst.oncall.demo;

import static java.util.stream.Collectors.joining;

import io.operatefirst.oncall.api.BoxState;
import io.operatefirst.oncall.api.NoteStatus;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallRotationStatus.ListItem;
import io.operatefirst.oncall.status.Conditions;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps account of what could be seen, so that the demo is a test of itself. */
final class Sightings {

  /** What is to be seen. */
  private enum Sight {
    CYCLE("a whole cycle"),
    HOLIDAY("a public holiday"),
    DAY_OFF("a day off"),
    WEEKEND("a weekend"),
    SHUFFLE("the shuffle"),
    ACKNOWLEDGED("a handover that is acknowledged"),
    ALERT("an alert that becomes an entry on whoever is on call"),
    RESOLVED("an entry that is resolved, and still owes its runbook"),
    CLOSED("an entry that is closed, with its runbook"),
    NOTE("a note that says at the handover what is owed"),
    AGAIN("an alert that comes back, and knows of the last time");

    private final String title;

    Sight(String title) {
      this.title = title;
    }
  }

  private final Map<Sight, String> seen = new EnumMap<>(Sight.class);
  private final Map<Integer, List<String>> orders = new HashMap<>();
  private final Map<Integer, Set<String>> served = new HashMap<>();
  private final Map<String, LocalDate> away = new HashMap<>();
  private Optional<Snapshot> first = Optional.empty();
  private Optional<Snapshot> last = Optional.empty();
  private List<String> note = List.of();

  void look(Snapshot now) {
    first = first.or(() -> Optional.of(now));
    last = Optional.of(now);
    if (now.status().onCall() == null) {
      return;
    }
    lookAtTheDay(now);
    lookAtTheList(now);
    now.problems().stream()
        .filter(entry -> entry.getStatus() != null)
        .forEach(this::lookAtTheProblem);
    now.handovers().forEach(this::lookAtTheNote);
    if (now.says(Conditions.HANDED_OVER, Conditions.ACKNOWLEDGED)) {
      seen.putIfAbsent(Sight.ACKNOWLEDGED, "first by " + now.status().onCall());
    }
  }

  private void lookAtTheNote(OnCallLogEntry handover) {
    Optional.ofNullable(handover.getStatus())
        .map(OnCallLogEntryStatus::note)
        .map(NoteStatus::text)
        .filter(text -> text.contains("Runbooks owed"))
        .filter(text -> seen.putIfAbsent(Sight.NOTE, handover.getMetadata().getName()) == null)
        .ifPresent(text -> note = text.strip().lines().map(line -> "    " + line).toList());
  }

  private void lookAtTheProblem(OnCallLogEntry entry) {
    String summary = entry.getSpec().summary();
    OnCallLogEntryStatus status = entry.getStatus();
    if (Boolean.TRUE.equals(status.firing()) && status.onCall() != null) {
      seen.putIfAbsent(Sight.ALERT, status.onCall() + " has to do with " + summary);
    }
    if (status.phase() == OnCallLogEntryStatus.Phase.RESOLVED) {
      seen.putIfAbsent(Sight.RESOLVED, summary);
    }
    if (status.phase() == OnCallLogEntryStatus.Phase.CLOSED) {
      seen.putIfAbsent(Sight.CLOSED, "what to do is written at " + entry.getSpec().runbook());
    }
    if (status.previous() != null) {
      seen.putIfAbsent(Sight.AGAIN, entry.getMetadata().getName() + " after " + status.previous());
    }
  }

  /** Whether all was seen. */
  boolean complete() {
    return seen.size() == Sight.values().length;
  }

  List<String> summary() {
    if (last.isEmpty()) {
      return List.of("Nothing was seen.");
    }
    List<String> lines = new ArrayList<>();
    lines.add("Seen from %s to %s:".formatted(first.get().localTime(), last.get().localTime()));
    Arrays.stream(Sight.values())
        .map(
            sight ->
                seen.containsKey(sight)
                    ? "[x] " + sight.title + ": " + seen.get(sight)
                    : "[ ] " + sight.title + " was not seen")
        .forEach(lines::add);
    if (!note.isEmpty()) {
      lines.add("That note:");
      lines.addAll(note);
    }
    lines.add(
        last.get().handovers().stream()
            .map(entry -> Optional.ofNullable(entry.getSpec().handover().to()).orElse("nobody"))
            .collect(joining(", ", last.get().handovers().size() + " handovers, to ", ".")));
    return lines;
  }

  /** At noon, when the status of the day has long been written. */
  private void lookAtTheDay(Snapshot now) {
    boolean noon = now.time().atZone(now.zone()).getHour() == 12;
    if (!noon || !now.says(Conditions.ON_DUTY, Conditions.NON_WORKING_DAY)) {
      return;
    }
    LocalDate today = now.localDate();
    DayOfWeek day = today.getDayOfWeek();
    boolean weekend = day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    boolean nobodyTookOver =
        now.handovers().stream()
            .map(entry -> Instant.parse(entry.getSpec().handover().at()))
            .noneMatch(at -> LocalDate.ofInstant(at, now.zone()).equals(today));
    if (nobodyTookOver) {
      seen.putIfAbsent(
          weekend ? Sight.WEEKEND : Sight.HOLIDAY,
          "%s, nobody is disturbed and no turn used up".formatted(Snapshot.day(today)));
    }
  }

  private void lookAtTheList(Snapshot now) {
    List<String> order = now.list().stream().map(ListItem::engineer).toList();
    orders.putIfAbsent(now.cycle(), order);
    served.computeIfAbsent(now.cycle(), cycle -> new HashSet<>()).add(now.status().onCall());
    List<String> before = orders.get(now.cycle() - 1);
    if (before != null) {
      if (served.get(now.cycle() - 1).containsAll(before)) {
        seen.putIfAbsent(Sight.CYCLE, "each of %s had a turn".formatted(String.join(", ", before)));
      }
      if (!order.equals(before)) {
        seen.putIfAbsent(
            Sight.SHUFFLE, "cycle %d goes %s".formatted(now.cycle(), String.join(", ", order)));
      }
    }
    for (ListItem item : now.list()) {
      LocalDate dayOff = away.get(item.engineer());
      if (item.state() == BoxState.AWAY) {
        away.putIfAbsent(item.engineer(), now.localDate());
      } else if (item.state() == BoxState.ON_CALL && dayOff != null) {
        seen.putIfAbsent(
            Sight.DAY_OFF,
            "%s was away on %s, kept the open box and is on call on %s"
                .formatted(item.engineer(), Snapshot.day(dayOff), Snapshot.day(now.localDate())));
      }
    }
  }
}
