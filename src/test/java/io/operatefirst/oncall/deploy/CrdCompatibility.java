package io.operatefirst.oncall.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a CRD would refuse, lose or understand otherwise what an older one took. What is added,
 * and what is allowed beyond what was, breaks nothing.
 */
final class CrdCompatibility {

  private static final Set<String> UPPER =
      Set.of("maximum", "maxLength", "maxItems", "maxProperties");
  private static final Set<String> LOWER =
      Set.of("minimum", "minLength", "minItems", "minProperties");

  /** Each of them changes what is stored, or who may write it, whatever it is changed to. */
  private static final Set<String> FIXED =
      Set.of(
          "type",
          "format",
          "default",
          "x-kubernetes-list-type",
          "x-kubernetes-list-map-keys",
          "x-kubernetes-map-type",
          "x-kubernetes-int-or-string");

  private final List<String> breaks = new ArrayList<>();

  private CrdCompatibility() {}

  /**
   * Compares two of one name.
   *
   * @return a line for each break, which begins with the field; empty where there is none
   */
  static List<String> breaks(JsonNode before, JsonNode after) {
    CrdCompatibility comparison = new CrdCompatibility();
    comparison.resource(before.path("spec"), after.path("spec"));
    return comparison.breaks;
  }

  private void resource(JsonNode before, JsonNode after) {
    same("spec.group", before.path("group"), after.path("group"));
    same("spec.scope", before.path("scope"), after.path("scope"));
    for (String name : List.of("kind", "plural")) {
      same("spec.names." + name, before.at("/names/" + name), after.at("/names/" + name));
    }
    for (JsonNode version : before.path("versions")) {
      String name = version.path("name").asText();
      JsonNode now = named(name, after.path("versions"));
      if (now.isMissingNode()) {
        boolean stored = version.path("storage").asBoolean();
        breaks.add(name + ": is gone" + (stored ? ", and resources are stored as it" : ""));
      } else {
        version(name, version, now);
      }
    }
  }

  private void version(String name, JsonNode before, JsonNode after) {
    if (before.path("served").asBoolean() && !after.path("served").asBoolean()) {
      breaks.add(name + ": is not served any more");
    }
    for (Map.Entry<String, JsonNode> subresource : before.path("subresources").properties()) {
      if (!after.path("subresources").has(subresource.getKey())) {
        breaks.add(name + ": subresource " + subresource.getKey() + " is gone");
      }
    }
    schema(name, before.at("/schema/openAPIV3Schema"), after.at("/schema/openAPIV3Schema"));
  }

  private static JsonNode named(String name, JsonNode versions) {
    for (JsonNode version : versions) {
      if (version.path("name").asText().equals(name)) {
        return version;
      }
    }
    return MissingNode.getInstance();
  }

  private void schema(String path, JsonNode before, JsonNode after) {
    FIXED.stream()
        .sorted()
        .forEach(key -> same(path + ": " + key, before.path(key), after.path(key)));
    UPPER.stream().sorted().forEach(key -> bound(path, key, before, after, 1));
    LOWER.stream().sorted().forEach(key -> bound(path, key, before, after, -1));
    for (String key : List.of("exclusiveMaximum", "exclusiveMinimum", "uniqueItems")) {
      if (after.path(key).asBoolean() && !before.path(key).asBoolean()) {
        breaks.add("%s: %s was not asked for".formatted(path, key));
      }
    }
    for (String key : List.of("nullable", "x-kubernetes-preserve-unknown-fields")) {
      if (before.path(key).asBoolean() && !after.path(key).asBoolean()) {
        breaks.add("%s: %s is gone".formatted(path, key));
      }
    }
    if (after.has("pattern")) {
      same(path + ": pattern", before.path("pattern"), after.path("pattern"));
    }
    enumeration(path, before, after);
    required(path, before, after);
    rules(path, before, after);
    for (Map.Entry<String, JsonNode> property : before.path("properties").properties()) {
      String field = path + "." + property.getKey();
      JsonNode now = after.path("properties").path(property.getKey());
      if (now.isMissingNode()) {
        breaks.add(field + ": is gone");
      } else {
        schema(field, property.getValue(), now);
      }
    }
    for (Map.Entry<String, String> inner :
        Map.of("items", "[]", "additionalProperties", ".*").entrySet()) {
      if (before.path(inner.getKey()).isObject()) {
        schema(path + inner.getValue(), before.get(inner.getKey()), after.path(inner.getKey()));
      }
    }
  }

  private void same(String what, JsonNode before, JsonNode after) {
    if (!before.equals(after)) {
      breaks.add("%s was %s and is %s".formatted(what, shown(before), shown(after)));
    }
  }

  private void bound(String path, String key, JsonNode before, JsonNode after, int sign) {
    if (!after.has(key)) {
      return;
    }
    if (!before.has(key)
        || sign * after.get(key).decimalValue().compareTo(before.get(key).decimalValue()) < 0) {
      same(path + ": " + key, before.path(key), after.path(key));
    }
  }

  private void enumeration(String path, JsonNode before, JsonNode after) {
    if (!after.has("enum")) {
      return;
    }
    if (!before.has("enum")) {
      breaks.add("%s: may only be one of %s now".formatted(path, after.get("enum")));
    }
    Set<JsonNode> allowed = values(after.path("enum"));
    for (JsonNode value : before.path("enum")) {
      if (!allowed.contains(value)) {
        breaks.add("%s: may not be %s any more".formatted(path, value));
      }
    }
  }

  /** What has a default is never missing. */
  private void required(String path, JsonNode before, JsonNode after) {
    Set<JsonNode> known = values(before.path("required"));
    for (JsonNode field : after.path("required")) {
      boolean filledIn = after.path("properties").path(field.asText()).has("default");
      if (!known.contains(field) && !filledIn) {
        breaks.add("%s.%s: was not required".formatted(path, field.asText()));
      }
    }
  }

  private void rules(String path, JsonNode before, JsonNode after) {
    Set<String> known =
        new HashSet<>(before.path("x-kubernetes-validations").findValuesAsText("rule"));
    for (JsonNode rule : after.path("x-kubernetes-validations")) {
      if (!known.contains(rule.path("rule").asText())) {
        breaks.add("%s: a rule is new: %s".formatted(path, rule.path("rule").asText()));
      }
    }
  }

  private static Set<JsonNode> values(JsonNode list) {
    Set<JsonNode> values = new HashSet<>();
    list.forEach(values::add);
    return values;
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "absent" : value.toString();
  }
}
