package io.operatefirst.oncall.intake.events;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;

/** Writes Events as a kubelet does. */
public record Warnings(KubernetesClient client, String namespace) {

  /** An Event object that nobody has written yet. */
  public static EventBuilder about(
      String namespace, String pod, String reason, Instant first, Instant last, int count) {
    return new EventBuilder()
        .withNewMetadata()
        .withGenerateName(pod + ".")
        .withNamespace(namespace)
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion("v1")
        .withKind("Pod")
        .withNamespace(namespace)
        .withName(pod)
        .endInvolvedObject()
        .withType("Warning")
        .withReason(reason)
        .withMessage("Back-off restarting failed container")
        .withFirstTimestamp(first.toString())
        .withLastTimestamp(last.toString())
        .withCount(count)
        .withNewSource()
        .withComponent("kubelet")
        .endSource();
  }

  Event write(String pod, String reason, Instant first, Instant last, int count) {
    return write(about(namespace, pod, reason, first, last, count));
  }

  Event write(EventBuilder event) {
    return client.v1().events().inNamespace(namespace).resource(event.build()).create();
  }

  /** The same Event object tells more. */
  Event rise(Event event, Instant last, int count) {
    return client
        .v1()
        .events()
        .inNamespace(namespace)
        .withName(event.getMetadata().getName())
        .edit(
            old ->
                new EventBuilder(old).withLastTimestamp(last.toString()).withCount(count).build());
  }
}
