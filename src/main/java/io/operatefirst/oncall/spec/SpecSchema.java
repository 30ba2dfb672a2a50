package io.operatefirst.oncall.spec;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.StreamSupport;

/**
 * Holds a resource against the schema of its own CRD, so that a file that no server has seen, or a
 * resource that an old server let through, is refused for the same reasons.
 */
final class SpecSchema {

  private static final String CRD = "/crds/%s-v1.yml";

  /** What is part of every resource, and so not written in a CRD. */
  private static final String RESOURCE =
      """
      apiVersion: {}
      kind: {}
      metadata:
        type: object
        default: {}
        description: The name of the resource, and where it is
        required: [name]
        additionalProperties: true
        properties:
          name:
            type: string
            pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$'
            description: Name of the resource, lower case letters, digits, dashes and dots
          namespace: {type: string}
          creationTimestamp: {type: string, format: date-time}
      """;

  private static final List<String> KUBERNETES_ONLY =
      List.of("x-kubernetes-list-type", "x-kubernetes-list-map-keys", "x-kubernetes-validations");

  /** Of several complaints about one value the first of these is told: it implies the others. */
  private static final List<String> TELLING =
      List.of("enum", "type", "pattern", "format", "maxLength");

  private static final Map<String, String> TYPES =
      Map.of(
          "string", "a string",
          "integer", "a whole number",
          "boolean", "a boolean",
          "array", "a list",
          "object", "an object");

  private final JsonNode root;
  private final JsonSchema schema;

  SpecSchema(Class<? extends CustomResource<?, ?>> type) {
    YAMLMapper yaml = new YAMLMapper();
    String file = CRD.formatted(CustomResource.getCRDName(type));
    try (InputStream crd = SpecSchema.class.getResourceAsStream(file)) {
      root = yaml.readTree(crd).at("/spec/versions/0/schema/openAPIV3Schema");
      ObjectNode properties = (ObjectNode) root.path("properties");
      properties.setAll((ObjectNode) yaml.readTree(RESOURCE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(
                strict(root.deepCopy()),
                SchemaValidatorsConfig.builder()
                    .pathType(PathType.JSON_POINTER)
                    .formatAssertionsEnabled(true)
                    .build());
  }

  /**
   * A resource as a server would keep it: what is null counts as absent, what is absent has its
   * default, and 1.0 is 1. Without the status, which nobody writes.
   */
  ObjectNode admitted(JsonNode resource) {
    ObjectNode written = resource.deepCopy();
    written.remove("status");
    admit(root, written);
    return written;
  }

  private static void admit(JsonNode schema, JsonNode value) {
    if (value instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
        String name = property.getKey();
        JsonNode missing = property.getValue().path("default");
        if (object.path(name).isNull()) {
          object.remove(name);
        }
        if (!object.has(name) && !missing.isMissingNode()) {
          object.set(name, missing.deepCopy());
        }
        JsonNode found = object.path(name);
        if (found.isDouble() && found.canConvertToExactIntegral() && found.canConvertToLong()) {
          object.put(name, found.longValue());
        }
        admit(property.getValue(), found);
      }
    } else if (value.isArray()) {
      value.forEach(item -> admit(schema.path("items"), item));
    }
  }

  /**
   * What is wrong with a resource, one problem for each field.
   *
   * @param admitted the whole of it, as JSON
   */
  Collection<Problem> check(JsonNode admitted) {
    Map<String, ValidationMessage> byField = new LinkedHashMap<>();
    for (ValidationMessage found : schema.validate(admitted)) {
      byField.merge(
          found.getInstanceLocation() + "/" + found.getProperty(),
          found,
          BinaryOperator.minBy(Comparator.comparing(m -> TELLING.indexOf(m.getType()))));
    }
    return byField.values().stream().map(this::explain).toList();
  }

  /** Kubernetes refuses unknown fields where JSON Schema has to be told to. */
  private static JsonNode strict(JsonNode node) {
    if (node instanceof ObjectNode schema) {
      if (schema.path("properties").isObject() && !schema.has("additionalProperties")) {
        schema.put("additionalProperties", false);
      }
      if (schema.path("pattern").isTextual()) {
        // To Java, other than to Go, the end is also in front of a line break.
        schema.put("pattern", schema.get("pattern").textValue().replaceAll("\\$$", "\\\\z"));
      }
      schema.remove(KUBERNETES_ONLY);
      schema.elements().forEachRemaining(SpecSchema::strict);
    }
    return node;
  }

  private Problem explain(ValidationMessage found) {
    Field field = new Field(path(found.getInstanceLocation()), found.getInstanceNode());
    JsonNode rule = root.at(found.getEvaluationPath().getParent().toString());
    String meaning = meaning(found.getEvaluationPath().getParent());
    return switch (found.getType()) {
      case "required" ->
          missing(
              field.at(found.getProperty()).path(),
              found
                  .getEvaluationPath()
                  .getParent()
                  .append("properties")
                  .append(found.getProperty()));
      case "minItems" -> missing(field.path(), found.getEvaluationPath().getParent());
      case "maxItems" ->
          new Problem(
              field.path(),
              "has %d items; write at most %d"
                  .formatted(field.value().size(), rule.path("maxItems").asInt()));
      case "additionalProperties" ->
          new Problem(
              field.at(found.getProperty()).path(),
              "is not a known field; known here: "
                  + String.join(", ", (Iterable<String>) rule.path("properties")::fieldNames));
      case "enum" -> field.problem("is not known; write " + alternatives(rule.path("enum")));
      case "type" -> field.problem(wrongType(field.value(), rule, meaning));
      case "minimum", "maximum" -> field.problem("is out of range; write " + range(rule));
      case "maxLength" ->
          field.problem(
              "has %d characters; write at most %d"
                  .formatted(
                      field.text().codePointCount(0, field.text().length()),
                      rule.path("maxLength").asInt()));
      case "format" -> field.problem("is not in the calendar" + meaning);
      default -> field.problem("is not valid" + meaning);
    };
  }

  private Problem missing(String field, JsonNodePath rule) {
    boolean list = root.at(rule.toString()).path("type").asText().equals("array");
    return new Problem(field, (list ? "is missing or empty" : "is missing") + meaning(rule));
  }

  private static String wrongType(JsonNode value, JsonNode rule, String meaning) {
    String type = rule.path("type").asText();
    String remedy =
        switch (type) {
          case "string" ->
              value.isBoolean()
                  ? "; write it in quotes, since YAML reads words such as NO and on as booleans"
                  : value.isNumber() ? "; write it in quotes" : meaning;
          case "boolean" -> "; write true or false, without quotes";
          case "integer" -> "; write " + range(rule) + ", without quotes";
          default -> meaning;
        };
    return "is not " + TYPES.get(type) + remedy;
  }

  /**
   * What a field means, in the words of the API reference, whose first sentence says what would be
   * right. An item means what its list means.
   */
  private String meaning(JsonNodePath rule) {
    String description = root.at(rule.toString()).path("description").asText();
    if (description.isEmpty()) {
      return rule.getNameCount() == 0 ? "" : meaning(rule.getParent());
    }
    return ". " + description.replaceFirst("\\.( .*)?$", "");
  }

  private static String path(JsonNodePath location) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < location.getNameCount(); i++) {
      if (location.getElement(i) instanceof Integer index) {
        path.append('[').append(index).append(']');
      } else {
        path.append(i == 0 ? "" : ".").append(location.getName(i));
      }
    }
    return path.toString();
  }

  private static String range(JsonNode rule) {
    return rule.path("minimum").asLong() + " to " + rule.path("maximum").asLong();
  }

  private static String alternatives(JsonNode values) {
    return StreamSupport.stream(((ArrayNode) values).spliterator(), false)
        .map(JsonNode::asText)
        .collect(joining(", "))
        .replaceFirst(", ([^,]*)$", " or $1");
  }
}
