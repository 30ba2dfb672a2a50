package io.operatefirst.oncall.logentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.SimilarStatus;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which entries are offered to whoever gets one that reads like them. */
class SimilarTest {

  private static final OnCallLogEntry OLD = task("old", "'https://example.org/old'");

  @Test
  void theRunbookOfAnotherOneIs() {
    assertThat(Similar.to(task("fresh", "null"), () -> Stream.of(OLD)))
        .containsExactly(new SimilarStatus("old", "https://example.org/old"));
  }

  @Test
  void anEntryIsNotOfferedToItself() {
    OnCallLogEntry fresh = task("fresh", "'https://example.org/fresh'");

    assertThat(Similar.to(fresh, () -> Stream.of(fresh))).isNull();
    assertThat(Similar.to(fresh, () -> Stream.of(fresh, OLD)))
        .containsExactly(new SimilarStatus("old", "https://example.org/old"));
  }

  private static OnCallLogEntry task(String name, String runbook) {
    return Serialization.unmarshal(
        """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallLogEntry
        metadata: {name: %s, namespace: ops, creationTimestamp: "2026-11-23T09:00:00Z"}
        spec: {rotation: sre, type: Task, summary: The disk of the registry is full, runbook: %s}
        """
            .formatted(name, runbook),
        OnCallLogEntry.class);
  }
}
