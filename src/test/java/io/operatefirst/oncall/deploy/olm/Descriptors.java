package io.operatefirst.oncall.deploy.olm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the console shows each field of a resource: from its schema, in the schema's order. */
final class Descriptors {

  private static final String UI = "urn:alm:descriptor:com.tectonic.ui:";

  /** What the operator writes of an entry has no place in the form for a new one. */
  private static final Set<String> NOT_FOR_PEOPLE = Set.of("handover", "source");

  private final boolean status;
  private final ArrayNode all = JsonNodeFactory.instance.arrayNode();

  private Descriptors(boolean status) {
    this.status = status;
  }

  static ArrayNode ofSpec(JsonNode schema) {
    return new Descriptors(false).describe(schema.at("/properties/spec"), "");
  }

  static ArrayNode ofStatus(JsonNode schema) {
    return new Descriptors(true).describe(schema.at("/properties/status"), "");
  }

  private ArrayNode describe(JsonNode object, String prefix) {
    for (Map.Entry<String, JsonNode> field : object.path("properties").properties()) {
      JsonNode schema = field.getValue();
      String path = prefix + field.getKey();
      ObjectNode descriptor = all.addObject();
      descriptor.put("path", path);
      descriptor.put("displayName", displayName(field.getKey()));
      descriptor.put("description", schema.path("description").asText());
      List<String> hints = status ? statusHints(path, schema) : specHints(path, schema);
      if (!hints.isEmpty()) {
        hints.forEach(descriptor.putArray("x-descriptors")::add);
      }
      if (path.equals("conditions")) {
        continue; // a table of the console's own, with what Kubernetes says of each
      }
      boolean list = schema.path("type").asText().equals("array");
      describe(list ? schema.path("items") : schema, path + (list ? "[0]." : "."));
    }
    return all;
  }

  private static List<String> specHints(String path, JsonNode schema) {
    if (NOT_FOR_PEOPLE.contains(path)) {
      return List.of(UI + "hidden");
    }
    if (path.endsWith("Secret.name")) {
      return List.of("urn:alm:descriptor:io.kubernetes:Secret");
    }
    if (schema.has("enum")) {
      List<String> choices = new ArrayList<>();
      schema.get("enum").forEach(value -> choices.add(UI + "select:" + value.asText()));
      return choices;
    }
    return switch (schema.path("type").asText()) {
      case "boolean" -> List.of(UI + "booleanSwitch");
      case "integer" -> List.of(UI + "number");
      case "string" -> List.of(UI + "text");
      default -> List.of();
    };
  }

  private static List<String> statusHints(String path, JsonNode schema) {
    if (path.equals("conditions")) {
      return List.of("urn:alm:descriptor:io.kubernetes.conditions");
    }
    if (path.equals("phase")) {
      return List.of("urn:alm:descriptor:io.kubernetes.phase");
    }
    if (path.endsWith(".runbook")) {
      return List.of("urn:alm:descriptor:org.w3:link");
    }
    return switch (schema.path("type").asText()) {
      case "string", "integer" -> List.of(UI + "text");
      default -> List.of();
    };
  }

  /** "Handover Time" for handoverTime, "Runbook URL" for runbookURL. */
  private static String displayName(String field) {
    String spaced = field.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
  }
}
