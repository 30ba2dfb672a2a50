package io.operatefirst.oncall.notify.slack;

import io.operatefirst.oncall.notify.Text;
import io.operatefirst.oncall.text.Excerpt;
import java.util.ArrayList;
import java.util.List;

/** A text as Slack shows it: nothing in it calls anybody, and commands can be copied. */
final class SlackText {

  /** Slack cuts at 40,000; nobody reads as much. */
  private static final int MOST = 12_000;

  private static final String COMMAND = "  oc ";
  private static final String FENCE = "```";

  private SlackText() {}

  static String of(Text text) {
    String headline = escaped(text.headline());
    String body = text.body().strip();
    return (headline.contains("*") ? headline : "*" + headline + "*")
        + (body.isEmpty() ? "" : "\n" + fenced(escaped(cut(body))));
  }

  /** Without its headline. */
  static String body(Text text) {
    return fenced(escaped(cut(text.body().strip())));
  }

  /** So that no {@code <!channel>} or {@code <@U…>} of an alert or a person disturbs anybody. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String cut(String text) {
    return text.length() <= MOST
        ? text
        : Excerpt.beginning(text, MOST) + "…\n(It is longer; the whole of it is in the cluster.)";
  }

  private static String fenced(String text) {
    List<String> lines = new ArrayList<>();
    boolean within = false;
    for (String line : text.lines().toList()) {
      boolean command = line.startsWith(COMMAND);
      if (command != within) {
        lines.add(FENCE);
        within = command;
      }
      lines.add(command ? line.strip() : line);
    }
    if (within) {
      lines.add(FENCE);
    }
    return String.join("\n", lines);
  }
}
