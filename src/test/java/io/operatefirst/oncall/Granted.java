package io.operatefirst.oncall;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;

/** A right that was given a moment ago holds once the API server has heard of it itself. */
public final class Granted {

  private Granted() {}

  /** Waits until a service account has it. */
  public static void to(
      KubernetesClient client, String namespace, String account, ResourceAttributes right) {
    await(account + " may")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                client
                    .resource(
                        new SubjectAccessReviewBuilder()
                            .withNewSpec()
                            .withUser("system:serviceaccount:%s:%s".formatted(namespace, account))
                            .withResourceAttributes(right)
                            .endSpec()
                            .build())
                    .create()
                    .getStatus()
                    .getAllowed());
  }
}
