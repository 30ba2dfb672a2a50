package io.operatefirst.oncall.demo;

/**
 * A line on the board.
 *
 * @param style how it is shown where a terminal can
 * @param text in ASCII, since not every terminal has more
 */
record Line(Style style, String text) {

  static final Line EMPTY = new Line(Style.PLAIN, "");

  /** How a line is shown: the parameters of the terminal's SGR sequence. */
  enum Style {
    PLAIN(""),
    TITLE("1"),
    FAINT("2"),
    GOOD("32"),
    LOOK("33");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  /** Cut to a width. */
  Line within(int width) {
    return text.length() <= width ? this : new Line(style, text.substring(0, width - 1) + "~");
  }

  /** With the escape sequences of its style. */
  String coloured() {
    return style == Style.PLAIN ? text : "\u001b[" + style.code + "m" + text + "\u001b[0m";
  }
}
