package io.operatefirst.oncall.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A new version takes what the last release took: docs/decisions/0011. */
class CrdCompatibilityTest {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Path RELEASED = Path.of("src/test/resources/released");

  private static final String CRD =
      """
      spec:
        group: example.org
        scope: Namespaced
        names: {kind: Thing, plural: things}
        versions:
        - name: v1
          served: true
          storage: true
          subresources: {status: {}}
          schema:
            openAPIV3Schema:
              type: object
              required: [size]
              properties:
                size: {type: integer, minimum: 1, maximum: 10}
                name: {type: string, maxLength: 20, pattern: "^[a-z]+$"}
                mode: {type: string, enum: [Slow, Fast], default: Slow}
                parts:
                  type: array
                  x-kubernetes-list-type: atomic
                  items: {type: object, properties: {id: {type: string, nullable: true}}}
                marks: {type: object, additionalProperties: {type: string, maxLength: 9}}
              x-kubernetes-validations:
              - {rule: self.size > 0, message: too small}
      """;

  /** There is none before the first release. */
  @Test
  void theCrdsTakeWhatTheLastReleaseTook() throws IOException {
    List<String> breaks = new ArrayList<>();
    try (Stream<Path> released = Files.list(RELEASED)) {
      for (Path file : released.filter(path -> path.toString().endsWith(".yml")).toList()) {
        Path now = Path.of("crds").resolve(file.getFileName());
        assertThat(now).as("the CRD of the last release").exists();
        CrdCompatibility.breaks(read(Files.readString(file)), read(Files.readString(now))).stream()
            .map(line -> file.getFileName() + ": " + line)
            .forEach(breaks::add);
      }
    }
    assertThat(breaks).isEmpty();
  }

  /** Whatever is written in today's CRDs is compared without a false alarm. */
  @Test
  void whatDidNotChangeBreaksNothing() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("crds"))) {
      assertThat(files)
          .isNotEmpty()
          .allSatisfy(
              file -> {
                JsonNode crd = read(Files.readString(file));
                assertThat(CrdCompatibility.breaks(crd, crd)).isEmpty();
              });
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          name: {type: string      | other: {type: string         | v1.name: is gone
          size: {type: integer     | size: {type: string          | v1.size: type was "integer" and is "string"
          required: [size]         | required: [size, name]       | v1.name: was not required
          maximum: 10              | maximum: 9                   | v1.size: maximum was 10 and is 9
          minimum: 1,              | minimum: 2,                  | v1.size: minimum was 1 and is 2
          {type: string, nullable: true} | {type: string, nullable: true, minLength: 1} | v1.parts[].id: minLength was absent and is 1
          [a-z]+                   | [a-y]+                       | v1.name: pattern was "^[a-z]+$" and is "^[a-y]+$"
          [Slow, Fast]             | [Slow]                       | v1.mode: may not be "Fast" any more
          {type: integer, min      | {type: integer, enum: [1], min | v1.size: may only be one of [1] now
          default: Slow            | default: Fast                | v1.mode: default was "Slow" and is "Fast"
          list-type: atomic        | list-type: set               | v1.parts: x-kubernetes-list-type was "atomic" and is "set"
          , nullable: true         | ``                           | v1.parts[].id: nullable is gone
          maxLength: 9             | maxLength: 8                 | v1.marks.*: maxLength was 9 and is 8
          rule: self.size > 0      | rule: self.size > 1          | v1: a rule is new: self.size > 1
          name: v1                 | name: v2                     | v1: is gone, and resources are stored as it
          served: true             | served: false                | v1: is not served any more
          subresources: {status: {}} | subresources: {}           | v1: subresource status is gone
          scope: Namespaced        | scope: Cluster               | spec.scope was "Namespaced" and is "Cluster"
          """)
  void aBreakIsNamedWithItsField(String was, String is, String line) {
    assertThat(CRD).contains(was);
    assertThat(CrdCompatibility.breaks(read(CRD), read(CRD.replace(was, is))))
        .containsExactly(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          name: {type: string      | more: {type: string}, name: {type: string
          maximum: 10              | maximum: 11
          minimum: 1,              | minimum: 0,
          , maximum: 10            | ``
          maxLength: 20            | maxLength: 30
          , pattern: "^[a-z]+$"    | ``
          [Slow, Fast]             | [Slow, Fast, Faster]
          , enum: [Slow, Fast]     | ``
          required: [size]         | required: []
          required: [size]         | required: [size, mode]
          - {rule: self.size > 0, message: too small} | ``
          {rule: self.size > 0, message: too small} | {rule: self.size > 0, message: it is too small}
          """)
  void whatIsAddedOrWidenedBreaksNothing(String was, String is) {
    String indented = is.replace("}, name", "}\n" + " ".repeat(10) + "name");
    assertThat(CRD).contains(was);
    assertThat(CrdCompatibility.breaks(read(CRD), read(CRD.replace(was, indented)))).isEmpty();
  }

  private static JsonNode read(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
