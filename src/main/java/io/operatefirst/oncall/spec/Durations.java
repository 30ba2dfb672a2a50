package io.operatefirst.oncall.spec;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as a user writes them: days, hours, minutes and seconds, such as {@code 1h30m}; and as
 * Kubernetes prints those, {@code 1h30m0s}.
 */
public final class Durations {

  private static final Pattern PATTERN =
      Pattern.compile(
          "(?:(?<d>[0-9]{1,5})d)?(?:(?<h>[0-9]{1,5})h)?(?:(?<m>[0-9]{1,5})m)?(?:(?<s>[0-9]{1,5})s)?");

  private Durations() {}

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException which says what is wrong, where it is none, or none at all
   */
  public static Duration parse(String text) {
    Matcher matcher = PATTERN.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("is no duration");
    }
    Duration duration =
        Duration.ofDays(number(matcher, "d"))
            .plusHours(number(matcher, "h"))
            .plusMinutes(number(matcher, "m"))
            .plusSeconds(number(matcher, "s"));
    if (duration.isZero()) {
      throw new IllegalArgumentException("is no time at all");
    }
    return duration;
  }

  private static long number(Matcher matcher, String unit) {
    String digits = matcher.group(unit);
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
