package io.operatefirst.oncall.spec;

import com.fasterxml.jackson.databind.JsonNode;
import io.operatefirst.oncall.text.Excerpt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A field of what a user wrote.
 *
 * @param path where it is, such as {@code spec.engineers[0].name}
 * @param value what was found there
 */
record Field(String path, JsonNode value) {

  private static final int SHOWN = 60;

  Field at(String name) {
    return new Field(path.isEmpty() ? name : path + "." + name, value.path(name));
  }

  Stream<Field> items() {
    return IntStream.range(0, value.isArray() ? value.size() : 0)
        .mapToObj(i -> new Field(path + "[" + i + "]", value.get(i)));
  }

  boolean isThere() {
    return !value.isMissingNode() && !value.isNull();
  }

  /** Empty where there is none. */
  String text() {
    return value.isTextual() ? value.textValue() : "";
  }

  /** The value on one line, cut short where it is long. */
  String shown() {
    return Excerpt.of(value.toString(), SHOWN + 1);
  }

  Problem problem(String explanation) {
    return new Problem(path, shown() + " " + explanation);
  }
}
