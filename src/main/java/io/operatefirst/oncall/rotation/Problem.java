package io.operatefirst.oncall.rotation;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * A mistake in what a user wrote.
 *
 * @param field where, as a path such as {@code spec.schedule.timeZone}
 * @param explanation what was found there, and what would be right
 */
public record Problem(String field, String explanation) {

  @Override
  public String toString() {
    return field + ": " + explanation;
  }

  /** All of them in one line. */
  public static String join(List<Problem> problems) {
    return problems.stream().map(Problem::toString).collect(joining("; "));
  }
}
