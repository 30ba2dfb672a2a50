package io.operatefirst.oncall.handover;

import static java.util.stream.Collectors.joining;

import io.operatefirst.oncall.text.Moment;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What one shift tells the next, as it stands at the handover (ADR 0021: inform the next engineer).
 *
 * @param summary who hands over to whom, in one line
 * @param open what is not resolved and came in within coverage, the worst first
 * @param waited what came in outside coverage and nobody has looked at
 * @param resolved what was resolved in the shift that ends
 * @param owed what is resolved and has no runbook yet
 * @param alerts how many alerts fire
 * @param unhealthy the parts of the platform that are not well
 * @param next who comes after that
 * @param zone the rotation's, in which times are told
 */
public record HandoverNote(
    String summary,
    List<Open> open,
    List<Open> waited,
    List<Resolved> resolved,
    List<Owed> owed,
    int alerts,
    List<String> unhealthy,
    List<Turn> next,
    ZoneId zone) {

  /** A note never has as many characters. */
  public static final int LONGEST = 65_536;

  /** More are counted only: who wants all of them reads the log. */
  static final int MOST = 10;

  private static final int MOST_HELPERS = 3;

  /**
   * A problem that is not resolved.
   *
   * @param entry its name
   * @param severity as people read it
   * @param summary what happened
   * @param since when it was first seen
   * @param acknowledgedBy who looks after it; empty where nobody does
   */
  public record Open(
      String entry,
      String severity,
      String summary,
      Instant since,
      Optional<String> acknowledgedBy) {}

  /**
   * A problem that was resolved.
   *
   * @param how what was done about it; empty where nobody wrote that
   * @param by who looked after it; empty where nobody did, nor was on call
   * @param helpedBy who helped
   */
  public record Resolved(
      String entry,
      String summary,
      Optional<String> how,
      Optional<String> by,
      List<String> helpedBy) {}

  /**
   * A runbook that is to be written.
   *
   * @param by who owes it; empty where nobody was on call
   */
  public record Owed(String entry, String summary, Optional<String> by) {}

  /**
   * A coming turn.
   *
   * @param engineer empty where nobody is available
   * @param inPlaceOf whose turn it is, where somebody covers
   */
  public record Turn(Optional<String> engineer, Optional<String> inPlaceOf, Instant start) {}

  /** Written down. */
  public String in(Style style) {
    List<String> parts = new ArrayList<>();
    parts.add(style.told(summary) + ".");
    section(style, "Open", open, this::inWords).ifPresent(parts::add);
    section(style, "Waited outside coverage", waited, this::inWords).ifPresent(parts::add);
    section(style, "Resolved in the shift", resolved, HandoverNote::inWords).ifPresent(parts::add);
    section(style, "Runbooks owed", owed, HandoverNote::inWords).ifPresent(parts::add);
    if (parts.size() == 1) {
      parts.add("Nothing is open, and nothing is owed.");
    }
    cluster(style).ifPresent(parts::add);
    section(style, "Next", next, this::inWords).ifPresent(parts::add);
    return String.join("\n\n", parts) + "\n";
  }

  /** One line of a section, in a style. */
  private interface Line<T> {
    String of(T item, Style style);
  }

  private static <T> Optional<String> section(
      Style style, String title, List<T> items, Line<T> line) {
    if (items.isEmpty()) {
      return Optional.empty();
    }
    Stream<String> rest =
        items.size() > MOST ? Stream.of("- and " + (items.size() - MOST) + " more") : Stream.of();
    return Optional.of(
        Stream.concat(
                Stream.of(style.heading(title), ""),
                Stream.concat(
                    items.stream().limit(MOST).map(item -> "- " + line.of(item, style)), rest))
            .collect(joining("\n")));
  }

  private String inWords(Open problem, Style style) {
    return "%s %s: %s (since %s, %s)"
        .formatted(
            style.name(problem.entry()),
            problem.severity(),
            style.told(problem.summary()),
            moment(problem.since()),
            problem
                .acknowledgedBy()
                .map(name -> "acknowledged by " + style.told(name))
                .orElse("acknowledged by nobody"));
  }

  private static String inWords(Resolved problem, Style style) {
    String helpers =
        problem.helpedBy().isEmpty()
            ? ""
            : ", with the help of "
                + problem.helpedBy().stream()
                    .limit(MOST_HELPERS)
                    .map(style::told)
                    .collect(joining(", "));
    return "%s %s: %s (%s%s)"
        .formatted(
            style.name(problem.entry()),
            style.told(problem.summary()),
            problem.how().map(style::told).orElse("nobody wrote how"),
            problem.by().map(style::told).orElse("nobody on call"),
            helpers);
  }

  private static String inWords(Owed runbook, Style style) {
    return "%s %s: %s"
        .formatted(
            style.name(runbook.entry()),
            style.told(runbook.summary()),
            runbook.by().map(style::told).map(name -> "owed by " + name).orElse("owed by nobody"));
  }

  private String inWords(Turn turn, Style style) {
    return "%s: %s%s"
        .formatted(
            moment(turn.start()),
            turn.engineer().map(style::told).orElse("nobody is available"),
            turn.inPlaceOf().map(name -> " for " + style.told(name)).orElse(""));
  }

  private Optional<String> cluster(Style style) {
    List<String> state = new ArrayList<>();
    if (alerts > 0) {
      state.add(alerts == 1 ? "- One alert fires" : "- " + alerts + " alerts fire");
    }
    if (!unhealthy.isEmpty()) {
      state.add(
          "- Not well: "
              + unhealthy.stream().limit(MOST).map(style::told).collect(joining(", "))
              + (unhealthy.size() > MOST ? " and " + (unhealthy.size() - MOST) + " more" : ""));
    }
    Function<List<String>, String> text =
        lines -> style.heading("The cluster") + "\n\n" + String.join("\n", lines);
    return state.isEmpty() ? Optional.empty() : Optional.of(text.apply(state));
  }

  private String moment(Instant instant) {
    return Moment.of(instant, zone);
  }
}
