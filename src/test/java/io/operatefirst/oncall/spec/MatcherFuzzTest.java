package io.operatefirst.oncall.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Map;

/** Whatever somebody writes as a matcher: it is one, or it is said why it is none. */
class MatcherFuzzTest {

  /** As the CRD has room for. */
  private static final int LONGEST = 1024;

  @FuzzTest
  void matcher(FuzzedDataProvider data) {
    Map<String, String> labels = Map.of("severity", data.consumeString(200), "a", "b");
    String text = data.consumeRemainingAsString();
    if (text.length() > LONGEST) {
      return;
    }
    List<LabelMatcher> read;
    try {
      read = LabelMatcher.parse(text);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).matches("(?s)(is|has) .+");
      return;
    }
    assertThat(read).isNotEmpty();
    List<LabelMatcher> again = LabelMatcher.parse(text);
    List<LabelMatcher> amongBlanks = LabelMatcher.parse(" " + text + " ");
    for (int i = 0; i < read.size(); i++) {
      boolean matches = read.get(i).matches(labels);
      assertThat(again.get(i).matches(labels)).isEqualTo(matches);
      assertThat(amongBlanks.get(i).matches(labels)).isEqualTo(matches);
      assertThat(read.get(i).matches(Map.of()))
          .isEqualTo(read.get(i).matches(Map.of(read.get(i).label(), "")));
    }
  }
}
