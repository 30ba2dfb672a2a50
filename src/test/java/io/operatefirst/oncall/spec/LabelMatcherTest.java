package io.operatefirst.oncall.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Matchers are read and hold as in Alertmanager. */
class LabelMatcherTest {

  private static final Map<String, String> ALERT =
      Map.of("alertname", "KubePodNotReady", "severity", "warning", "namespace", "shop");

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      value = {
        "severity=\"warning\"; true",
        "severity=warning; true",
        "  severity  =  warning  ; true",
        "severity=critical; false",
        "severity!=critical; true",
        "severity!=\"warning\"; false",
        "severity=~\"critical|warning\"; true",
        "severity=~critical|warning; true",
        "severity!~\"critical|warning\"; false",
        "{severity=\"warning\"}; true",
        "{ severity=\"warning\" , namespace=shop }; true",
        "{severity=\"warning\",namespace=\"shop\",}; true",
        "severity=warning,namespace=payments; false",
        "\"severity\"=\"warning\"; true",
      })
  void holdsOrNot(String text, boolean expected) {
    assertThat(matches(text, ALERT)).isEqualTo(expected);
  }

  @Test
  void anExpressionIsOfTheWholeValue() {
    assertThat(matches("alertname=~\"Kube\"", ALERT)).isFalse();
    assertThat(matches("alertname=~\"Kube.*\"", ALERT)).isTrue();
    assertThat(matches("alertname=~\"x|Kube\"", ALERT)).isFalse();
    assertThat(matches("alertname!~\"Kube\"", ALERT)).isTrue();
  }

  @Test
  void aLabelThatIsMissingIsEmpty() {
    assertThat(matches("team=\"\"", ALERT)).isTrue();
    assertThat(matches("team!=\"\"", ALERT)).isFalse();
    assertThat(matches("team!=\"a\"", ALERT)).isTrue();
    assertThat(matches("team=~\".*\"", ALERT)).isTrue();
    assertThat(matches("team=~\".+\"", ALERT)).isFalse();
    assertThat(matches("team=", ALERT)).isTrue();
  }

  @Test
  void whatIsQuotedMayHoldAnything() {
    assertThat(matches("note=\"a,b} = c\"", Map.of("note", "a,b} = c"))).isTrue();
    assertThat(matches("{note=\"a\\\"b\"}", Map.of("note", "a\"b"))).isTrue();
    assertThat(matches("note=\"a\\\\b\"", Map.of("note", "a\\b"))).isTrue();
    assertThat(matches("note=\"a\\nb\"", Map.of("note", "a\nb"))).isTrue();
    // As Alertmanager leaves them to the expression.
    assertThat(matches("note=~\"\\d+\"", Map.of("note", "42"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\0',
      value = {
        "severity; is no matcher: one of =, !=, =~ and !~ is missing",
        "=warning; is no matcher: a label name is missing",
        "9a=b; is no matcher: a label name is missing",
        "a=\"b; is no matcher: the quotation mark is not closed",
        "{a=b; is no matcher: the brace is not closed",
        "{a=b} c; is no matcher: something follows the brace",
        "{}; is no matcher: there is no matcher",
        "a=\"b\" c=\"d\"; is no matcher: something stands between two matchers that is no comma",
      })
  void whatIsNoneIsSaid(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LabelMatcher.parse(text))
        .withMessage(message);
  }

  @Test
  void anExpressionThatIsNoneIsSaid() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LabelMatcher.parse("a=~\"(\""))
        .withMessageStartingWith("is no regular expression (");
  }

  private static boolean matches(String text, Map<String, String> labels) {
    return LabelMatcher.parse(text).stream().allMatch(matcher -> matcher.matches(labels));
  }
}
