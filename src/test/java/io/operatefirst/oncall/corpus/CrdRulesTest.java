package io.operatefirst.oncall.corpus;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.corpus.CrdRules.Verdict;
import io.operatefirst.oncall.schedule.JollydayHolidays;
import io.operatefirst.oncall.spec.RosterReader;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules of the CRDs, by a CEL library: for servers that are newer than the one at hand, and for
 * the operator that must say the same to older ones.
 */
class CrdRulesTest {

  private static final CrdRules ROTATION = new CrdRules("oncallrotations");
  private static final CrdRules ENTRY = new CrdRules("oncalllogentries");

  private static final RosterReader ROSTERS =
      new RosterReader(new KubernetesSerialization(), new JollydayHolidays(), new TestClock());

  /** Where the schema refuses a file, a server does not come to the rules. */
  static Stream<CorpusFile> rotations() {
    return Stream.concat(
        CorpusFile.in("valid", "invalid/semantic"),
        CorpusFile.in("invalid/schema").filter(file -> file.needs() >= 25));
  }

  static Stream<CorpusFile> entries() {
    return CorpusFile.in("entry");
  }

  @ParameterizedTest
  @MethodSource("rotations")
  void aRotationBreaksTheRulesThatItsFileNames(CorpusFile file) {
    assertThat(broken(ofRotation(file))).isEqualTo(named(file, ROTATION));
  }

  @ParameterizedTest
  @MethodSource("entries")
  void anEntryBreaksTheRulesThatItsFileNames(CorpusFile file) {
    assertThat(broken(ofEntry(file))).isEqualTo(named(file, ENTRY));
  }

  @Test
  void eachRuleIsKeptByOneFileAndBrokenByAnother() {
    assertThat(verdicts(rotations().flatMap(file -> ofRotation(file).stream())))
        .isEqualTo(keptAndBroken(ROTATION));
    assertThat(verdicts(entries().flatMap(file -> ofEntry(file).stream())))
        .isEqualTo(keptAndBroken(ENTRY));
  }

  private static List<Verdict> ofRotation(CorpusFile file) {
    return ROTATION.create(ROSTERS.admitted(file.resource()));
  }

  /** One document is created; of two the second replaces the first. */
  private static List<Verdict> ofEntry(CorpusFile file) {
    List<JsonNode> documents = file.documents();
    return documents.size() == 1
        ? ENTRY.create(documents.get(0))
        : ENTRY.update(documents.get(0), documents.get(1));
  }

  private static Set<String> broken(List<Verdict> verdicts) {
    return verdicts.stream().filter(v -> !v.holds()).map(Verdict::message).collect(toSet());
  }

  /** The rules of whose messages the file quotes a part. */
  private static Set<String> named(CorpusFile file, CrdRules rules) {
    List<String> fragments = file.server().stream().flatMap(List::stream).toList();
    return rules.messages().stream()
        .filter(message -> fragments.stream().anyMatch(message::contains))
        .collect(toSet());
  }

  private static Set<Verdict> verdicts(Stream<Verdict> verdicts) {
    return verdicts.collect(toSet());
  }

  private static Set<Verdict> keptAndBroken(CrdRules rules) {
    return rules.messages().stream()
        .flatMap(message -> Stream.of(new Verdict(message, true), new Verdict(message, false)))
        .collect(toSet());
  }
}
