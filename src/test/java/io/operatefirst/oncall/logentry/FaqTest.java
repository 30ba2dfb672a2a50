package io.operatefirst.oncall.logentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.api.FaqSpec;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered at once. */
class FaqTest {

  private static final FaqSpec QUOTA =
      new FaqSpec("quota|\\blimits?\\b", "Ask for more.", "https://example.org/quota");
  private static final FaqSpec ACCESS = new FaqSpec("access", "Open an issue.", null);

  @ParameterizedTest
  @ValueSource(strings = {"More QUOTA please", "Who sets the\nlimit?", "limits: quota"})
  void aPatternIsFoundAnywhereInAnyCase(String question) {
    assertThat(new Faq(List.of(QUOTA, ACCESS)).answers(question))
        .containsExactly("Ask for more. https://example.org/quota");
  }

  @Test
  void allThatFitsIsTold() {
    assertThat(new Faq(List.of(ACCESS, QUOTA)).answers("access to my quota"))
        .containsExactly("Open an issue.", "Ask for more. https://example.org/quota");
  }

  @Test
  void whatIsNotKnownHasNoAnswer() {
    assertThat(new Faq(List.of(QUOTA)).answers("unlimited")).isEmpty();
    assertThat(new Faq(List.of()).answers("quota")).isEmpty();
  }

  @Test
  void notMoreThanPeopleRead() {
    List<FaqSpec> many =
        IntStream.range(0, 9).mapToObj(i -> new FaqSpec("a", "Answer " + i, null)).toList();
    assertThat(new Faq(many).answers("a")).hasSize(5).startsWith("Answer 0");
  }

  @Test
  void aPatternThatIsNoneDisturbsNoOther() {
    assertThat(new Faq(List.of(new FaqSpec("(", "x", null), ACCESS)).answers("access ("))
        .containsExactly("Open an issue.");
  }
}
