package io.operatefirst.oncall.intake.events;

import static io.operatefirst.oncall.status.Conditions.no;
import static io.operatefirst.oncall.status.Conditions.yes;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.status.Conditions;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says of a rotation whether the events that it asks for are seen. */
final class EventsWatched {

  private EventsWatched() {}

  /**
   * Its condition.
   *
   * @param watches of its namespaces, by their names
   * @param read whether all of them are read
   * @return empty while it is not known yet
   */
  static Optional<Condition> of(
      OnCallRotation rotation, EventPost post, Map<String, EventWatch> watches, boolean read) {
    if (!post.notAllowed().isEmpty()) {
      return Optional.of(
          no(
              Conditions.EVENTS_WATCHED,
              Conditions.NOT_ALLOWED,
              "spec.events.namespaces: this rotation may not see the events of %s, only those of"
                      .formatted(String.join(", ", post.notAllowed()))
                  + " its own namespace. Take them out, or ask the administrator to name %s in oncall.cluster-wide. %s"
                      .formatted(
                          rotation.getMetadata().getNamespace(),
                          post.namespaces().isEmpty()
                              ? "Nothing is watched."
                              : "Watched: " + String.join(", ", post.namespaces()) + ".")));
    }
    Optional<Condition> trouble =
        new TreeMap<>(watches)
            .entrySet().stream()
                .flatMap(
                    watch ->
                        watch.getValue().trouble().map(e -> trouble(watch.getKey(), e)).stream())
                .findFirst();
    if (trouble.isPresent() || !read) {
      return trouble;
    }
    return Optional.of(
        yes(
            Conditions.EVENTS_WATCHED,
            Conditions.CONNECTED,
            "Warning events are watched in: " + String.join(", ", post.namespaces()) + "."));
  }

  private static Condition trouble(String namespace, KubernetesClientException e) {
    boolean refused =
        e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
            || e.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED;
    return refused
        ? no(
            Conditions.EVENTS_WATCHED,
            Conditions.UNAUTHORIZED,
            "The operator may not list and watch the events of namespace %s (HTTP %d): its ClusterRole must allow it."
                .formatted(namespace, e.getCode()))
        : no(
            Conditions.EVENTS_WATCHED,
            Conditions.UNREACHABLE,
            "The events of namespace %s cannot be read%s; it is tried again."
                .formatted(namespace, e.getCode() == 0 ? "" : " (HTTP " + e.getCode() + ")"));
  }
}
