package io.operatefirst.oncall.logentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.OnCallLogEntry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When a problem came in: the server's clock goes three minutes ahead of the operator's. */
class CameInTest {

  private static final String TASK =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallLogEntry
      metadata: {name: disk, creationTimestamp: "2026-11-24T08:01:00Z"}
      spec: {rotation: sre, type: Task}
      """;
  private static final String ALERT =
      TASK.replace("type: Task", "type: Alert, source: {startsAt: \"2026-11-24T07:30:00Z\"}");
  private static final String SHOWN =
      """
      status:
        conditions:
        - {type: Acknowledged, status: "False", reason: Any, message: "", lastTransitionTime: "2026-11-24T07:58:00Z"}
      """;
  private static final Instant NOW = Instant.parse("2026-11-24T07:59:00Z");

  @Test
  void whatIsReportedComesInWhenItIsReportedFirst() {
    assertThat(cameIn(ALERT)).isEqualTo(NOW);
  }

  @Test
  void onTheNextLookItStillDoes() {
    assertThat(cameIn(ALERT + SHOWN)).isEqualTo("2026-11-24T07:58:00Z");
  }

  @Test
  void whatAPersonMakesComesInWhenTheServerHasIt() {
    assertThat(cameIn(TASK)).isEqualTo("2026-11-24T08:01:00Z");
    assertThat(cameIn(TASK + SHOWN)).isEqualTo("2026-11-24T08:01:00Z");
  }

  private static Instant cameIn(String yaml) {
    OnCallLogEntry entry = new KubernetesSerialization().unmarshal(yaml, OnCallLogEntry.class);
    return LogEntries.cameIn(entry, Sightings.of(entry), NOW);
  }
}
