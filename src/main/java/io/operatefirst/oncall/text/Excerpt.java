package io.operatefirst.oncall.text;

import java.nio.charset.StandardCharsets;

/**
 * The beginning of a text. It has whole characters only: half of one, such as of an emoji in the
 * middle of which it ends, no server keeps, and so what is read back would look new each time.
 */
public final class Excerpt {

  private static final String MORE = "…";

  private Excerpt() {}

  /**
   * A text that fits.
   *
   * @param length at most so many UTF-16 units, one at least; what is left out is told by "…",
   *     which is one of them
   */
  public static String of(String text, int length) {
    return whole(text.length() <= length ? text : beginning(text, length - 1) + MORE);
  }

  /**
   * So much of a text, and nothing to tell that it goes on.
   *
   * @param length at most so many UTF-16 units
   */
  public static String beginning(String text, int length) {
    if (text.length() <= length) {
      return whole(text);
    }
    boolean inTheMiddle =
        length > 0
            && Character.isHighSurrogate(text.charAt(length - 1))
            && Character.isLowSurrogate(text.charAt(length));
    return whole(text.substring(0, inTheMiddle ? length - 1 : length));
  }

  /** JSON and mails may have half of a character as well; it is replaced as UTF-8 replaces it. */
  private static String whole(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
