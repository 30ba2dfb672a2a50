package io.operatefirst.oncall.log;

import static java.util.stream.Collectors.toSet;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How much two texts are about the same, by the words that they share: enough to offer what helped
 * then, and no more than that.
 */
public final class Likeness {

  /** From here on it is worth a look. */
  public static final double WORTH_A_LOOK = 0.5;

  /** One word in common says nothing. */
  private static final int FEWEST_SHARED = 2;

  private static final int SHORTEST = 3;
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** What every question has says nothing of what it is about. */
  private static final Set<String> COMMON =
      Set.of(
          "the",
          "and",
          "for",
          "not",
          "can",
          "cannot",
          "could",
          "how",
          "what",
          "why",
          "who",
          "when",
          "where",
          "with",
          "from",
          "this",
          "that",
          "there",
          "has",
          "have",
          "had",
          "does",
          "did",
          "get",
          "got",
          "our",
          "your",
          "you",
          "are",
          "was",
          "will",
          "any",
          "anybody",
          "please",
          "help",
          "need",
          "want",
          "question",
          "namespace");

  private Likeness() {}

  /** From 0, where they share nothing, to 1, where they share all (Dice's coefficient). */
  public static double of(String one, String other) {
    Set<String> words = words(one);
    Set<String> others = words(other);
    long shared = words.stream().filter(others::contains).count();
    return shared < FEWEST_SHARED ? 0 : 2.0 * shared / (words.size() + others.size());
  }

  private static Set<String> words(String text) {
    return Stream.of(NO_WORD.split(text.toLowerCase(Locale.ROOT)))
        .filter(word -> word.length() >= SHORTEST)
        .filter(word -> !COMMON.contains(word))
        .collect(toSet());
  }
}
