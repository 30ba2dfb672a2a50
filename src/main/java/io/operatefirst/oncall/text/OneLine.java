package io.operatefirst.oncall.text;

import java.util.regex.Pattern;

/**
 * A text on one line. What people and machines wrote is shown in terminals, which obey control
 * characters: none is left.
 */
public final class OneLine {

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\\p{Cc}]+");

  private OneLine() {}

  /** The same words with one blank between them; empty where there are none. */
  public static String of(String text) {
    return BETWEEN_WORDS.matcher(text).replaceAll(" ").strip();
  }
}
