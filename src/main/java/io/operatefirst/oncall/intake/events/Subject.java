package io.operatefirst.oncall.intake.events;

import io.operatefirst.oncall.log.Kind;
import io.operatefirst.oncall.log.SignalKey;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Warning events are about: an object, and what is wrong with it. Events that are alike in it
 * are one happening, however many Event objects tell of it.
 *
 * @param kind of the object, such as Pod
 * @param namespace of the object; empty where it is of none, such as a Node
 * @param name of the object
 * @param reason such as BackOff
 */
record Subject(String kind, String namespace, String name, String reason) {

  SignalKey key() {
    Map<String, String> labels =
        new TreeMap<>(Map.of("kind", kind, "name", name, "reason", reason));
    if (!namespace.isEmpty()) {
      labels.put("namespace", namespace);
    }
    return SignalKey.of(Kind.EVENT, labels);
  }

  /** Such as {@code Pod/shop/cart-1/BackOff}. */
  String id() {
    return String.join("/", kind, namespace, name, reason);
  }

  /** Such as {@code BackOff of Pod shop/cart-1}. */
  @Override
  public String toString() {
    return "%s of %s %s%s"
        .formatted(reason, kind, namespace.isEmpty() ? "" : namespace + "/", name);
  }
}
