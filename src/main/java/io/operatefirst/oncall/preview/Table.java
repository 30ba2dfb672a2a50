package io.operatefirst.oncall.preview;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows under headings, for a terminal or for a page in Markdown.
 *
 * @param headings one for each column
 * @param rows with a cell for each column
 */
record Table(List<Heading> headings, List<List<String>> rows) {

  /**
   * The top of a column.
   *
   * @param name of what is in it
   * @param width that it has at least, so that tables of one kind look alike
   */
  record Heading(String name, int width) {}

  static final Heading FROM = new Heading("From", 26);
  static final Heading UNTIL = new Heading("Until", 26);

  String text() {
    return Stream.concat(
            Stream.of(
                headings.stream().map(heading -> heading.name().toUpperCase(Locale.ROOT)).toList()),
            rows.stream())
        .map(this::line)
        .collect(Collectors.joining());
  }

  /** The last column is not filled up. */
  private String line(List<String> cells) {
    int last = cells.size() - 1;
    return IntStream.range(0, last)
            .mapToObj(i -> ("%-" + width(i) + "s  ").formatted(cells.get(i)))
            .collect(Collectors.joining())
        + cells.get(last)
        + System.lineSeparator();
  }

  private int width(int column) {
    return rows.stream()
        .mapToInt(row -> row.get(column).length())
        .reduce(headings.get(column).width(), Math::max);
  }

  String markdown() {
    return Stream.concat(
            Stream.of(
                headings.stream().map(Heading::name).toList(),
                Collections.nCopies(headings.size(), "---")),
            rows.stream())
        .map(cells -> String.join(" | ", cells))
        .map("| %s |\n"::formatted)
        .collect(Collectors.joining());
  }
}
