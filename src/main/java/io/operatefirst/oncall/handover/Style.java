package io.operatefirst.oncall.handover;

import io.operatefirst.oncall.text.Excerpt;
import io.operatefirst.oncall.text.OneLine;

/** How a note is written down. The words are the same. */
public enum Style {
  /** For a browser, or a chat. */
  MARKDOWN {
    @Override
    String heading(String text) {
      return "## " + text;
    }

    @Override
    String name(String entry) {
      return "`" + entry + "`";
    }

    /** What was reported must look like itself, whatever it holds. */
    @Override
    String told(String text) {
      return line(text).replaceAll("([\\\\`*_\\[\\]<>#|~!&])", "\\\\$1");
    }
  },
  /** For a terminal, or a mail. */
  TEXT {
    @Override
    String heading(String text) {
      return text + "\n" + "-".repeat(text.length());
    }

    @Override
    String name(String entry) {
      return entry;
    }

    @Override
    String told(String text) {
      return line(text);
    }
  };

  private static final int LENGTH = 160;

  /** Begins a section. */
  abstract String heading(String text);

  /** Names an entry. */
  abstract String name(String entry);

  /** What a person or a machine wrote, in one line of bounded length. */
  abstract String told(String text);

  private static String line(String text) {
    return Excerpt.of(OneLine.of(text), LENGTH);
  }
}
