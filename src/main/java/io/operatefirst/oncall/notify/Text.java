package io.operatefirst.oncall.notify;

/**
 * What a notice says.
 *
 * @param headline one line, which stands alone
 * @param body plain text of any number of lines
 */
public record Text(String headline, String body) {

  private static final int HEADLINE = 200;

  /** What people wrote may hold anything: a headline is made one line, and not a long one. */
  public Text {
    String line = headline.strip().replaceAll("\\s+", " ");
    headline = line.length() > HEADLINE ? line.substring(0, HEADLINE - 1) + "…" : line;
  }
}
