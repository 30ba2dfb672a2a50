package io.operatefirst.oncall.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.operatefirst.oncall.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What OpenShift's console offers: the samples that there are, each as its file has it. */
class ConsoleTest {

  private static final Path CONSOLE = Path.of("deploy", "console");
  private static final Path SAMPLES = Path.of("deploy", "samples");
  private static final YAMLMapper YAML =
      new YAMLMapper(
          new YAMLFactory()
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE));

  private static final Map<String, String> TITLES = titles();

  private static Map<String, String> titles() {
    Map<String, String> titles = new LinkedHashMap<>();
    titles.put("sre", "A team of five, a day each");
    titles.put("weekly", "A week each");
    titles.put("adopt", "A list that is in use already");
    titles.put("intakes", "Hear alerts, events and the platform");
    titles.put("questions", "Take questions from Slack, GitHub and mail");
    titles.put("cover", "Cover for a night");
    titles.put("swap", "Swap two days");
    titles.put("task", "A task");
    return titles;
  }

  @Test
  void eachSampleIsOffered() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
          .containsExactlyInAnyOrderElementsOf(TITLES.keySet());
    }
    StringBuilder all = new StringBuilder();
    for (String name : TITLES.keySet()) {
      all.append(YAML.writeValueAsString(sample(name)));
    }
    all.insert("---\n".length(), "# Generated from deploy/samples by make generate.\n");
    Golden.assertMatches(CONSOLE.resolve("samples.yaml"), all.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "console/samples.yaml consoleyamlsamples",
        "console/quickstart.yaml consolequickstarts",
        "monitoring/prometheusrule.yaml prometheusrules",
        "monitoring/servicemonitor.yaml servicemonitors"
      })
  void eachIsWhatOpenShiftTakes(String manifestAndType) throws IOException {
    String[] parts = manifestAndType.split(" ", 2);
    JsonSchema schema = schema(parts[1]);
    for (JsonNode manifest : documents(Path.of("deploy").resolve(parts[0]))) {
      assertThat(schema.validate(manifest)).isEmpty();
    }
  }

  /** The schemas of OpenShift let unknown fields pass. */
  private static JsonSchema schema(String plural) throws IOException {
    JsonNode crd =
        YAML.readTree(ConsoleTest.class.getResourceAsStream("/openshift/" + plural + ".yaml"));
    JsonNode whole = crd.at("/spec/versions/0/schema/openAPIV3Schema");
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(whole);
  }

  private static List<JsonNode> documents(Path file) throws IOException {
    ObjectReader reader = YAML.readerFor(JsonNode.class);
    try (MappingIterator<JsonNode> documents = reader.readValues(file.toFile())) {
      return documents.readAll();
    }
  }

  private static Map<String, Object> sample(String name) throws IOException {
    String yaml = Files.readString(SAMPLES.resolve(name + ".yaml"));
    JsonNode resource = YAML.readTree(yaml);
    String description =
        String.join(
            " ",
            yaml.lines()
                .takeWhile(line -> line.startsWith("#"))
                .map(line -> line.substring(1).strip())
                .toList());
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put(
        "targetResource",
        new TreeMap<>(
            Map.of(
                "apiVersion", resource.path("apiVersion").asText(),
                "kind", resource.path("kind").asText())));
    spec.put("title", TITLES.get(name));
    spec.put("description", description);
    spec.put("yaml", yaml);
    Map<String, Object> sample = new LinkedHashMap<>();
    sample.put("apiVersion", "console.openshift.io/v1");
    sample.put("kind", "ConsoleYAMLSample");
    sample.put("metadata", Map.of("name", "oncall-" + name));
    sample.put("spec", spec);
    return sample;
  }
}
