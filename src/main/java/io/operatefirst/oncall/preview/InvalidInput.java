package io.operatefirst.oncall.preview;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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

  /** The same, each with the file in which it is, where two files could be meant. */
  InvalidInput in(Path file) {
    return new InvalidInput(
        mistakes.stream()
            .map(mistake -> mistake.startsWith(file + ": ") ? mistake : file + ": " + mistake)
            .toList());
  }

  InvalidInput and(InvalidInput other) {
    return new InvalidInput(Stream.concat(mistakes.stream(), other.mistakes.stream()).toList());
  }
}
