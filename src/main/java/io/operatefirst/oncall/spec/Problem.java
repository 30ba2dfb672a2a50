package io.operatefirst.oncall.spec;

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

  /** Whether both are about one field, or one is about a part of the other's. */
  boolean touches(Problem other) {
    return within(field, other.field) || within(other.field, field);
  }

  private static boolean within(String part, String whole) {
    return part.equals(whole) || part.startsWith(whole + ".") || part.startsWith(whole + "[");
  }

  /** All of them in one line. */
  public static String join(List<Problem> problems) {
    return problems.stream().map(Problem::toString).collect(joining("; "));
  }
}
