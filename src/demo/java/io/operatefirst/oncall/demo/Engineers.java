package io.operatefirst.oncall.demo;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.operatefirst.oncall.api.HandoverSpec;
import io.operatefirst.oncall.api.OnCallLogEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Plays the people: whoever takes over acknowledges the handover two hours later; whom a problem
 * concerns takes note, solves it, and writes its runbook the next day.
 */
final class Engineers {

  private static final Duration COFFEE = Duration.ofHours(2);
  private static final Duration NOTE = Duration.ofHours(2);
  private static final Duration SOLUTION = Duration.ofHours(5);
  private static final Duration RUNBOOK = Duration.ofHours(24);

  private final KubernetesClient client;
  private final Set<String> done = new HashSet<>();

  Engineers(KubernetesClient client) {
    this.client = client;
  }

  void act(Snapshot now) {
    acknowledgeHandovers(now);
    workOffTheLog(now);
  }

  private void acknowledgeHandovers(Snapshot now) {
    for (OnCallLogEntry entry : now.handovers()) {
      HandoverSpec handover = entry.getSpec().handover();
      boolean due = !now.time().isBefore(Instant.parse(handover.at()).plus(COFFEE));
      if (handover.changesHands() && due && !entry.getSpec().acknowledged()) {
        // As the condition HandedOver tells them to.
        patch(entry, "\"acknowledgedBy\":\"%s\"".formatted(handover.to()));
      }
    }
  }

  private void workOffTheLog(Snapshot now) {
    for (OnCallLogEntry entry : now.problems()) {
      if (entry.getStatus() == null || entry.getStatus().onCall() == null) {
        continue;
      }
      Duration age =
          Duration.between(Instant.parse(entry.getSpec().source().startsAt()), now.time());
      if (age.compareTo(NOTE) >= 0) {
        patch(entry, "\"acknowledgedBy\":\"%s\"".formatted(entry.getStatus().onCall()));
      }
      if (age.compareTo(SOLUTION) >= 0 && !Boolean.TRUE.equals(entry.getStatus().firing())) {
        patch(entry, "\"resolved\":true,\"resolution\":\"raised the memory limit\"");
      }
      if (age.compareTo(RUNBOOK) >= 0 && entry.getSpec().resolved()) {
        patch(entry, "\"runbook\":\"https://example.org/runbooks/shop\"");
      }
    }
  }

  /** As the conditions tell them to, and once. */
  private void patch(OnCallLogEntry entry, String fields) {
    if (done.add(entry.getMetadata().getName() + fields)) {
      client
          .resource(entry)
          .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{%s}}".formatted(fields));
    }
  }
}
