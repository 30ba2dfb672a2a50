package io.operatefirst.oncall.spec;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;

/**
 * A regular expression (RE2) that a user wrote. It is matched in linear time, but a repetition such
 * as {@code (a{1000}){1000}} is written out when it is compiled, and so one line could fill the
 * memory: what would be too long then is refused before.
 */
public final class Expression {

  /** Written out. A spec has room for 1024 characters, and RE2 repeats 1000 times at most. */
  static final int MOST = 1_500;

  private final Pattern pattern;

  private Expression(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException which says what is wrong, where it is none, or too long
   */
  public static Expression of(String text) {
    return compiled(text, text, 0);
  }

  /**
   * Reads one to which upper and lower case are alike.
   *
   * @throws IllegalArgumentException which says what is wrong, where it is none, or too long
   */
  public static Expression ignoringCase(String text) {
    return compiled(text, text, Pattern.CASE_INSENSITIVE);
  }

  /**
   * Reads one that has to match the whole of a text.
   *
   * @throws IllegalArgumentException which says what is wrong, where it is none, or too long
   */
  static Expression ofWhole(String text) {
    return compiled(text, "^(?:" + text + ")$", 0);
  }

  private static Expression compiled(String text, String whole, int flags) {
    if (new Length(text).writtenOut() > MOST) {
      throw new IllegalArgumentException(
          "is too long with its repetitions written out: more than " + MOST + " characters");
    }
    if ((flags == Pattern.CASE_INSENSITIVE || Folding.IS_ASKED.matcher(text).find())
        && Folding.endsNever(text)) {
      throw new IllegalArgumentException(
          "has one of the characters U+1C80 to U+1C88 where upper and lower case are alike, which"
              + " cannot be");
    }
    try {
      return new Expression(Pattern.compile(whole, flags));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "is no regular expression (" + e.getDescription() + ")", e);
    }
  }

  /** Whether it is somewhere in a text. */
  public boolean isFoundIn(String text) {
    return pattern.matcher(text).find();
  }

  /** How many steps it is made of: what it costs. */
  int size() {
    return pattern.programSize();
  }

  /**
   * That of some characters of Old Cyrillic the library looks for the other case for ever (issue
   * 168 of google/re2j): of each that is written, and of a range with one of them in it.
   */
  private static final class Folding {

    static final java.util.regex.Pattern IS_ASKED =
        java.util.regex.Pattern.compile("\\(\\?[a-zA-Z]*i");

    private static final java.util.regex.Pattern CHARACTER =
        java.util.regex.Pattern.compile(
            "\\\\x\\{([0-9A-Fa-f]{1,6})}|\\\\x([0-9A-Fa-f]{2})|\\\\?(.)",
            java.util.regex.Pattern.DOTALL);

    private static final int FIRST = 0x1C80;
    private static final int LAST = 0x1C88;

    private Folding() {}

    static boolean endsNever(String text) {
      List<Integer> characters = CHARACTER.matcher(text).results().map(Folding::value).toList();
      boolean begun = false;
      for (int i = 0; i < characters.size(); i++) {
        int one = characters.get(i);
        // Where a class ends need not be known: a range is only ever behind where one begins.
        begun |= one == '[';
        boolean range = begun && one == '-' && i + 1 < characters.size();
        if ((one >= FIRST && one <= LAST)
            || (range && characters.get(i - 1) <= LAST && characters.get(i + 1) >= FIRST)) {
          return true;
        }
      }
      return false;
    }

    private static int value(MatchResult character) {
      String digits = character.group(1) == null ? character.group(2) : character.group(1);
      return digits == null ? character.group(3).codePointAt(0) : Integer.parseInt(digits, 16);
    }
  }

  /**
   * How long an expression is with its repetitions written out. Where it is none, it may be wrong:
   * that is found out before anything is written out.
   */
  private static final class Length {

    private static final java.util.regex.Pattern REPETITION =
        java.util.regex.Pattern.compile("\\{([0-9]+)(,([0-9]*))?}");

    private static final java.util.regex.Pattern NAMED =
        java.util.regex.Pattern.compile(
            "\\\\(?:[xpP]\\{[^}]*}|.)?", java.util.regex.Pattern.DOTALL);

    private static final java.util.regex.Pattern CLASS =
        java.util.regex.Pattern.compile(
            "\\[\\^?]?(?:\\[:\\^?[a-z0-9]*:]|\\\\[pPx]\\{[^}]*}|\\\\.|[^\\]\\\\])*+]",
            java.util.regex.Pattern.DOTALL);

    private final String text;
    private final Matcher repetition;
    private final Matcher named;
    private final Matcher group;
    private final Deque<Long> outside = new ArrayDeque<>();
    private int at;
    // Of the group that is read: all of it but the last item, and the last item.
    private long before;
    private long last;

    Length(String text) {
      this.text = text;
      this.repetition = REPETITION.matcher(text);
      this.named = NAMED.matcher(text);
      this.group = CLASS.matcher(text);
    }

    long writtenOut() {
      while (at < text.length()) {
        switch (text.charAt(at)) {
          case '\\' -> escape();
          case '[' -> item(group);
          case '(' -> open();
          case ')' -> close();
          case '{' -> repeat();
          default -> character();
        }
      }
      while (!outside.isEmpty()) {
        close();
      }
      return sum(before, last);
    }

    private void character() {
      next(1);
      at++;
    }

    /** What looks like a longer one, and is none, is a character. */
    private void item(Matcher longer) {
      if (longer.region(at, text.length()).lookingAt()) {
        next(1);
        at = longer.end();
      } else {
        character();
      }
    }

    private void escape() {
      if (!text.startsWith("\\Q", at)) {
        item(named);
        return;
      }
      int end = text.indexOf("\\E", at);
      int until = end < 0 ? text.length() : end;
      for (at += 2; at < until; ) {
        character();
      }
      at = end < 0 ? text.length() : end + 2;
    }

    private void open() {
      outside.push(sum(before, last));
      before = 0;
      // The group itself, so that one of nothing is something that may be repeated.
      last = 1;
      at++;
    }

    private void close() {
      at++;
      if (outside.isEmpty()) {
        next(1);
      } else {
        last = sum(before, last);
        before = outside.pop();
      }
    }

    private void repeat() {
      if (!repetition.region(at, text.length()).lookingAt()) {
        character();
        return;
      }
      long most = Math.max(number(repetition.group(1)), number(repetition.group(3)));
      // Each turn that may be left out is a step of its own.
      last = Math.min(Math.max(1, most) * Math.max(1, last), Integer.MAX_VALUE);
      at = repetition.end();
    }

    private static long number(String digits) {
      return digits == null || digits.isEmpty()
          ? 0
          : digits.length() > 6 ? Integer.MAX_VALUE : Long.parseLong(digits);
    }

    private void next(long length) {
      before = sum(before, last);
      last = length;
    }

    private static long sum(long one, long other) {
      return Math.min(one + other, Integer.MAX_VALUE);
    }
  }
}
