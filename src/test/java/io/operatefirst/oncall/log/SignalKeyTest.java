package io.operatefirst.oncall.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignalKeyTest {

  private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

  @Test
  void theSameHappeningHasTheSameNameForever() {
    SignalKey key =
        SignalKey.of(Kind.ALERT, Map.of("namespace", "shop", "alertname", "KubePodCrashLooping"));

    assertThat(key.nameOf("sre", START)).isEqualTo("sre-alert-f63e4811f1a2ac87");
  }

  @Test
  void anotherStartIsAnotherOccurrence() {
    SignalKey key = SignalKey.of(Kind.ALERT, Map.of("alertname", "TargetDown"));

    assertThat(key.nameOf("sre", START)).isNotEqualTo(key.nameOf("sre", START.plusSeconds(1)));
  }

  @Test
  void noValueLooksLikeTheNextLabel() {
    SignalKey one = SignalKey.of(Kind.ALERT, Map.of("a", "1\n1b12", "c", "3"));
    SignalKey other = SignalKey.of(Kind.ALERT, Map.of("a", "1", "b", "2", "c", "3"));

    assertThat(one.digest()).isNotEqualTo(other.digest());
  }

  @Test
  void kindsDoNotMeet() {
    Map<String, String> labels = Map.of("name", "console");

    assertThat(SignalKey.of(Kind.ALERT, labels).digest())
        .isNotEqualTo(SignalKey.of(Kind.CLUSTER_OPERATOR, labels).digest());
  }

  @Test
  void theLongestNameIsStillALabelValue() {
    SignalKey key = SignalKey.of(Kind.CLUSTER_OPERATOR, Map.of("name", "console"));

    assertThat(key.nameOf("r".repeat(40), START)).hasSizeLessThanOrEqualTo(253);
  }
}
