package io.operatefirst.oncall.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with on-call duty itself is an alert, and each alert tells what to do. */
class MonitoringTest {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Path RULES = Path.of("deploy", "monitoring", "prometheusrule.yaml");
  private static final Path TESTS = Path.of("src", "test", "prometheus", "rules_test.yaml");
  private static final String RUNBOOKS =
      "https://github.com/operate-first/oncall-operator/blob/main/docs/runbooks/";

  @Test
  void eachAlertHasARunbookInTheFormOfOpenShift() throws IOException {
    List<String> names = new ArrayList<>();
    for (JsonNode alert : alerts()) {
      String name = alert.path("alert").asText();
      names.add(name + ".md");
      assertThat(alert.at("/annotations/runbook_url").asText()).isEqualTo(RUNBOOKS + name + ".md");
      assertThat(alert.at("/annotations/summary").asText()).endsWith(".");
      assertThat(alert.at("/annotations/description").asText()).endsWith(".");
      assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning", "info");
      assertThat(headings(Path.of("docs", "runbooks", name + ".md")))
          .containsExactly("# " + name, "## Meaning", "## Impact", "## Diagnosis", "## Mitigation");
    }
    try (Stream<Path> runbooks = Files.list(Path.of("docs", "runbooks"))) {
      assertThat(runbooks.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(names);
    }
  }

  @Test
  void eachAlertGoesByMetricsThatThereAre() throws IOException {
    String page = Files.readString(Path.of("docs", "metrics.md"));
    for (JsonNode alert : alerts()) {
      List<String> metrics =
          Pattern.compile("oncall_[a-z_]+")
              .matcher(alert.path("expr").asText())
              .results()
              .map(MatchResult::group)
              .toList();
      assertThat(metrics).isNotEmpty();
      assertThat(metrics).allSatisfy(metric -> assertThat(page).contains("| `" + metric + "` |"));
    }
  }

  @Test
  void eachAlertIsTested() throws IOException {
    String tests = Files.readString(TESTS);
    for (JsonNode alert : alerts()) {
      assertThat(tests).contains("docs/runbooks/" + alert.path("alert").asText() + ".md");
    }
  }

  /** By Prometheus' own tool, where it is installed, as CI has it. */
  @Test
  void theyFireWhenTheyShouldAndNotBefore(@TempDir Path here) throws Exception {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "promtool"))),
        "promtool is not installed");
    YAML.writeValue(here.resolve("rules.yaml").toFile(), YAML.readTree(RULES.toFile()).get("spec"));
    Files.copy(TESTS, here.resolve("rules_test.yaml"));

    Process promtool =
        new ProcessBuilder("promtool", "test", "rules", "rules_test.yaml")
            .directory(here.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(promtool.waitFor()).as(said).isZero();
  }

  private static List<JsonNode> alerts() throws IOException {
    List<JsonNode> alerts = new ArrayList<>();
    YAML.readTree(RULES.toFile()).at("/spec/groups/0/rules").forEach(alerts::add);
    assertThat(alerts).isNotEmpty();
    return alerts;
  }

  private static List<String> headings(Path page) throws IOException {
    return Files.readAllLines(page).stream().filter(line -> line.startsWith("#")).toList();
  }
}
