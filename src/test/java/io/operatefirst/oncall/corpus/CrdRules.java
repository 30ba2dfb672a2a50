package io.operatefirst.oncall.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Evaluates the rules of a CRD the way an API server does, which presents dates as timestamps, and
 * of the metadata only the names.
 */
final class CrdRules {

  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("self", SimpleType.DYN)
          .addVar("oldSelf", SimpleType.DYN)
          .build();
  private static final CelRuntime RUNTIME = CelRuntimeFactory.legacyCelRuntimeBuilder().build();

  private final JsonNode root;

  CrdRules(String plural) {
    try {
      root =
          new YAMLMapper()
              .readTree(Path.of("crds", plural + ".oncall.operate-first.cloud-v1.yml").toFile())
              .at("/spec/versions/0/schema/openAPIV3Schema");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A rule that was evaluated, and whether the resource holds to it. */
  record Verdict(String message, boolean holds) {}

  /** The messages of all rules that there are. */
  List<String> messages() {
    return root.findValues("x-kubernetes-validations").stream()
        .flatMap(rules -> rules.findValuesAsText("message").stream())
        .toList();
  }

  /** What becomes of a resource that is created. */
  List<Verdict> create(JsonNode resource) {
    return update(MissingNode.getInstance(), resource);
  }

  /** What becomes of a resource that is changed. */
  List<Verdict> update(JsonNode before, JsonNode after) {
    List<Verdict> verdicts = new ArrayList<>();
    walk(root, presented(before), presented(after), verdicts);
    return verdicts;
  }

  private static JsonNode presented(JsonNode resource) {
    JsonNode copy = resource.deepCopy();
    if (copy.path("metadata") instanceof ObjectNode metadata) {
      metadata.retain("name", "generateName");
    }
    return copy;
  }

  private void walk(JsonNode schema, JsonNode before, JsonNode value, List<Verdict> verdicts) {
    for (JsonNode rule : schema.path("x-kubernetes-validations")) {
      String expression = rule.get("rule").asText();
      if (!before.isMissingNode() || !expression.contains("oldSelf")) {
        boolean holds = evaluate(expression, schema, before, value);
        verdicts.add(new Verdict(rule.get("message").asText(), holds));
      }
    }
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      String name = property.getKey();
      if (value.has(name)) {
        walk(property.getValue(), before.path(name), value.get(name), verdicts);
      }
    }
    if (value.isArray()) {
      // Items have no past but in lists of type map, whose rules look at none.
      value.forEach(item -> walk(schema.path("items"), MissingNode.getInstance(), item, verdicts));
    }
  }

  private boolean evaluate(String expression, JsonNode schema, JsonNode before, JsonNode value) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("self", cel(schema, value));
    if (!before.isMissingNode()) {
      variables.put("oldSelf", cel(schema, before));
    }
    try {
      return (boolean) RUNTIME.createProgram(COMPILER.compile(expression).getAst()).eval(variables);
    } catch (CelValidationException | CelEvaluationException e) {
      throw new AssertionError(expression + " on " + value, e);
    }
  }

  /** A server shows a field that is called like a word of the language so. */
  private static String escaped(String name) {
    return name.equals("for") ? "__for__" : name;
  }

  private Object cel(JsonNode schema, JsonNode value) {
    if (value.isObject()) {
      Map<String, Object> map = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        JsonNode of = schema.path("properties").path(field.getKey());
        map.put(escaped(field.getKey()), cel(of, field.getValue()));
      }
      return map;
    }
    if (value.isArray()) {
      List<Object> list = new ArrayList<>();
      value.forEach(item -> list.add(cel(schema.path("items"), item)));
      return list;
    }
    if (schema.path("format").asText().equals("date")) {
      return LocalDate.parse(value.asText()).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    if (value.isNumber()) {
      return value.isIntegralNumber() ? (Object) value.longValue() : (Object) value.doubleValue();
    }
    return value.isBoolean() ? (Object) value.booleanValue() : value.asText();
  }
}
