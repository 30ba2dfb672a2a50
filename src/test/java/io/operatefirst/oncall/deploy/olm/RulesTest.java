package io.operatefirst.oncall.deploy.olm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.zjsonpatch.JsonPatch;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bundle keeps every rule that "operator-sdk bundle validate", the scorecard and "opm validate"
 * would hold it against, as far as that needs neither their binaries nor a registry.
 */
class RulesTest {

  private static final Path BROKEN = Path.of("src", "test", "resources", "olm", "broken.yaml");
  private static final Bundle BUNDLE = Bundle.rendered();

  @Test
  void theBundleKeepsEveryRule() {
    assertThat(Rule.brokenBy(BUNDLE)).isEmpty();
  }

  /** Broken in one place, it is that rule that complains. */
  @ParameterizedTest
  @MethodSource("broken")
  void eachRuleComplains(Broken broken) {
    JsonNode content = JsonPatch.apply(broken.patch(), BUNDLE.content());
    assertThat(Rule.brokenBy(new Bundle(content))).contains(broken.rule());
  }

  @Test
  void eachRuleIsBrokenOnce() {
    assertThat(Rule.all()).extracting(Rule::name).doesNotHaveDuplicates();
    assertThat(broken().stream().map(Broken::rule).distinct())
        .containsExactlyElementsOf(Rule.all().stream().map(Rule::name).toList());
  }

  static List<Broken> broken() {
    return Yaml.read(BROKEN).properties().stream()
        .flatMap(
            rule ->
                Stream.of(rule.getValue())
                    .flatMap(patches -> Bundle.list(patches).stream())
                    .map(patch -> new Broken(rule.getKey(), patch)))
        .toList();
  }

  /**
   * A way to break a rule.
   *
   * @param rule its name
   * @param patch a JSON patch of the bundle
   */
  record Broken(String rule, JsonNode patch) {}
}
