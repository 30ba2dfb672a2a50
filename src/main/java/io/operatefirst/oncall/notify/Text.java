package io.operatefirst.oncall.notify;

import io.operatefirst.oncall.text.Excerpt;
import io.operatefirst.oncall.text.OneLine;

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
    headline = Excerpt.of(OneLine.of(headline), HEADLINE);
  }
}
