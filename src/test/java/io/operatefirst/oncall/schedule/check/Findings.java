package io.operatefirst.oncall.schedule.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Collects what is wrong, each as a sentence that says where. */
final class Findings {

  private final List<String> sentences = new ArrayList<>();
  private String where = "";

  void at(String place) {
    where = place;
  }

  void add(String sentence) {
    sentences.add(where + ": " + sentence);
  }

  void require(boolean holds, String otherwise) {
    if (!holds) {
      add(otherwise);
    }
  }

  void requireEqual(Object actual, Object expected, String what) {
    if (!Objects.equals(actual, expected)) {
      add(what + ": " + inWords(actual) + " instead of " + inWords(expected));
    }
  }

  private static String inWords(Object value) {
    return value instanceof Optional<?> optional
        ? optional.map(Object::toString).orElse("none")
        : String.valueOf(value);
  }

  List<String> sentences() {
    return List.copyOf(sentences);
  }
}
