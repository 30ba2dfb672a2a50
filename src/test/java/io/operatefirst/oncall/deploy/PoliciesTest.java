package io.operatefirst.oncall.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The policies let through whom they should: their expressions, by a CEL library. */
class PoliciesTest {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Path POLICIES = Path.of("deploy", "policies");
  private static final String LOG = "oncall.operate-first.cloud/oncalllogentries/ops/";

  private static final Map<String, Object> NOTHING = entry("disk", Map.of("type", "Task"));
  private static final Map<String, Object> REPORT =
      entry("ask", Map.of("type", "Question", "source", Map.of("key", "x")));
  private static final Map<String, Object> HANDOVER = entry("first", Map.of("type", "Handover"));

  @Test
  void theKustomizationNamesEveryFile() throws IOException {
    try (Stream<Path> files = Files.list(POLICIES)) {
      assertThat(YAML.readTree(POLICIES.resolve("kustomization.yaml").toFile()).get("resources"))
          .extracting(JsonNode::asText)
          .containsExactlyInAnyOrderElementsOf(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> !name.equals("kustomization.yaml"))
                  .toList());
    }
  }

  @Test
  void eachPolicyIsBoundAndDenies() throws IOException {
    for (String name : List.of("acknowledge", "handovers", "reports")) {
      JsonNode binding = YAML.readTree(POLICIES.resolve(name + "-binding.yaml").toFile());
      assertThat(binding.at("/spec/policyName").asText())
          .isEqualTo(policy(name).at("/metadata/name").asText());
      assertThat(binding.at("/spec/validationActions/0").asText()).isEqualTo("Deny");
      assertThat(policy(name).at("/spec/matchConstraints/resourceRules/0/resources/0").asText())
          .isEqualTo("oncalllogentries");
    }
  }

  @Test
  void peopleAcknowledgeInTheirOwnNames() throws IOException {
    assertThat(allows("acknowledge", "CREATE", "alice", NOTHING, NOTHING)).isTrue();
    assertThat(allows("acknowledge", "UPDATE", "alice", NOTHING, by("alice"))).isTrue();
    assertThat(allows("acknowledge", "UPDATE", "alice", NOTHING, by("bob"))).isFalse();
    assertThat(allows("acknowledge", "CREATE", "alice", NOTHING, by("bob"))).isFalse();
    assertThat(allows("acknowledge", "UPDATE", "alice", by("bob"), by("carol"))).isFalse();
    // What somebody else has acknowledged may be resolved, and given back.
    assertThat(allows("acknowledge", "UPDATE", "alice", by("bob"), by("bob"))).isTrue();
    assertThat(allows("acknowledge", "UPDATE", "alice", by("bob"), NOTHING)).isTrue();
    assertThat(allows("acknowledge", "UPDATE", "op", NOTHING, by("bob"), LOG + "acknowledge-for"))
        .isTrue();
  }

  @Test
  void handoversAreMadeAndDeletedByWhoMay() throws IOException {
    assertThat(allows("handovers", "CREATE", "alice", null, HANDOVER)).isFalse();
    assertThat(allows("handovers", "DELETE", "alice", HANDOVER, null)).isFalse();
    assertThat(allows("handovers", "CREATE", "op", null, HANDOVER, LOG + "handover")).isTrue();
    assertThat(allows("handovers", "DELETE", "op", HANDOVER, null, LOG + "handover")).isTrue();
    assertThat(allows("handovers", "CREATE", "alice", null, NOTHING)).isTrue();
    assertThat(allows("handovers", "DELETE", "alice", NOTHING, null)).isTrue();
    String tidies = "system:serviceaccount:kube-system:namespace-controller";
    assertThat(allows("handovers", "DELETE", tidies, HANDOVER, null)).isTrue();
    assertThat(allows("handovers", "CREATE", tidies, null, HANDOVER)).isFalse();
  }

  /** Else anybody could make what a rotation then meets where its next handover is to be. */
  @Test
  void nothingElseHasTheNameOfAHandover() throws IOException {
    Map<String, Object> inTheWay = entry("sre-handover-000018", Map.of("type", "Task"));
    assertThat(allows("handovers", "CREATE", "alice", null, inTheWay)).isFalse();
    assertThat(allows("handovers", "CREATE", "op", null, inTheWay, LOG + "handover")).isTrue();
    assertThat(allows("handovers", "DELETE", "alice", inTheWay, null)).isTrue();
    Map<String, Object> about = entry("sre-handover-was-late", Map.of("type", "Task"));
    assertThat(allows("handovers", "CREATE", "alice", null, about)).isTrue();
  }

  @Test
  void whatHasASourceIsReportedByWhoMay() throws IOException {
    Map<String, Object> alike = entry("disk", Map.of("type", "Alert"));
    assertThat(allows("reports", "CREATE", "alice", null, alike)).isFalse();
    assertThat(allows("reports", "CREATE", "alice", null, REPORT)).isFalse();
    assertThat(allows("reports", "CREATE", "alice", null, NOTHING)).isTrue();
    assertThat(allows("reports", "CREATE", "op", null, REPORT, LOG + "report")).isTrue();
  }

  @Test
  void theOperatorHasTheVerbsThatTheyAskFor() throws IOException {
    assertThat(
            YAML.readTree(POLICIES.resolve("clusterrole-operator.yaml").toFile())
                .at("/rules/0/verbs"))
        .extracting(JsonNode::asText)
        .containsExactly("acknowledge-for", "handover", "report");
  }

  private static Map<String, Object> by(String name) {
    return entry("disk", Map.of("type", "Task", "acknowledgedBy", name));
  }

  private static Map<String, Object> entry(String name, Map<String, Object> spec) {
    return Map.of("metadata", Map.of("name", name), "spec", spec);
  }

  private static JsonNode policy(String name) throws IOException {
    return YAML.readTree(POLICIES.resolve(name + ".yaml").toFile());
  }

  /** Whether the server would let it through; rights are group/resource/namespace/verb. */
  private static boolean allows(
      String name,
      String operation,
      String user,
      Map<String, Object> before,
      Map<String, Object> after,
      String... rights)
      throws IOException {
    Map<String, Object> variables = new HashMap<>();
    variables.put("object", after == null ? NullValue.NULL_VALUE : after);
    variables.put("oldObject", before == null ? NullValue.NULL_VALUE : before);
    variables.put(
        "request",
        Map.of("operation", operation, "namespace", "ops", "userInfo", Map.of("username", user)));
    variables.put("authorizer", String.join(",", rights) + ":");
    JsonNode spec = policy(name).get("spec");
    for (JsonNode condition : spec.path("matchConditions")) {
      if (!holds(condition.get("expression").asText(), variables)) {
        return true;
      }
    }
    for (JsonNode validation : spec.get("validations")) {
      if (!holds(validation.get("expression").asText(), variables)) {
        return false;
      }
    }
    return true;
  }

  /** The authorizer is a text here: the rights, to which each call adds what it asks. */
  private static boolean holds(String expression, Map<String, Object> variables) {
    CelCompilerBuilder compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("object", SimpleType.DYN)
            .addVar("oldObject", SimpleType.DYN)
            .addVar("request", SimpleType.DYN)
            .addVar("authorizer", SimpleType.STRING)
            .addFunctionDeclarations(
                CelFunctionDecl.newFunctionDeclaration(
                    "allowed",
                    CelOverloadDecl.newMemberOverload(
                        "allowed", SimpleType.BOOL, SimpleType.STRING)));
    var runtime =
        CelRuntimeFactory.legacyCelRuntimeBuilder()
            .addFunctionBindings(
                CelFunctionBinding.from("allowed", String.class, PoliciesTest::allowed));
    for (String step : List.of("group", "resource", "namespace", "check")) {
      compiler.addFunctionDeclarations(
          CelFunctionDecl.newFunctionDeclaration(
              step,
              CelOverloadDecl.newMemberOverload(
                  step, SimpleType.STRING, SimpleType.STRING, SimpleType.STRING)));
      runtime.addFunctionBindings(
          CelFunctionBinding.from(
              step, String.class, String.class, (asked, more) -> asked + "/" + more));
    }
    CelCompiler built = compiler.build();
    CelRuntime run = runtime.build();
    try {
      return (boolean) run.createProgram(built.compile(expression).getAst()).eval(variables);
    } catch (Exception e) {
      throw new AssertionError(expression, e);
    }
  }

  private static boolean allowed(String rightsAndAsked) {
    int asked = rightsAndAsked.indexOf(":/");
    return List.of(rightsAndAsked.substring(0, asked).split(","))
        .contains(rightsAndAsked.substring(asked + 2));
  }
}
