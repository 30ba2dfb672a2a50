package io.operatefirst.oncall.rotation;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Holds a rotation against the schema of its own CRD, so that a file that no server has seen, or a
 * resource that an old server let through, is refused for the same reasons.
 */
public final class SpecSchema {

  private static final String CRD = "/crds/oncallrotations.oncall.operate-first.cloud-v1.yml";
  private static final int SHOWN = 60;
  private static final List<String> KUBERNETES_ONLY =
      List.of("x-kubernetes-list-type", "x-kubernetes-list-map-keys", "x-kubernetes-validations");

  private final JsonNode root;
  private final JsonSchema schema;

  public SpecSchema() {
    try (InputStream crd = SpecSchema.class.getResourceAsStream(CRD)) {
      root = new YAMLMapper().readTree(crd).at("/spec/versions/0/schema/openAPIV3Schema");
      // Part of every resource, and so not written in a CRD.
      ObjectNode properties = (ObjectNode) root.path("properties");
      List.of("apiVersion", "kind", "metadata").forEach(properties::putObject);
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
   * What is wrong with a resource.
   *
   * @param resource the whole of it, as JSON
   */
  public List<Problem> check(JsonNode resource) {
    return schema.validate(resource).stream().map(this::explain).distinct().toList();
  }

  /** Kubernetes refuses unknown fields and repeated items where JSON Schema has to be told to. */
  private static JsonNode strict(JsonNode node) {
    if (node instanceof ObjectNode schema) {
      if (schema.path("properties").isObject() && schema.path("type").isTextual()) {
        schema.put("additionalProperties", false);
      }
      if (schema.path("x-kubernetes-list-type").asText().equals("set")) {
        schema.put("uniqueItems", true);
      }
      schema.remove(KUBERNETES_ONLY);
      schema.elements().forEachRemaining(SpecSchema::strict);
    }
    return node;
  }

  private Problem explain(ValidationMessage found) {
    String field = path(found.getInstanceLocation());
    JsonNode rule = root.at(found.getEvaluationPath().getParent().toString());
    String value = shown(found.getInstanceNode());
    String meaning = meaning(rule);
    return switch (found.getType()) {
      case "required" ->
          new Problem(
              field + "." + found.getProperty(),
              "is missing" + meaning(rule.path("properties").path(found.getProperty())));
      case "additionalProperties" ->
          new Problem(
              field + "." + found.getProperty(),
              "is not a known field; known here: "
                  + String.join(", ", (Iterable<String>) rule.path("properties")::fieldNames));
      case "enum" -> new Problem(field, value + " is not one of " + list(rule.path("enum")));
      case "type" ->
          new Problem(field, value + " is not of type " + rule.path("type").asText() + meaning);
      case "uniqueItems" -> new Problem(field, value + " names something twice" + meaning);
      case "pattern", "format" -> new Problem(field, value + " is not valid" + meaning);
      default -> new Problem(field, value + " " + found.getError() + meaning);
    };
  }

  /** What the field means, in the words of the API reference: they say what would be right. */
  private static String meaning(JsonNode rule) {
    String description = rule.path("description").asText();
    return description.isEmpty() ? "" : ". " + description;
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

  private static String shown(JsonNode value) {
    String text = String.valueOf(value);
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  private static String list(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false)
        .map(JsonNode::asText)
        .collect(joining(", "));
  }
}
