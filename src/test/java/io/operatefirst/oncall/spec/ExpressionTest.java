package io.operatefirst.oncall.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A regular expression costs what one can see of it. */
class ExpressionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{1000}){1000}){1000}",
        "(?:(?:a{100}){1,100})",
        "((((a{10,}){10}){10}){10}){10}",
        "(a(b[)]\\)c{900}){3})",
        "[[:alpha:]]{999}[]a]{999}\\Q(\\E{4}",
        "(\\p{Greek}{50}){41}",
      })
  void whatWouldBeTooLongIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Expression.of(text))
        .withMessage("is too long with its repetitions written out: more than 1500 characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quota|limit",
        "[0-9]{1,3}(\\.[0-9]{1,3}){3}",
        "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        "a{1000}",
        "{1000}{,5}",
        "\\Q((a{1000}){1000}){1000}\\E",
        "\\x{10FFFF}[(a{1000}){1000}]",
      })
  void whatIsNotIsTaken(String text) {
    if (text.startsWith("{")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Expression.of(text))
          .withMessageStartingWith("is no regular expression (");
    } else {
      assertThat(Expression.of(text).size()).isLessThan(2 * Expression.MOST);
    }
  }

  /** The library would look for the other case of it for ever. */
  @ParameterizedTest
  @ValueSource(strings = {"\u1c80", "[\u0400-\ua64b]", "[\\x{80}-\\x{FFFF}]", "\\x{1C88}"})
  void whatHasNoOtherCaseIsRefusedWhereCaseIsIgnored(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Expression.ignoringCase(text))
        .withMessageStartingWith("has one of the characters U+1C80 to U+1C88 where ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Expression.ofWhole("(?s-i:(?i)" + text + ")"));
    assertThat(Expression.of(text).isFoundIn("\u1c80\u1c88")).isTrue();
  }

  @Test
  void whatHasAnotherCaseOrNoneIsTakenAllTheSame() {
    assertThat(Expression.ignoringCase("[\u0400-\u04ff]+").isFoundIn("\u0416")).isTrue();
    assertThat(Expression.ignoringCase("kafka-\u96c6\u7fa4").isFoundIn("Kafka-\u96c6\u7fa4"))
        .isTrue();
  }

  @Test
  void itIsFoundSomewhereOrIsTheWhole() {
    assertThat(Expression.ignoringCase("Quota").isFoundIn("more quota, please")).isTrue();
    assertThat(Expression.of("Quota").isFoundIn("more quota, please")).isFalse();
    assertThat(Expression.ofWhole("a|b").isFoundIn("ab")).isFalse();
    assertThat(Expression.ofWhole("a|b").isFoundIn("b")).isTrue();
  }
}
