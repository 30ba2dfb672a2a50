package io.operatefirst.oncall.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which texts are worth a look when another one comes in. */
class LikenessTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "How can I get more quota in JupyterHub? | JupyterHub quota is too small",
        "PVC quota exceeded in jupyterhub | jupyterhub: PVC cannot be made, quota exceeded",
        "Kafka topic cannot be created | Cannot create a kafka topic, the topic is created never",
        "Přístup do Prahy nefunguje | Nefunguje přístup",
      })
  void whatIsAboutTheSameIs(String one, String other) {
    assertThat(Likeness.of(one, other)).isGreaterThanOrEqualTo(Likeness.WORTH_A_LOOK);
    assertThat(Likeness.of(other, one)).isEqualTo(Likeness.of(one, other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "How can I get more quota in JupyterHub? | How can I get access to ArgoCD?",
        "JupyterHub is down | JupyterHub image for R",
        "Can you help me please? | Please help, can you?",
        "The build of the image of the notebook server fails with an error on push | Grafana error on push",
        "'' | ''",
      })
  void whatHasOnlyCommonWordsOrOneWordInCommonIsNot(String one, String other) {
    assertThat(Likeness.of(one, other)).isLessThan(Likeness.WORTH_A_LOOK);
  }

  @Test
  void theSameInOtherLettersIsTheSame() {
    assertThat(Likeness.of("KAFKA topic/quota", "kafka-topic quota!")).isEqualTo(1);
  }
}
