package io.operatefirst.oncall.preview;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.operatefirst.oncall.preview.Table.Heading;
import io.operatefirst.oncall.schedule.Move;
import io.operatefirst.oncall.schedule.Shift;
import io.operatefirst.oncall.status.LocalTimes;
import io.operatefirst.oncall.status.WhyMoved;
import io.operatefirst.oncall.text.Moment;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whose shifts an edit moves, for people and for programs.
 *
 * @param moves in their order
 * @param to the last date that was looked at
 * @param zone in which people read times
 */
record MoveReport(List<Move> moves, LocalDate to, ZoneId zone) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOBODY = "nobody";

  String text() {
    return moves.isEmpty() ? heading() + "\n" : heading() + "\n\n" + table().text();
  }

  String markdown() {
    return "**%s**%n".formatted(heading())
        + (moves.isEmpty() ? "" : "%n%s".formatted(table().markdown()));
  }

  String json() throws JsonProcessingException {
    List<Row> rows = moves.stream().map(this::json).toList();
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(Map.of("moves", rows)) + "\n";
  }

  /** How many shifts of whom move. */
  private String heading() {
    String until = " until " + LocalTimes.days(List.of(to));
    if (moves.isEmpty()) {
      return "No shift moves" + until + ".";
    }
    record Moved(String was, Shift shift) {}
    Map<String, Long> shifts =
        moves.stream()
            .map(move -> new Moved(move.was().orElse(NOBODY), move.shift()))
            .distinct()
            .collect(groupingBy(Moved::was, TreeMap::new, counting()));
    long all = shifts.values().stream().mapToLong(Long::longValue).sum();
    return "%d %s%s: %s."
        .formatted(
            all,
            all == 1 ? "shift moves" : "shifts move",
            until,
            shifts.entrySet().stream()
                .map(entry -> entry.getValue() + " of " + entry.getKey())
                .collect(joining(", ")));
  }

  private Table table() {
    return new Table(
        List.of(
            Table.FROM,
            Table.UNTIL,
            new Heading("Was", 8),
            new Heading("Now", 8),
            new Heading("Why", 0)),
        moves.stream().map(this::row).toList());
  }

  private List<String> row(Move move) {
    return List.of(
        Moment.of(move.time().start(), zone),
        Moment.of(move.time().end(), zone),
        name(move.was()),
        name(move.now()),
        WhyMoved.of(move, zone));
  }

  private static String name(Optional<String> engineer) {
    return engineer.orElse("(" + NOBODY + ")");
  }

  private Row json(Move move) {
    return new Row(
        move.time().start().toString(),
        move.time().end().toString(),
        move.was().orElse(null),
        move.now().orElse(null),
        WhyMoved.of(move, zone));
  }

  /**
   * One move, as it is printed.
   *
   * @param start UTC (RFC 3339)
   * @param end UTC (RFC 3339)
   * @param was null where nobody was
   * @param now null where nobody is
   * @param why in words
   */
  @JsonPropertyOrder({"start", "end", "was", "now", "why"})
  private record Row(String start, String end, String was, String now, String why) {}
}
