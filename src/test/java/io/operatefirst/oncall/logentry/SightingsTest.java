package io.operatefirst.oncall.logentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.log.Decision;
import io.operatefirst.oncall.log.Logged;
import io.operatefirst.oncall.log.Member;
import io.operatefirst.oncall.log.Observation;
import io.operatefirst.oncall.log.Severity;
import io.operatefirst.oncall.log.Sighting;
import io.operatefirst.oncall.log.Triage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What was seen is read back from an entry as it was written. */
class SightingsTest {

  private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

  /** Of half a character the server makes something else, which would look new each time. */
  @Test
  void noEmojiIsCutInHalf() {
    String value = "x".repeat(254) + "\ud83d\ude80 and more";

    assertThat(Sightings.labels(Map.of("pod", value)))
        .singleElement()
        .satisfies(label -> assertThat(label.value()).isEqualTo("x".repeat(254) + "…"));
  }

  @Test
  void whatIsCutWhenItIsWrittenDoesNotLookNewEachTime() {
    Map<String, String> labels = new TreeMap<>();
    for (int i = 0; i < 30; i++) {
      labels.put("label_%02d".formatted(i), "x".repeat(1000));
    }
    Observation seen =
        Sightings.asWritten(
            new Observation(
                true,
                1,
                List.of(
                    new Member("a", NINE, Severity.WARNING, labels, Member.State.FIRING, false))));
    Sighting first =
        ((Decision.Create) Triage.decide(seen, Optional.empty(), () -> true, NINE)).sighting();
    Map<String, String> written = new TreeMap<>();
    Sightings.write(first.members().get(0))
        .labels()
        .forEach(label -> written.put(label.name(), label.value()));

    assertThat(written).hasSize(16).isEqualTo(first.members().get(0).labels());
    assertThat(Triage.decide(seen, Optional.of(new Logged("e", false, first)), () -> true, NINE))
        .isEqualTo(new Decision.Ignore(Decision.Reason.KNOWN));
  }
}
