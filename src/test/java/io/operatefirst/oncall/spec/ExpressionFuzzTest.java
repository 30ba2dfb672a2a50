package io.operatefirst.oncall.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/** Whatever somebody writes as a regular expression: it is none, or costs little. */
class ExpressionFuzzTest {

  /** As the CRD has room for. */
  private static final int LONGEST = 1024;

  /** A group of nothing that may be left out takes as many for each time. */
  private static final int STEPS = 5;

  @FuzzTest
  void expression(FuzzedDataProvider data) {
    String searched = data.consumeString(500);
    String text = data.consumeRemainingAsString();
    if (text.length() > LONGEST) {
      return;
    }
    List<Expression> all;
    try {
      all = List.of(Expression.of(text), Expression.ignoringCase(text), Expression.ofWhole(text));
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).matches("(?s)(is|has) .+");
      return;
    }
    for (Expression one : all) {
      assertThat(one.size()).as("steps").isLessThan(STEPS * (Expression.MOST + 10));
      assertThat(one.isFoundIn(searched)).isEqualTo(one.isFoundIn(searched));
    }
    if (all.get(2).isFoundIn(searched)) {
      assertThat(all.get(0).isFoundIn(searched)).as("what is the whole is in it").isTrue();
    }
  }
}
