package io.operatefirst.oncall.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A matcher in Alertmanager's own syntax, such as {@code severity=~"critical|warning"}. As there, a
 * label that is missing counts as empty, and a regular expression must match the whole value.
 *
 * @param label name of a label
 * @param value tests its value
 */
public record LabelMatcher(String label, Predicate<String> value) {

  /** What a matcher must look like, for people. */
  static final String FORM =
      "write matchers as Alertmanager has them, such as severity=~\"critical|warning\"";

  /** Whether an alert with these labels is meant. */
  public boolean matches(Map<String, String> labels) {
    return value.test(labels.getOrDefault(label, ""));
  }

  /**
   * Reads one matcher, or several with commas between them, with braces around them or without.
   *
   * @throws IllegalArgumentException which says what is wrong, where it is none
   */
  public static List<LabelMatcher> parse(String text) {
    return new Scanner(text).matchers();
  }

  private static Predicate<String> test(String operator, String operand) {
    if (operator.equals("=")) {
      return operand::equals;
    }
    if (operator.equals("!=")) {
      return value -> !operand.equals(value);
    }
    Expression whole = Expression.ofWhole(operand);
    return operator.equals("=~") ? whole::isFoundIn : value -> !whole.isFoundIn(value);
  }

  private static final class Scanner {

    private final String text;
    private int at;

    Scanner(String text) {
      this.text = text;
    }

    List<LabelMatcher> matchers() {
      blanks();
      boolean braces = taken("{");
      List<LabelMatcher> found = new ArrayList<>();
      blanks();
      while (!ended(braces)) {
        found.add(matcher(braces));
        blanks();
        if (!ended(braces) && !taken(",")) {
          throw wrong("something stands between two matchers that is no comma");
        }
        blanks();
      }
      if (braces && !taken("}")) {
        throw wrong("the brace is not closed");
      }
      blanks();
      if (at < text.length() || found.isEmpty()) {
        throw wrong(found.isEmpty() ? "there is no matcher" : "something follows the brace");
      }
      return found;
    }

    private boolean ended(boolean braces) {
      return at == text.length() || (braces && text.charAt(at) == '}');
    }

    private LabelMatcher matcher(boolean braces) {
      String label = text.startsWith("\"", at) ? quoted() : name();
      blanks();
      String operator = operator();
      blanks();
      String operand = text.startsWith("\"", at) ? quoted() : bare(braces);
      return new LabelMatcher(label, test(operator, operand));
    }

    private String name() {
      int start = at;
      while (at < text.length() && isOfName(text.charAt(at))) {
        at++;
      }
      if (start == at || Character.isDigit(text.charAt(start))) {
        throw wrong("a label name is missing");
      }
      return text.substring(start, at);
    }

    private static boolean isOfName(char c) {
      return c == '_' || c == ':' || (c < 128 && Character.isLetterOrDigit(c));
    }

    private String operator() {
      for (String operator : List.of("=~", "!~", "!=", "=")) {
        if (taken(operator)) {
          return operator;
        }
      }
      throw wrong("one of =, !=, =~ and !~ is missing");
    }

    private String bare(boolean braces) {
      int start = at;
      while (at < text.length()
          && text.charAt(at) != ','
          && text.charAt(at) != '"'
          && !(braces && text.charAt(at) == '}')) {
        at++;
      }
      return text.substring(start, at).strip();
    }

    private String quoted() {
      StringBuilder value = new StringBuilder();
      for (at++; at < text.length(); at++) {
        char c = text.charAt(at);
        if (c == '"') {
          at++;
          return value.toString();
        }
        if (c == '\\' && at + 1 < text.length()) {
          at++;
          value.append(unescaped(text.charAt(at)));
        } else {
          value.append(c);
        }
      }
      throw wrong("the quotation mark is not closed");
    }

    /** As Alertmanager reads them; of what it does not know it keeps the backslash. */
    private static String unescaped(char c) {
      return switch (c) {
        case 'n' -> "\n";
        case '"' -> "\"";
        case '\\' -> "\\";
        default -> "\\" + c;
      };
    }

    private boolean taken(String token) {
      if (!text.startsWith(token, at)) {
        return false;
      }
      at += token.length();
      return true;
    }

    private void blanks() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }

    private static IllegalArgumentException wrong(String what) {
      return new IllegalArgumentException("is no matcher: " + what);
    }
  }
}
