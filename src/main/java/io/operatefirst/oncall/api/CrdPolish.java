package io.operatefirst.oncall.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Run by the build on each generated CRD: says what the generator has no annotation for. The order
 * of the columns, lists that are sets or maps, defaults of whole objects, dates, and a bound for
 * each string whose pattern has one (CEL needs it to know what a rule costs).
 */
public final class CrdPolish implements CRDPostProcessor {

  private static final List<String> COLUMNS =
      List.of(
          "Rotation",
          "Engineer",
          "For",
          "From",
          "To",
          "State",
          "Reason",
          "Type",
          "Severity",
          "Phase",
          "On-Call",
          "Until",
          "Next",
          "Open",
          "Undocumented",
          "Ready",
          "Count",
          "Summary",
          "Last-Seen",
          "Cycle",
          "Coverage",
          "Age");

  private static final Map<String, Long> LENGTH_OF_PATTERN =
      Map.of(
          Formats.DATE, 10L,
          Formats.DATE_OR_INSTANT, 25L,
          Formats.TIME, 5L,
          Formats.TIME_OR_END_OF_DAY, 5L,
          Formats.COUNTRY, 2L,
          Formats.REGION, 3L);

  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          "OnCallRotation",
          "A list of engineers who share on-call duty, and when duty passes from one to the next.",
          "OnCallLogEntry",
          "A line of the on-call log: what happened, and who was told to look after it.",
          "OnCallOverride",
          "Somebody does another's duty for a time, or two swap; the list stays as it is.");

  @Override
  public HasMetadata process(HasMetadata resource, String crdSpecVersion) {
    CustomResourceDefinition crd = (CustomResourceDefinition) resource;
    for (CustomResourceDefinitionVersion version : crd.getSpec().getVersions()) {
      version
          .getAdditionalPrinterColumns()
          .sort(
              Comparator.comparing(CustomResourceColumnDefinition::getName, this::compareColumns));
      JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
      root.setDescription(DESCRIPTIONS.get(crd.getSpec().getNames().getKind()));
      root.setRequired(List.of("spec"));
      root.getProperties().get("spec").setDescription("What people decide.");
      root.getProperties().get("status").setDescription("What the operator sees.");
      polish(root);
    }
    return crd;
  }

  private int compareColumns(String a, String b) {
    return Integer.compare(COLUMNS.indexOf(a), COLUMNS.indexOf(b));
  }

  private void polish(JSONSchemaProps schema) {
    if (schema.getXKubernetesValidations() != null) {
      // Rules on records come twice.
      schema.setXKubernetesValidations(
          new ArrayList<>(new LinkedHashSet<>(schema.getXKubernetesValidations())));
    }
    if (schema.getPattern() != null && schema.getMaxLength() == null) {
      schema.setMaxLength(LENGTH_OF_PATTERN.get(schema.getPattern()));
    }
    if (Formats.DATE.equals(schema.getPattern())) {
      schema.setFormat("date");
    }
    if (schema.getItems() != null && schema.getItems().getSchema() != null) {
      polish(schema.getItems().getSchema());
    }
    if (schema.getProperties() != null) {
      schema.getProperties().forEach(this::polishProperty);
    }
  }

  private void polishProperty(String name, JSONSchemaProps schema) {
    switch (name) {
      case "engineers" -> {
        if (schema.getItems().getSchema().getProperties().containsKey("name")) {
          listMap(schema, "name");
        }
      }
      case "conditions" -> listMap(schema, "type");
      case "workingDays", "add", "remove", "done" -> {
        if ("array".equals(schema.getType())) {
          schema.setXKubernetesListType("set");
        }
      }
      case "schedule", "order", "coverage", "log" -> {
        if ("object".equals(schema.getType())) {
          schema.setDefault(JsonNodeFactory.instance.objectNode());
        }
      }
      default -> {}
    }
    polish(schema);
  }

  private static void listMap(JSONSchemaProps schema, String key) {
    schema.setXKubernetesListType("map");
    schema.setXKubernetesListMapKeys(List.of(key));
    JSONSchemaProps items = schema.getItems().getSchema();
    if (!items.getRequired().contains(key)) {
      items.getRequired().add(key);
    }
  }
}
