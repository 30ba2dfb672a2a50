package io.operatefirst.oncall.demo;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.operatefirst.oncall.api.BoxState;
import io.operatefirst.oncall.api.CycleStatus;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotationStatus.ListItem;
import io.operatefirst.oncall.demo.Line.Style;
import io.operatefirst.oncall.status.Conditions;
import io.operatefirst.oncall.text.Moment;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Draws a rotation as a board.
 *
 * @param heading what stays
 * @param width of the terminal
 * @param height of the terminal, which the latest news fill up
 */
record Board(Heading heading, int width, int height) {

  private static final int MOST_NEWS = 5;
  private static final int ROOMY = 32;
  private static final int VERY_ROOMY = 40;

  List<Line> draw(Snapshot now) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        new Line(Style.TITLE, "ON-CALL OPERATOR, DEMO   " + now.localTime() + "   " + today(now)));
    heading.lines().forEach(text -> lines.add(new Line(Style.FAINT, text)));
    Columns columns = Columns.of(now);
    lines.addAll(title(columns.titles()));
    lines.add(new Line(Style.PLAIN, columns.values()));
    lines.addAll(title("LIST" + cycle(now)));
    now.list().forEach(item -> lines.add(checkbox(item)));
    lines.addAll(title("CONDITIONS"));
    now.conditions().forEach(condition -> lines.addAll(condition(condition)));
    int titles = 3 * title("").size();
    int news = Math.max(1, Math.min(MOST_NEWS, (height - lines.size() - titles) / 3));
    lines.addAll(title("EVENTS (kubectl get events)"));
    last(now.events(), news).map(event -> event(event, now)).forEach(lines::add);
    lines.addAll(title("THE LOG (kubectl get ocl)"));
    last(now.problems(), news).flatMap(Board::problem).forEach(lines::add);
    lines.addAll(title("HANDOVERS, in the log as well"));
    last(now.handovers(), news).map(Board::handover).forEach(lines::add);
    return lines.stream().map(line -> line.within(width)).toList();
  }

  /** Set off by an empty line where there is room. */
  private List<Line> title(String text) {
    Line title = new Line(Style.TITLE, text);
    return height < ROOMY ? List.of(title) : List.of(Line.EMPTY, title);
  }

  private static String cycle(Snapshot now) {
    CycleStatus cycle = now.status().cycle();
    if (cycle == null) {
      return "";
    }
    String seed = cycle.seed() == null ? "" : ", shuffled with seed " + cycle.seed();
    return " of cycle " + cycle.number() + seed;
  }

  /** What kind of day it is, by what the operator says of it. */
  private static String today(Snapshot now) {
    if (now.says(Conditions.ON_DUTY, Conditions.NON_WORKING_DAY)) {
      DayOfWeek day = now.localDate().getDayOfWeek();
      return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY ? "weekend" : "public holiday";
    }
    return now.says(Conditions.ON_DUTY, Conditions.IN_COVERAGE) ? "hours of duty" : "";
  }

  private static Line checkbox(ListItem item) {
    Style style =
        switch (item.state()) {
          case ON_CALL -> Style.GOOD;
          case AWAY, EXCUSED -> Style.LOOK;
          case WAITING -> Style.PLAIN;
          case DONE -> Style.FAINT;
        };
    String on = item.state() == BoxState.ON_CALL ? "  on call" : "";
    return new Line(style, "  " + Snapshot.checkbox(item) + on);
  }

  /** Its message in full where the terminal is high enough. */
  private List<Line> condition(Condition condition) {
    boolean holds = condition.getStatus().equals("True");
    String indent = " ".repeat(13);
    String text =
        "  %-10s %-5s %s: %s"
            .formatted(
                condition.getType(),
                condition.getStatus(),
                condition.getReason(),
                condition.getMessage());
    Style style = holds ? Style.PLAIN : Style.LOOK;
    List<String> wrapped = wrap(text, indent);
    return (height >= VERY_ROOMY ? wrapped.stream() : Stream.of(text))
        .map(part -> new Line(style, part))
        .toList();
  }

  private List<String> wrap(String text, String indent) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (rest.length() > width) {
      int blank = rest.lastIndexOf(' ', width);
      int end = blank > indent.length() ? blank : width;
      lines.add(rest.substring(0, end));
      rest = indent + rest.substring(end).stripLeading();
    }
    lines.add(rest);
    return lines;
  }

  private static Line event(Event event, Snapshot now) {
    String text =
        "  %s  %s %s: %s"
            .formatted(
                Moment.of(Instant.parse(event.getLastTimestamp()), now.zone()),
                event.getType(),
                event.getReason(),
                event.getMessage());
    return new Line(event.getType().equals("Normal") ? Style.PLAIN : Style.LOOK, text);
  }

  private static Stream<Line> problem(OnCallLogEntry entry) {
    return Stream.of(entry)
        .filter(there -> there.getStatus() != null)
        .map(
            there ->
                new Line(
                    there.getSpec().resolved() ? Style.PLAIN : Style.LOOK,
                    "  " + Snapshot.problem(there)));
  }

  private static Line handover(OnCallLogEntry entry) {
    return new Line(
        Style.PLAIN,
        "  %s  %-6s  %s"
            .formatted(
                entry.getMetadata().getName(), Snapshot.phase(entry), entry.getSpec().summary()));
  }

  private static <T> Stream<T> last(List<T> all, int most) {
    return all.stream().skip(Math.max(0, all.size() - most));
  }
}
