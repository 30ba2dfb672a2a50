package io.operatefirst.oncall.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.operatefirst.oncall.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with on-call duty itself is an alert, and each alert tells what to do. */
class MonitoringTest {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Path RULES = Path.of("deploy", "monitoring", "prometheusrule.yaml");
  private static final Path DASHBOARD = Path.of("deploy", "console", "dashboard.yaml");
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
    for (JsonNode alert : alerts()) {
      assertMetricsAreThere(alert.path("expr").asText());
    }
  }

  @Test
  void theDashboardShowsMetricsThatThereAre() throws IOException {
    List<String> expressions = dashboard();
    assertThat(expressions).hasSizeGreaterThan(9).allSatisfy(one -> assertMetricsAreThere(one));
  }

  private static void assertMetricsAreThere(String expression) throws IOException {
    String page = Files.readString(Path.of("docs", "metrics.md"));
    assertThat(
            Pattern.compile("oncall_[a-z_]+").matcher(expression).results().map(MatchResult::group))
        .isNotEmpty()
        .allSatisfy(metric -> assertThat(page).contains("| `" + metric + "` |"));
  }

  /** Prometheus' own tool takes them as rules, with any value for what somebody chooses. */
  @Test
  void thePanelsOfTheDashboardAreQueries(@TempDir Path here) throws Exception {
    assumePromtool();
    List<Map<String, String>> rules =
        dashboard().stream()
            .map(one -> Map.of("record", "panel", "expr", one.replaceAll("\\$\\w+", ".*")))
            .toList();
    Map<String, Object> group = Map.of("name", "dashboard", "rules", rules);
    YAML.writeValue(here.resolve("rules.yaml").toFile(), Map.of("groups", List.of(group)));

    promtool(here, "check", "rules", "--lint=none", "rules.yaml");
  }

  /** At night nobody is on duty: that is none, not nothing. Of two handovers one waits. */
  @Test
  void theNumbersOfTheDashboardAreWhatTheirTitlesSay(@TempDir Path here) throws Exception {
    assumePromtool();
    Map<String, Integer> numbers =
        Map.of(
            "Rotations with somebody on duty now", 0,
            "Rotations with a gap ahead", 0,
            "Handovers that nobody has acknowledged", 1);
    List<Map<String, Object>> expected = new ArrayList<>();
    for (JsonNode panel : dashboardJson().at("/rows/0/panels")) {
      String expression = panel.at("/targets/0/expr").asText().replaceAll("\\$\\w+", ".*");
      int number = numbers.get(panel.path("title").asText());
      List<Map<String, Object>> one = List.of(Map.of("labels", "{}", "value", number));
      expected.add(Map.of("expr", expression, "eval_time", "1m", "exp_samples", one));
    }
    List<Map<String, String>> series =
        List.of(
            condition("sre", "OnDuty", "OutsideCoverage"),
            condition("sre", "HandedOver", "RunbooksOverdue"),
            condition("web", "HandedOver", "AwaitingAcknowledgement"));
    Map<String, Object> test =
        Map.of("interval", "1m", "input_series", series, "promql_expr_test", expected);
    YAML.writeValue(here.resolve("numbers.yaml").toFile(), Map.of("tests", List.of(test)));

    assertThat(expected).hasSameSizeAs(numbers.keySet());
    promtool(here, "test", "rules", "numbers.yaml");
  }

  /** One that is not as it should be, as it is counted. */
  private static Map<String, String> condition(String rotation, String type, String reason) {
    return Map.of(
        "series",
        "oncall_rotation_condition{namespace='ops',rotation='%s',type='%s',status='False',reason='%s'}"
            .formatted(rotation, type, reason),
        "values",
        "1x2");
  }

  private static List<String> dashboard() throws IOException {
    return dashboardJson().findValuesAsText("expr");
  }

  private static JsonNode dashboardJson() throws IOException {
    return new ObjectMapper()
        .readTree(YAML.readTree(DASHBOARD.toFile()).at("/data/oncall.json").asText());
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
    assumePromtool();
    YAML.writeValue(here.resolve("rules.yaml").toFile(), YAML.readTree(RULES.toFile()).get("spec"));
    Files.copy(TESTS, here.resolve("rules_test.yaml"));

    promtool(here, "test", "rules", "rules_test.yaml");
  }

  private static void assumePromtool() {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "promtool"))),
        "promtool is not installed");
  }

  private static void promtool(Path here, String... arguments) {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Run run = Run.of(new ProcessBuilder(command).directory(here.toFile()));
    assertThat(run).as("%s", run).returns(0, Run::code);
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
