package io.operatefirst.oncall.corpus;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.operatefirst.oncall.schedule.RemovedEngineer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write has bounds, and each bound has a file that oversteps it. */
class CrdBoundsTest {

  private static final Set<String> BOUNDS =
      Set.of(
          "type",
          "enum",
          "pattern",
          "format",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "minimum",
          "maximum");

  /** Without a bound a server cannot tell what a rule costs, and refuses the CRD. */
  @ParameterizedTest
  @ValueSource(strings = {"oncallrotations", "oncalllogentries"})
  void eachTextAndListIsBounded(String plural) throws IOException {
    List<String> unbounded = new ArrayList<>();
    walk(
        spec(plural),
        "spec",
        (path, schema) -> {
          boolean bounded =
              switch (schema.path("type").asText()) {
                case "string" -> schema.has("maxLength") || schema.has("enum");
                case "array" -> schema.has("maxItems");
                case "integer" -> schema.has("minimum");
                default -> true;
              };
          if (!bounded) {
            unbounded.add(path);
          }
        });
    assertThat(unbounded).isEmpty();
  }

  @Test
  void eachBoundIsOversteppedByAFile() throws IOException {
    Set<String> bounds = new TreeSet<>();
    JsonNode spec = spec("oncallrotations");
    walk(spec, "", (path, schema) -> bounds.addAll(boundsOf(path, schema)));

    JsonSchema schema = strict(spec);
    Set<String> overstepped =
        CorpusFile.in("invalid/schema")
            .flatMap(file -> schema.validate(file.resource().path("spec")).stream())
            .map(CrdBoundsTest::place)
            .collect(toCollection(TreeSet::new));

    assertThat(bounds).hasSizeGreaterThan(100);
    assertThat(overstepped).containsAll(bounds);
  }

  @Test
  void whoLeftIsRememberedForAsLongAsARestMayBe() throws IOException {
    JsonNode rest = spec("oncallrotations").at("/properties/order/properties/minimumRest");
    JsonNode removed = spec("oncalllogentries").at("/properties/handover/properties/removed");

    assertThat(rest.get("maximum").asInt()).isEqualTo(RemovedEngineer.LONGEST_REST);
    assertThat(removed.get("maxItems").asInt()).isGreaterThan(RemovedEngineer.LONGEST_REST);
  }

  private static Stream<String> boundsOf(String path, JsonNode schema, String keyword) {
    return switch (keyword) {
      case "required" -> values(schema.get(keyword)).map(name -> path + "/required/" + name);
      case "properties" -> Stream.of(path + "/additionalProperties");
      case "x-kubernetes-list-type" -> Stream.of(path + "/uniqueItems");
      default -> BOUNDS.contains(keyword) ? Stream.of(path + "/" + keyword) : Stream.empty();
    };
  }

  private static List<String> boundsOf(String path, JsonNode schema) {
    return schema.properties().stream()
        .flatMap(keyword -> boundsOf(path, schema, keyword.getKey()))
        .toList();
  }

  private static String place(ValidationMessage found) {
    String path = found.getEvaluationPath().toString();
    return found.getType().equals("required") ? path + "/" + found.getProperty() : path;
  }

  private static JsonSchema strict(JsonNode spec) {
    JsonNode strict = spec.deepCopy();
    walk(
        strict,
        "",
        (path, schema) -> {
          if (schema.has("properties")) {
            ((ObjectNode) schema).put("additionalProperties", false);
          }
          if (schema.has("x-kubernetes-list-type")) {
            ((ObjectNode) schema).put("uniqueItems", true);
          }
        });
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
        .getSchema(
            strict,
            SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .formatAssertionsEnabled(true)
                .build());
  }

  private static void walk(JsonNode schema, String path, BiConsumer<String, JsonNode> visit) {
    visit.accept(path, schema);
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      walk(property.getValue(), path + "/properties/" + property.getKey(), visit);
    }
    if (schema.has("items")) {
      walk(schema.get("items"), path + "/items", visit);
    }
  }

  private static JsonNode spec(String plural) throws IOException {
    return new YAMLMapper()
        .readTree(Path.of("crds", plural + ".oncall.operate-first.cloud-v1.yml").toFile())
        .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
  }

  private static Stream<String> values(JsonNode names) {
    List<String> found = new ArrayList<>();
    names.forEach(name -> found.add(name.asText()));
    return found.stream();
  }
}
