package io.operatefirst.oncall.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server asks for, in both ways in which it may. */
class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0,                               0",
    "1,                               1",
    "' 30 ',                          30",
    "999999999,                       999999999",
    "'Thu, 26 Nov 2026 09:02:03 GMT', 123",
    "'Thu, 26 Nov 2026 09:00:00 GMT', 0",
    "'Thu, 26 Nov 2026 08:59:59 GMT', 0",
  })
  void isATime(String header, long seconds) {
    assertThat(RetryAfter.of(header, NOW)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void isNoneWhereThereIsNone() {
    assertThat(RetryAfter.of(null, NOW)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "-5",
        "1.5",
        "٣٠",
        "99999999999999999999",
        "2026-11-26T09:02:03Z",
        // There is no such day.
        "Mon, 26 Nov 2026 09:02:03 GMT",
        "Thu, 31 Nov 2026 09:02:03 GMT"
      })
  void whatNobodyUnderstandsIsNone(String header) {
    assertThat(RetryAfter.of(header, NOW)).isZero();
  }
}
