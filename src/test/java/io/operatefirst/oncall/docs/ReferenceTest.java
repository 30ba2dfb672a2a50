package io.operatefirst.oncall.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.operatefirst.oncall.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The reference of the resources is what the CRDs say, field by field. */
class ReferenceTest {

  private static final List<String> KINDS =
      List.of("oncallrotations", "oncalloverrides", "oncalllogentries");

  @Test
  void theReferenceIsUpToDate() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Reference

            Generated from the CRDs by `make generate`; `oc explain` says the same.
            """);
    for (String kind : KINDS) {
      JsonNode crd =
          new YAMLMapper()
              .readTree(Path.of("crds", kind + ".oncall.operate-first.cloud-v1.yml").toFile());
      describe(crd.path("spec"), page);
    }

    Golden.assertMatches(Path.of("docs", "reference.md"), page.toString());
  }

  private static void describe(JsonNode spec, StringBuilder page) {
    JsonNode version = spec.at("/versions/0");
    JsonNode schema = version.at("/schema/openAPIV3Schema");
    page.append(
        "\n## %s (`%s`)\n\n%s\n\n`%s/%s`, namespaced. Columns: %s.\n"
            .formatted(
                spec.at("/names/kind").asText(),
                spec.at("/names/shortNames/0").asText(),
                schema.path("description").asText(),
                spec.path("group").asText(),
                version.path("name").asText(),
                columns(version.path("additionalPrinterColumns"))));
    for (String part : List.of("spec", "status")) {
      page.append(
          "\n### %s.%s\n\n| Field | Type | Default | Meaning |\n|---|---|---|---|\n"
              .formatted(spec.at("/names/kind").asText(), part));
      fields(schema.at("/properties/" + part), "", page);
    }
  }

  private static String columns(JsonNode columns) {
    return String.join(
        ", ",
        StreamSupport.stream(columns.spliterator(), false)
            .map(
                column ->
                    column.path("name").asText()
                        + (column.path("priority").asInt() > 0 ? " (wide)" : ""))
            .toList());
  }

  private static void fields(JsonNode object, String prefix, StringBuilder page) {
    List<String> required = new ArrayList<>();
    object.path("required").forEach(name -> required.add(name.asText()));
    for (Map.Entry<String, JsonNode> field : object.path("properties").properties()) {
      JsonNode schema = field.getValue();
      boolean list = schema.path("type").asText().equals("array");
      String name = prefix + field.getKey() + (list ? "[]" : "");
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  name,
                  type(schema),
                  schema.has("default") ? "`" + schema.get("default") + "`" : "",
                  meaning(schema, required.contains(field.getKey()))));
      fields(list ? schema.path("items") : schema, name + ".", page);
    }
  }

  private static String type(JsonNode schema) {
    JsonNode values = schema.path("type").asText().equals("array") ? schema.path("items") : schema;
    if (values.has("enum")) {
      return String.join(
          ", ",
          StreamSupport.stream(values.get("enum").spliterator(), false)
              .map(JsonNode::asText)
              .toList());
    }
    return values.has("format") ? values.get("format").asText() : values.path("type").asText();
  }

  private static String meaning(JsonNode schema, boolean required) {
    StringBuilder text = new StringBuilder(required ? "Required. " : "");
    text.append(schema.path("description").asText());
    JsonNode rules = schema.path("x-kubernetes-validations");
    rules.forEach(rule -> text.append(" Rule: ").append(rule.path("message").asText()).append('.'));
    bound(schema, "minItems", "At least %s.", text);
    bound(schema, "maxItems", "At most %s.", text);
    bound(schema, "maxLength", "At most %s characters.", text);
    bound(schema, "minimum", "At least %s.", text);
    bound(schema, "maximum", "At most %s.", text);
    return text.toString().trim().replace("|", "\\|");
  }

  private static void bound(JsonNode schema, String bound, String words, StringBuilder text) {
    if (schema.has(bound)) {
      text.append(' ').append(words.formatted(schema.get(bound).asLong()));
    }
  }
}
