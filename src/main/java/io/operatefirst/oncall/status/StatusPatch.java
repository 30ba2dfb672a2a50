package io.operatefirst.oncall.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.RecentOperationCacheFiller;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes of a status what has changed, as a JSON patch bound to the resourceVersion it was computed
 * from: whoever changed the resource meanwhile makes the server refuse it, and it is computed
 * again. What is not known here, such as a field that a newer operator has written, stays.
 */
public final class StatusPatch {

  private StatusPatch() {}

  /**
   * Writes the status and tells the controller's own cache of it, so that the next reconciliation
   * does not see the old one.
   *
   * @return whether the status stands; false where the resource has changed since it was read or is
   *     gone, which is an event that starts the controller again
   */
  public static <S, R extends CustomResource<?, S>> boolean write(
      Context<R> context, R resource, S status) {
    return write(
        context.getClient(),
        context.eventSourceRetriever().getControllerEventSource(),
        resource,
        status);
  }

  /**
   * The same of a resource that belongs to another one's controller.
   *
   * @param cache of that controller
   */
  public static <S, R extends CustomResource<?, S>> boolean write(
      KubernetesClient client, RecentOperationCacheFiller<R> cache, R resource, S status) {
    if (Objects.equals(resource.getStatus(), status)) {
      return true;
    }
    Optional<R> written = send(client, resource, status);
    written.ifPresent(
        now -> cache.handleRecentResourceUpdate(ResourceID.fromResource(resource), now, resource));
    return written.isPresent();
  }

  /**
   * Writes a status of a resource that is in no controller's cache yet.
   *
   * @return what the server has then; empty where the resource has changed since it was read or is
   *     gone
   */
  public static <S, R extends CustomResource<?, S>> Optional<R> send(
      KubernetesClient client, R resource, S status) {
    List<Map<String, Object>> patch = new ArrayList<>();
    patch.add(
        Map.of(
            "op", "replace",
            "path", "/metadata/resourceVersion",
            "value", resource.getMetadata().getResourceVersion()));
    patch.addAll(changes(client.getKubernetesSerialization(), resource.getStatus(), status));
    try {
      return Optional.of(
          client
              .resource(resource)
              .subresource("status")
              .patch(
                  PatchContext.of(PatchType.JSON),
                  client.getKubernetesSerialization().asJson(patch)));
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT
          || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Each field that is another one now; all of them where there was no status. */
  private static <S> List<Map<String, Object>> changes(
      KubernetesSerialization serialization, S before, S after) {
    if (before == null) {
      return List.of(Map.of("op", "add", "path", "/status", "value", after));
    }
    JsonNode was = serialization.convertValue(before, JsonNode.class);
    JsonNode is = serialization.convertValue(after, JsonNode.class);
    List<Map<String, Object>> changes = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : is.properties()) {
      if (!field.getValue().equals(was.get(field.getKey()))) {
        changes.add(
            Map.of("op", "add", "path", "/status/" + field.getKey(), "value", field.getValue()));
      }
    }
    for (Map.Entry<String, JsonNode> field : was.properties()) {
      if (!is.has(field.getKey())) {
        // Added before, since a field that is gone already cannot be removed.
        changes.add(Map.of("op", "add", "path", "/status/" + field.getKey(), "value", ""));
        changes.add(Map.of("op", "remove", "path", "/status/" + field.getKey()));
      }
    }
    return changes;
  }
}
