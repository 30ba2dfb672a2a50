package io.operatefirst.oncall.notify.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.notify.Text;
import org.junit.jupiter.api.Test;

/** Nothing in a text calls anybody, and commands can be copied. */
class SlackTextTest {

  @Test
  void whatIsWrittenInAnAlertDisturbsNobody() {
    assertThat(SlackText.of(new Text("<!channel> a & b", "<@U0BOB> look > there")))
        .isEqualTo("*&lt;!channel&gt; a &amp; b*\n&lt;@U0BOB&gt; look &gt; there");
  }

  @Test
  void commandsStandOnTheirOwn() {
    String body =
        """
        Say that you look after it:
          oc patch ocl down --type merge
          oc get ocl
        Or not:
          oc delete oco x
        """;
    assertThat(SlackText.of(new Text("Down", body)))
        .isEqualTo(
            """
            *Down*
            Say that you look after it:
            ```
            oc patch ocl down --type merge
            oc get ocl
            ```
            Or not:
            ```
            oc delete oco x
            ```
            """
                .strip());
  }

  @Test
  void aHeadlineWithAsterisksIsNotMadeBold() {
    assertThat(SlackText.of(new Text("rm -rf *", ""))).isEqualTo("rm -rf *");
  }

  @Test
  void whatIsLongIsCutAndSaysSo() {
    assertThat(SlackText.of(new Text("Long", "x".repeat(20_000))))
        .hasSizeLessThan(12_100)
        .endsWith("x…\n(It is longer; the whole of it is in the cluster.)");
  }
}
