package io.operatefirst.oncall.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A terminal that understands ANSI escape sequences.
 *
 * @param out writes to it
 * @param width in characters
 * @param height in lines
 * @param colours whether the user wants any
 */
record Terminal(PrintStream out, int width, int height, boolean colours) {

  private static final String ESCAPE = "\u001b[";
  private static final Pattern SIZE = Pattern.compile("([1-9]\\d*) ([1-9]\\d*)\\s*");
  private static final int USUAL_WIDTH = 80;
  private static final int USUAL_HEIGHT = 24;

  /** Empty where the output goes elsewhere, or the terminal is a simple one. */
  @SuppressWarnings("SystemConsoleNull") // asks for the console that is null without a terminal
  static Optional<Terminal> ofThisProcess() {
    // The one that JDK 22 made the default is there without a terminal, too.
    System.setProperty("jdk.console", "java.base");
    Map<String, String> environment = System.getenv();
    String kind = environment.getOrDefault("TERM", "dumb");
    if (System.console() == null || kind.equals("dumb")) {
      return Optional.empty();
    }
    Matcher size = SIZE.matcher(stty());
    boolean known = size.matches();
    return Optional.of(
        new Terminal(
            System.out,
            known ? Integer.parseInt(size.group(2)) : USUAL_WIDTH,
            known ? Integer.parseInt(size.group(1)) : USUAL_HEIGHT,
            environment.getOrDefault("NO_COLOR", "").isEmpty()));
  }

  private static String stty() {
    try {
      Process process =
          new ProcessBuilder("stty", "size")
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return "";
    }
  }

  /** Empties the screen, hides the cursor and lets no line wrap, should the window get narrower. */
  void begin() {
    print(ESCAPE + "2J" + ESCAPE + "?25l" + ESCAPE + "?7l");
  }

  /** Each line in its place, so that nothing scrolls. */
  void draw(List<Line> lines) {
    StringBuilder frame = new StringBuilder();
    for (int row = 0; row < Math.min(lines.size(), height); row++) {
      Line line = lines.get(row);
      frame
          .append(ESCAPE)
          .append(row + 1)
          .append(";1H")
          .append(colours ? line.coloured() : line.text())
          .append(ESCAPE)
          .append('K');
    }
    print(frame.append(ESCAPE).append('J').toString());
  }

  /** Gives it back, with the cursor below what was drawn. */
  void end() {
    print(ESCAPE + "?7h" + ESCAPE + "?25h\n\n");
  }

  private void print(String text) {
    out.print(text);
    out.flush();
  }
}
