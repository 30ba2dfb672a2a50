package io.operatefirst.oncall.demo;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RegisteredController;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Installs the CRDs of all controllers, as an administrator does before the operator starts.
 *
 * @param client of the cluster
 */
record CustomResources(KubernetesClient client) {

  private static final long PATIENCE_SECONDS = 20;

  void install(Operator operator) throws IOException {
    for (RegisteredController<?> controller : operator.getRegisteredControllers()) {
      install(controller.getConfiguration().getResourceTypeName());
    }
  }

  private void install(String name) throws IOException {
    try (InputStream yaml =
        CustomResources.class.getResourceAsStream("/crds/%s-v1.yml".formatted(name))) {
      CustomResourceDefinition crd =
          client.apiextensions().v1().customResourceDefinitions().load(yaml).item();
      // A server ignores the status of what is created. The mock, which establishes nothing, keeps
      // it.
      CustomResourceDefinition established =
          crd.edit()
              .withNewStatus()
              .addNewCondition()
              .withType("Established")
              .withStatus("True")
              .endCondition()
              .endStatus()
              .build();
      client.resource(established).create();
      client
          .resource(crd)
          .waitUntilCondition(CustomResources::isEstablished, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static boolean isEstablished(CustomResourceDefinition crd) {
    return Optional.ofNullable(crd)
        .map(CustomResourceDefinition::getStatus)
        .map(CustomResourceDefinitionStatus::getConditions)
        .orElse(List.of())
        .stream()
        .anyMatch(
            condition ->
                condition.getType().equals("Established") && condition.getStatus().equals("True"));
  }
}
