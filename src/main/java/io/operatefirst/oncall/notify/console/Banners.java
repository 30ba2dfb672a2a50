package io.operatefirst.oncall.notify.console;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.api.NotificationsSpec;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.notify.Duty;
import io.operatefirst.oncall.notify.Duty.Headline;
import io.operatefirst.oncall.notify.DutySign;
import io.operatefirst.oncall.notify.Outcome;
import io.operatefirst.oncall.notify.Sender;
import io.operatefirst.oncall.status.Conditions;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The console's banners, one for each rotation that has something to say to all users of the
 * cluster: an administrator says whose rotations may.
 */
public final class Banners implements DutySign {

  private final KubernetesClient client;
  private final Predicate<String> allowed;

  /**
   * @param allowed the namespaces whose rotations may have one
   */
  public Banners(KubernetesClient client, Predicate<String> allowed) {
    this.client = client;
    this.allowed = allowed;
  }

  @Override
  public String name() {
    return "Banner";
  }

  @Override
  public boolean isUsedBy(NotificationsSpec settings) {
    return settings.console() != null;
  }

  @Override
  public Outcome show(Sender sender, Duty duty) {
    String namespace = sender.rotation().getNamespace().orElseThrow();
    if (!allowed.test(namespace)) {
      return new Outcome.Refused(
          Conditions.NOT_ALLOWED,
          "A banner is seen by all users of the cluster, and the administrator has not allowed it for namespace %s. Ask them to add it to oncall.cluster-wide, or remove spec.notifications.console."
              .formatted(namespace));
    }
    return asked(() -> show(sender.rotation(), duty.headline()));
  }

  private Outcome show(ResourceID rotation, Optional<Headline> headline) {
    GenericKubernetesResource now =
        client.genericKubernetesResources(Banner.KIND).withName(Banner.nameOf(rotation)).get();
    if (now == null) {
      return hasConsole() ? create(rotation, headline) : notInstalled();
    }
    if (!Banner.isOurs(now)) {
      return new Outcome.Refused(
          Conditions.NAME_TAKEN,
          "There is a ConsoleNotification %s without the label %s=%s, which people have made. Rename it, and the banner is shown."
              .formatted(now.getMetadata().getName(), Banner.OWNER_LABEL, Banner.OWNER));
    }
    if (headline.isEmpty()) {
      delete(now);
    } else if (!Banner.says(now, headline.get())) {
      client
          .genericKubernetesResources(Banner.KIND)
          .resource(Banner.changed(now, headline.get()))
          .update();
    }
    return new Outcome.Delivered();
  }

  private Outcome create(ResourceID rotation, Optional<Headline> headline) {
    headline.ifPresent(
        said ->
            client
                .genericKubernetesResources(Banner.KIND)
                .resource(Banner.of(rotation, said))
                .create());
    return new Outcome.Delivered();
  }

  private boolean hasConsole() {
    return client.getApiResources(Banner.GROUP_VERSION) != null;
  }

  private static Outcome notInstalled() {
    return new Outcome.Refused(
        Conditions.NOT_INSTALLED,
        "This cluster has no ConsoleNotifications: it is not OpenShift, or has no console. Remove spec.notifications.console.");
  }

  @Override
  public Outcome tidy() {
    return asked(
        () -> {
          if (!hasConsole()) {
            return new Outcome.Delivered();
          }
          client
              .genericKubernetesResources(Banner.KIND)
              .withLabel(Banner.OWNER_LABEL, Banner.OWNER)
              .list()
              .getItems()
              .stream()
              .filter(banner -> Banner.rotationOf(banner).filter(one -> !isWanted(one)).isPresent())
              .forEach(this::delete);
          return new Outcome.Delivered();
        });
  }

  private boolean isWanted(ResourceID rotation) {
    String namespace = rotation.getNamespace().orElseThrow();
    return allowed.test(namespace)
        && client
            .resources(OnCallRotation.class)
            .inNamespace(namespace)
            .withField("metadata.name", rotation.getName())
            .list()
            .getItems()
            .stream()
            .filter(one -> !one.isMarkedForDeletion())
            .anyMatch(one -> isUsedBy(Sender.of(one).settings()));
  }

  /** Only as it was seen: who shows something new meanwhile is right. */
  private void delete(GenericKubernetesResource banner) {
    client
        .genericKubernetesResources(Banner.KIND)
        .resource(banner)
        .lockResourceVersion(banner.getMetadata().getResourceVersion())
        .delete();
  }

  private static Outcome asked(Supplier<Outcome> work) {
    try {
      return work.get();
    } catch (KubernetesClientException e) {
      return switch (e.getCode()) {
        case HttpURLConnection.HTTP_NOT_FOUND -> notInstalled();
        case HttpURLConnection.HTTP_FORBIDDEN, HttpURLConnection.HTTP_UNAUTHORIZED ->
            new Outcome.Refused(
                Conditions.UNAUTHORIZED,
                "The API server refuses the operator (%d). Give its service account the rights on consolenotifications that ClusterRole oncall-operator has."
                    .formatted(e.getCode()));
        default ->
            new Outcome.Unavailable(
                Conditions.UNREACHABLE,
                "The banner cannot be changed: the API server %s. It is tried again."
                    .formatted(e.getCode() <= 0 ? "does not answer" : "answers " + e.getCode()));
      };
    }
  }
}
