package io.operatefirst.oncall.logentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.OnCallLogEntry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** From when on the time counts that an entry is kept. */
class LastChangeTest {

  private static final String ENTRY =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallLogEntry
      metadata: {name: disk, generation: 3}
      spec: {rotation: sre, type: Task, resolved: true}
      status:
        observedGeneration: 3
        phase: Closed
        lastSeen: "2026-11-01T08:00:00Z"
        conditions:
        - {type: Acknowledged, status: "True", reason: Any, message: "", lastTransitionTime: "2026-11-09T08:00:00Z"}
        - {type: Resolved, status: "True", reason: Any, message: "", lastTransitionTime: "2026-11-02T08:00:00Z"}
        - {type: Documented, status: "True", reason: Any, message: "", lastTransitionTime: "2026-11-03T08:00:00Z"}
      """;

  @Test
  void whatCameLastCounts() {
    assertThat(lastChange(ENTRY)).isEqualTo("2026-11-03T08:00:00Z");
    assertThat(lastChange(ENTRY.replace("2026-11-02", "2026-11-04")))
        .isEqualTo("2026-11-04T08:00:00Z");
    assertThat(lastChange(ENTRY.replace("2026-11-01", "2026-11-05")))
        .isEqualTo("2026-11-05T08:00:00Z");
  }

  /** What it says of an entry as it was before counts nothing. */
  @Test
  void aStatusThatIsNotYetAboutTheEntryAsItIsSaysNothing() {
    assertThat(LastChange.of(read(ENTRY.replace("generation: 3}", "generation: 4}")))).isEmpty();
  }

  @Test
  void whatIsNotClosedHasNone() {
    assertThat(LastChange.of(read(ENTRY.replace("phase: Closed", "phase: Resolved")))).isEmpty();
    assertThat(LastChange.of(read(ENTRY.substring(0, ENTRY.indexOf("status:\n"))))).isEmpty();
  }

  private static String lastChange(String yaml) {
    return LastChange.of(read(yaml)).map(Instant::toString).orElseThrow();
  }

  private static OnCallLogEntry read(String yaml) {
    return new KubernetesSerialization().unmarshal(yaml, OnCallLogEntry.class);
  }
}
