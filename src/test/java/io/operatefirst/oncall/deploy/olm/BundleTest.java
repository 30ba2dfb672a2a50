package io.operatefirst.oncall.deploy.olm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.operatefirst.oncall.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What OLM installs is what kustomize applies, and is up to date. */
class BundleTest {

  private static final Path MANIFESTS = Sources.OLM.resolve("bundle").resolve("manifests");
  private static final Path BASE = Path.of("deploy", "base");

  @Test
  void theBundleIsUpToDate() throws IOException {
    Map<String, String> manifests = ServiceVersion.manifests();
    manifests.forEach((file, text) -> Golden.assertMatches(MANIFESTS.resolve(file), text));
    try (Stream<Path> files = Files.list(MANIFESTS)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(manifests.keySet());
    }
  }

  @Test
  void theCatalogIsUpToDate() {
    Catalog.files(ServiceVersion.render())
        .forEach((file, text) -> Golden.assertMatches(Catalog.DIRECTORY.resolve(file), text));
  }

  @Test
  void theOperatorRunsAsKustomizeRunsIt() {
    JsonNode deployment = Yaml.read(BASE.resolve("deployment.yaml"));
    List<JsonNode> deployments = Bundle.rendered().deployments();
    assertThat(deployments).hasSize(1);
    assertThat(deployments.get(0).path("name")).isEqualTo(deployment.at("/metadata/name"));
    assertThat(deployments.get(0).path("label")).isEqualTo(deployment.at("/metadata/labels"));
    assertThat(deployments.get(0).path("spec")).isEqualTo(deployment.path("spec"));
  }

  @Test
  void theOperatorMayDoWhatKustomizeGivesIt() {
    assertThat(permissions("clusterPermissions"))
        .isEqualTo(given("clusterrole.yaml", "clusterrolebinding.yaml"));
    assertThat(permissions("permissions")).isEqualTo(given("role.yaml", "rolebinding.yaml"));
  }

  private static Map<JsonNode, JsonNode> permissions(String field) {
    List<JsonNode> permissions =
        Bundle.list(Bundle.rendered().spec().at("/install/spec").path(field));
    assertThat(permissions).hasSize(1);
    return Map.of(permissions.get(0).path("serviceAccountName"), permissions.get(0).path("rules"));
  }

  private static Map<JsonNode, JsonNode> given(String role, String binding) {
    return Map.of(
        Yaml.read(BASE.resolve(binding)).at("/subjects/0/name"),
        Yaml.read(BASE.resolve(role)).path("rules"));
  }

  /** What comes to deploy/base later is for OLM as well, or this says that it is not. */
  @Test
  void nothingThatKustomizeAppliesIsLeftOut() {
    Set<String> elsewhere =
        Set.of(
            // OLM makes these from the ClusterServiceVersion,
            "clusterrole.yaml",
            "clusterrolebinding.yaml",
            "deployment.yaml",
            "role.yaml",
            "rolebinding.yaml",
            "serviceaccount.yaml",
            // and whoever installs it applies these.
            "namespace.yaml",
            "networkpolicy.yaml");
    JsonNode manifests = Bundle.rendered().content().path("manifests");
    for (JsonNode file : Yaml.read(BASE.resolve("kustomization.yaml")).path("resources")) {
      ObjectNode applied = (ObjectNode) Yaml.read(BASE.resolve(file.asText()));
      ((ObjectNode) applied.path("metadata")).remove("namespace");
      if (elsewhere.contains(file.asText())) {
        assertThat(manifests.has(file.asText())).as(file.asText()).isFalse();
      } else {
        assertThat(manifests.path(file.asText())).as(file.asText()).isEqualTo(applied);
      }
    }
  }

  @Test
  void theConsolesExamplesAreValid() {
    List<JsonNode> examples = Bundle.rendered().examples();
    assertThat(examples).hasSizeGreaterThanOrEqualTo(3);
    assertThat(examples).allSatisfy(example -> assertThat(mistakes(example)).isEmpty());
    ObjectNode wrong = examples.get(0).deepCopy();
    ((ObjectNode) wrong.path("spec")).put("seed", "42");
    assertThat(mistakes(wrong)).hasSize(1);
  }

  private static Set<ValidationMessage> mistakes(JsonNode example) {
    JsonNode crd =
        Bundle.rendered().manifests("CustomResourceDefinition").stream()
            .filter(one -> one.at("/spec/names/kind").equals(example.path("kind")))
            .findAny()
            .orElseThrow();
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(closed(crd.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec")));
    return schema.validate(example.path("spec"));
  }

  /** A server drops fields that it does not know; here they are mistakes. */
  private static JsonNode closed(JsonNode node) {
    if (node instanceof ObjectNode schema && schema.path("properties").isObject()) {
      schema.put("additionalProperties", false);
    }
    node.forEach(BundleTest::closed);
    return node;
  }
}
