package io.operatefirst.oncall.api;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a resource says and this version of the operator does not know: values that a newer one
 * would. It is noted in an annotation that the resource has here only, so that a copy keeps it.
 */
public final class NotUnderstood {

  private static final String NOTE = OnCallRotation.GROUP + "/not-understood";

  private NotUnderstood() {}

  /**
   * Notes it; what was noted of the resource of which this is a copy stays.
   *
   * @param values each as a path and what is there, such as {@code spec.schedule.cadence "Hourly"}
   */
  public static void note(HasMetadata resource, List<String> values) {
    if (values.isEmpty()) {
      return;
    }
    Map<String, String> known = resource.getMetadata().getAnnotations();
    Map<String, String> annotations = new HashMap<>(known == null ? Map.of() : known);
    annotations.put(NOTE, String.join("\n", values));
    resource.getMetadata().setAnnotations(annotations);
  }

  /** What was noted below a path, in the order in which it was read. */
  public static List<String> below(String path, HasMetadata resource) {
    return Optional.ofNullable(resource.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(NOTE))
        .map(values -> values.lines().filter(value -> value.startsWith(path + ".")).toList())
        .orElse(List.of());
  }
}
