package io.operatefirst.oncall.preview;

import java.util.List;

/** What the user gave cannot be worked with; each mistake is one line. */
final class InvalidInput extends Exception {

  private final transient List<String> mistakes;

  InvalidInput(List<String> mistakes) {
    super(String.join("\n", mistakes));
    this.mistakes = mistakes;
  }

  InvalidInput(String mistake) {
    this(List.of(mistake));
  }

  List<String> mistakes() {
    return mistakes;
  }
}
