package io.operatefirst.oncall.intake.clusteroperators;

import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.operatefirst.oncall.intake.clusteroperators.Component.Condition;
import io.operatefirst.oncall.intake.clusteroperators.Component.Part;
import io.operatefirst.oncall.intake.clusteroperators.Look.Failed;
import io.operatefirst.oncall.intake.clusteroperators.Look.NotInstalled;
import io.operatefirst.oncall.intake.clusteroperators.Look.Seen;
import io.operatefirst.oncall.status.Conditions;
import java.net.HttpURLConnection;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The platform as the API server has it; read as plain trees, so that it need not be OpenShift. */
final class Platform {

  private static final String GROUP = "config.openshift.io";
  private static final String VERSION = "v1";

  /** The one that counts; the cluster's version operator ignores all others. */
  private static final String CLUSTER_VERSION = "version";

  private final KubernetesClient client;

  Platform(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Looks at all of it. Whether it is there is asked each time, for the price of one small answer:
   * a resource may be defined later, and be taken away.
   */
  Look look() {
    try {
      APIResourceList served = client.getApiResources(GROUP + "/" + VERSION);
      if (!serves(served, Part.CLUSTER_OPERATOR)) {
        return new NotInstalled();
      }
      List<Component> components = new ArrayList<>();
      for (Part part : Part.values()) {
        if (serves(served, part)) {
          components.addAll(list(part));
        }
      }
      return new Seen(components);
    } catch (KubernetesClientException e) {
      return failure(e);
    }
  }

  private static boolean serves(APIResourceList served, Part part) {
    return served != null
        && served.getResources().stream()
            .anyMatch(resource -> part.plural().equals(resource.getName()));
  }

  private List<Component> list(Part part) {
    return client
        .genericKubernetesResources(
            new ResourceDefinitionContext.Builder()
                .withGroup(GROUP)
                .withVersion(VERSION)
                .withKind(part.kind())
                .withPlural(part.plural())
                .withNamespaced(false)
                .build())
        .list()
        .getItems()
        .stream()
        .filter(
            found ->
                part != Part.CLUSTER_VERSION
                    || CLUSTER_VERSION.equals(found.getMetadata().getName()))
        .map(
            found -> new Component(part, found.getMetadata().getName(), conditions(found).toList()))
        .toList();
  }

  private static Stream<Condition> conditions(GenericKubernetesResource found) {
    return found.get("status", "conditions") instanceof List<?> all
        ? all.stream().flatMap(one -> condition(one).stream())
        : Stream.empty();
  }

  /** What is not of the shape of a condition is none. */
  private static Optional<Condition> condition(Object tree) {
    return tree instanceof Map<?, ?> fields
        ? Optional.of(
            new Condition(
                text(fields, "type"),
                text(fields, "status"),
                text(fields, "reason"),
                text(fields, "message"),
                instant(text(fields, "lastTransitionTime"))))
        : Optional.empty();
  }

  private static String text(Map<?, ?> fields, String name) {
    return fields.get(name) instanceof String text ? text : "";
  }

  private static Optional<Instant> instant(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Failed failure(KubernetesClientException e) {
    return switch (e.getCode()) {
      case HttpURLConnection.HTTP_FORBIDDEN, HttpURLConnection.HTTP_UNAUTHORIZED ->
          new Failed(
              Conditions.UNAUTHORIZED,
              "The API server refuses the operator (%d). Give its service account the right to list clusteroperators and clusterversions of %s."
                  .formatted(e.getCode(), GROUP));
      default ->
          new Failed(
              Conditions.UNREACHABLE,
              "ClusterOperators cannot be read: the API server %s. It is asked again; until then the log keeps what it knows."
                  .formatted(e.getCode() <= 0 ? "does not answer" : "answers " + e.getCode()));
    };
  }
}
