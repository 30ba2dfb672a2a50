package io.operatefirst.oncall.corpus;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.corpus.CrdRules.Verdict;
import io.operatefirst.oncall.spec.OverrideReader;
import io.operatefirst.oncall.spec.Problem;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each mistake in an override is answered with a line that says what to do, by server or operator.
 */
class OverrideCorpusTest {

  private static final CrdRules RULES = new CrdRules("oncalloverrides");
  private static final OverrideReader OVERRIDES = new OverrideReader(new KubernetesSerialization());

  static Stream<CorpusFile> overrides() {
    return CorpusFile.in("override");
  }

  /** Where the schema refuses a file, a server does not come to the rules. */
  static Stream<CorpusFile> ruled() {
    return overrides().filter(file -> file.server().isEmpty() || file.needs() >= 25);
  }

  @ParameterizedTest
  @MethodSource("overrides")
  void theOperatorNamesEachMistake(CorpusFile file) {
    List<JsonNode> documents = file.documents();

    assertThat(OVERRIDES.check(documents.get(documents.size() - 1)))
        .extracting(Problem::toString)
        .isEqualTo(file.operator());
  }

  @ParameterizedTest
  @MethodSource("ruled")
  void anOverrideBreaksTheRulesThatItsFileNames(CorpusFile file) {
    Set<String> broken =
        verdicts(file).stream().filter(v -> !v.holds()).map(Verdict::message).collect(toSet());
    List<String> fragments = file.server().stream().flatMap(List::stream).toList();

    assertThat(broken)
        .isEqualTo(
            RULES.messages().stream()
                .filter(message -> fragments.stream().anyMatch(message::contains))
                .collect(toSet()));
  }

  @Test
  void eachRuleIsKeptByOneFileAndBrokenByAnother() {
    assertThat(ruled().flatMap(file -> verdicts(file).stream()).collect(toSet()))
        .isEqualTo(
            RULES.messages().stream()
                .flatMap(
                    message -> Stream.of(new Verdict(message, true), new Verdict(message, false)))
                .collect(toSet()));
  }

  private static List<Verdict> verdicts(CorpusFile file) {
    List<JsonNode> documents = file.documents();
    return documents.size() == 1
        ? RULES.create(documents.get(0))
        : RULES.update(documents.get(0), documents.get(1));
  }
}
