package io.operatefirst.oncall.deploy.olm;

import static io.operatefirst.oncall.deploy.olm.Bundle.list;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the tests of "operator-sdk scorecard" look at; of the descriptors, every one. */
final class ScorecardRules {

  private static final Set<String> TESTS =
      Set.of(
          "basic-check-spec",
          "olm-bundle-validation",
          "olm-crds-have-validation",
          "olm-crds-have-resources",
          "olm-spec-descriptors",
          "olm-status-descriptors");

  static final List<Rule> ALL =
      List.of(
          new Rule(
              "scorecard: each example has a spec",
              b -> b.examples().stream().noneMatch(example -> example.path("spec").isEmpty())),
          new Rule(
              "scorecard: each kind names the resources beside it",
              b -> b.owned().stream().noneMatch(owned -> owned.path("resources").isEmpty())),
          new Rule(
              "scorecard: each CRD says what is valid",
              b -> eachOwned(b, ScorecardRules::hasSchema)),
          new Rule(
              "scorecard: each field of each spec is described",
              b -> eachOwned(b, (owned, schema) -> describes(owned, schema, "spec"))),
          new Rule(
              "scorecard: each field of each status is described",
              b -> eachOwned(b, (owned, schema) -> describes(owned, schema, "status"))),
          new Rule(
              "scorecard: each description has a name and a text",
              b -> descriptors(b).allMatch(ScorecardRules::isReadable)),
          new Rule(
              "scorecard: each of its tests is run",
              b -> tests(b).collect(Collectors.toSet()).equals(TESTS)),
          new Rule(
              "scorecard: its configuration is found",
              b ->
                  b.metadata("operators.operatorframework.io.test.mediatype.v1")
                          .equals("scorecard+v1")
                      && b.metadata("operators.operatorframework.io.test.config.v1")
                          .equals("tests/scorecard/")));

  private ScorecardRules() {}

  private static boolean eachOwned(Bundle bundle, BiPredicate<JsonNode, JsonNode> check) {
    return bundle.owned().stream().allMatch(owned -> check.test(owned, schema(bundle, owned)));
  }

  private static JsonNode schema(Bundle bundle, JsonNode owned) {
    return bundle.manifests("CustomResourceDefinition").stream()
        .filter(crd -> crd.at("/spec/names/kind").equals(owned.path("kind")))
        .map(crd -> crd.at("/spec/versions/0/schema/openAPIV3Schema"))
        .findAny()
        .orElseGet(owned::deepCopy);
  }

  private static boolean hasSchema(JsonNode owned, JsonNode schema) {
    return !schema.at("/properties/spec/properties").isEmpty()
        && !schema.at("/properties/status/properties").isEmpty();
  }

  private static boolean describes(JsonNode owned, JsonNode schema, String part) {
    Set<String> fields = new TreeSet<>();
    collect(schema.at("/properties/" + part), "", fields);
    List<String> described =
        list(owned.path(part + "Descriptors")).stream()
            .map(one -> one.path("path").asText())
            .toList();
    return described.size() == fields.size() && fields.containsAll(described);
  }

  /** All paths, but not into the conditions, which the console shows by itself. */
  private static void collect(JsonNode object, String prefix, Set<String> fields) {
    for (Map.Entry<String, JsonNode> field : object.path("properties").properties()) {
      String path = prefix + field.getKey();
      fields.add(path);
      if (!path.equals("conditions")) {
        collect(field.getValue(), path + ".", fields);
        collect(field.getValue().path("items"), path + "[0].", fields);
      }
    }
  }

  private static Stream<JsonNode> descriptors(Bundle bundle) {
    return bundle.owned().stream()
        .flatMap(owned -> Stream.of("specDescriptors", "statusDescriptors").map(owned::path))
        .flatMap(descriptors -> list(descriptors).stream());
  }

  private static boolean isReadable(JsonNode descriptor) {
    return !descriptor.path("displayName").asText().isEmpty()
        && !descriptor.path("description").asText().isEmpty()
        && list(descriptor.path("x-descriptors")).stream()
            .allMatch(hint -> hint.asText().startsWith("urn:alm:descriptor:"));
  }

  private static Stream<String> tests(Bundle bundle) {
    return list(bundle.content().at("/scorecard/stages")).stream()
        .flatMap(stage -> list(stage.path("tests")).stream())
        .filter(
            test ->
                test.at("/labels/test")
                    .asText()
                    .equals(test.at("/entrypoint/1").asText() + "-test"))
        .map(test -> test.at("/entrypoint/1").asText());
  }
}
