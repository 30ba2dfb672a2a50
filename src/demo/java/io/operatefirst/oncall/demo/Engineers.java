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

/** Plays the people: whoever takes over acknowledges the handover two hours later. */
final class Engineers {

  private static final Duration COFFEE = Duration.ofHours(2);

  private final KubernetesClient client;
  private final Set<String> acknowledged = new HashSet<>();

  Engineers(KubernetesClient client) {
    this.client = client;
  }

  void acknowledge(Snapshot now) {
    for (OnCallLogEntry entry : now.handovers()) {
      HandoverSpec handover = entry.getSpec().handover();
      boolean due = !now.time().isBefore(Instant.parse(handover.at()).plus(COFFEE));
      if (handover.changesHands()
          && due
          && !entry.getSpec().acknowledged()
          && acknowledged.add(entry.getMetadata().getName())) {
        // As the condition HandedOver tells them to.
        client
            .resource(entry)
            .patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"spec\":{\"acknowledgedBy\":\"%s\"}}".formatted(handover.to()));
      }
    }
  }
}
