package io.operatefirst.oncall.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "10m, PT10M",
    "1h30m, PT1H30M",
    "1h30m0s, PT1H30M",
    "90d, P90D",
    "2d, P2D",
    "45s, PT45S",
    "1d2h3m4s, P1DT2H3M4S",
    "99999d, P99999D"
  })
  void isReadAsWritten(String text, Duration duration) {
    assertThat(Durations.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0m", "0d0h"})
  void noTimeAtAllIsNone(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.parse(text))
        .withMessage("is no time at all");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "10", "m", "10 m", "30m1h", "1.5h", "-1h", "10M", "10ms", "100000d"})
  void whatIsOfAnotherFormIsNone(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.parse(text))
        .withMessage("is no duration");
  }
}
