package io.operatefirst.oncall.notify.console;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.notify.Duty.Headline;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the console shows on top of each of its pages, to all who are logged in: a {@code
 * ConsoleNotification}, which belongs to the cluster and so is nobody's child. Its name says of
 * which rotation it is; a namespace has no dot in its name.
 */
final class Banner {

  static final String GROUP_VERSION = "console.openshift.io/v1";

  /** As a plain tree, since the cluster need not be OpenShift. */
  static final ResourceDefinitionContext KIND =
      new ResourceDefinitionContext.Builder()
          .withGroup("console.openshift.io")
          .withVersion("v1")
          .withKind("ConsoleNotification")
          .withPlural("consolenotifications")
          .withNamespaced(false)
          .build();

  static final String OWNER_LABEL = "app.kubernetes.io/managed-by";
  static final String OWNER = "oncall-operator";

  private static final String PREFIX = "oncall";

  private Banner() {}

  static String nameOf(ResourceID rotation) {
    return String.join(".", PREFIX, rotation.getNamespace().orElseThrow(), rotation.getName());
  }

  /** Of which rotation it is; empty where people have made it. */
  static Optional<ResourceID> rotationOf(GenericKubernetesResource banner) {
    String[] parts = banner.getMetadata().getName().split("\\.", 3);
    return isOurs(banner) && parts.length == 3 && parts[0].equals(PREFIX)
        ? Optional.of(new ResourceID(parts[2], parts[1]))
        : Optional.empty();
  }

  static boolean isOurs(GenericKubernetesResource banner) {
    Map<String, String> labels = banner.getMetadata().getLabels();
    return labels != null && OWNER.equals(labels.get(OWNER_LABEL));
  }

  static GenericKubernetesResource of(ResourceID rotation, Headline headline) {
    return with(
        new ObjectMetaBuilder().withName(nameOf(rotation)).addToLabels(OWNER_LABEL, OWNER).build(),
        Map.of(),
        headline);
  }

  /** The same object, saying this; what people have added to it stays, but no link. */
  static GenericKubernetesResource changed(GenericKubernetesResource now, Headline headline) {
    return with(now.getMetadata(), spec(now), headline);
  }

  static boolean says(GenericKubernetesResource now, Headline headline) {
    return spec(now).equals(spec(changed(now, headline)));
  }

  private static GenericKubernetesResource with(
      ObjectMeta metadata, Map<String, Object> spec, Headline headline) {
    Map<String, Object> said = new TreeMap<>(spec);
    said.keySet().remove("link");
    said.put("text", headline.text());
    said.put("location", "BannerTop");
    said.put("color", "#ffffff");
    said.put("backgroundColor", headline.alarm() ? "#b1380b" : "#004d99");
    GenericKubernetesResource banner = new GenericKubernetesResource();
    banner.setApiVersion(GROUP_VERSION);
    banner.setKind(KIND.getKind());
    banner.setMetadata(metadata);
    banner.setAdditionalProperty("spec", said);
    return banner;
  }

  private static Map<String, Object> spec(GenericKubernetesResource banner) {
    Map<String, Object> fields = new HashMap<>();
    if (banner.getAdditionalProperties().get("spec") instanceof Map<?, ?> spec) {
      spec.forEach((name, value) -> fields.put((String) name, value));
    }
    return fields;
  }
}
