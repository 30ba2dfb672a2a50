package io.operatefirst.oncall.demo;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.operatefirst.oncall.api.OnCallLogEntry;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Prints what has changed, a line for each, for a log file. */
final class ChangeLines implements Display {

  private final PrintStream out;
  private final Map<String, String> shown = new HashMap<>();

  ChangeLines(Heading heading, PrintStream out) {
    this.out = out;
    heading.lines().forEach(out::println);
    out.flush();
  }

  @Override
  public void show(Snapshot now) {
    if (!now.isReconciled()) {
      return;
    }
    for (OnCallLogEntry entry : now.handovers()) {
      String name = entry.getMetadata().getName();
      String phase = Snapshot.phase(entry);
      if (!phase.isEmpty()) {
        tell(now, name, name, phase + ": " + entry.getSpec().summary());
      }
    }
    for (OnCallLogEntry entry : now.problems()) {
      String name = entry.getMetadata().getName();
      if (entry.getStatus() != null) {
        tell(now, name, "log", name + "  " + Snapshot.problem(entry));
      }
    }
    for (Event event : now.events()) {
      String text = event.getType() + " " + event.getReason() + ": " + event.getMessage();
      tell(now, "event/" + event.getMetadata().getName(), "event", text);
    }
    String row = Columns.of(now).inline();
    tell(now, "row", now.rotation().getMetadata().getName(), row);
    if (!now.list().isEmpty()) {
      List<String> boxes = now.list().stream().map(Snapshot::checkbox).toList();
      tell(now, "list", "list", "cycle %d: %s".formatted(now.cycle(), String.join("  ", boxes)));
    }
    for (Condition condition : now.conditions()) {
      String text =
          "%s %s: %s"
              .formatted(condition.getStatus(), condition.getReason(), condition.getMessage());
      tell(now, "condition/" + condition.getType(), condition.getType(), text);
    }
  }

  @Override
  public void close() {
    out.flush();
  }

  private void tell(Snapshot now, String what, String label, String text) {
    if (!text.equals(shown.put(what, text))) {
      out.printf("%s | %-19s | %s%n", now.localTime(), label, text);
      out.flush();
    }
  }
}
