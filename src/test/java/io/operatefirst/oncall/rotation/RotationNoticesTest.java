package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.api.NoticeStatus;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A status remembers what may be told again, and not all that ever was. */
class RotationNoticesTest {

  @Test
  void whatWasToldOfEarlierHandoversGivesWay() {
    assertThat(
            kept(
                "GapAhead-2026-12-24",
                "Debts-6",
                "NobodyAvailable-6",
                "Debts-17",
                "NobodyAvailable-7",
                "Debts-7"))
        .containsExactly("GapAhead-2026-12-24", "NobodyAvailable-7", "Debts-7");
  }

  @Test
  void ofTheRestTheNewestStay() {
    String[] gaps =
        IntStream.rangeClosed(1, OnCallRotationStatus.MOST_NOTICES + 2)
            .mapToObj(day -> "GapAhead-2026-12-%02d".formatted(day))
            .toArray(String[]::new);

    assertThat(kept(gaps))
        .hasSize(OnCallRotationStatus.MOST_NOTICES)
        .startsWith("GapAhead-2026-12-03")
        .endsWith("GapAhead-2026-12-18");
  }

  private static List<String> kept(String... notices) {
    return RotationNotices.kept(
            Stream.of(notices)
                .map(key -> new NoticeStatus(key, "Email", List.of("bob"), "2026-12-01T08:00:00Z"))
                .toList(),
            7)
        .stream()
        .map(NoticeStatus::notice)
        .toList();
  }
}
