package io.operatefirst.oncall.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What each intake, and each channel for notices, says of itself, for each rotation: whether it
 * hears what it is to watch, and whether it reaches people. Known by this replica only; after a
 * restart the status is as it was until it has been heard again.
 */
public final class ReportedConditions {

  private final Map<ResourceID, Map<String, Condition>> known = new ConcurrentHashMap<>();
  private volatile Consumer<ResourceID> listener = rotation -> {};

  /** Who is to be told that something is new about a rotation. */
  public void listen(Consumer<ResourceID> changed) {
    listener = changed;
  }

  /** An intake or a channel says how it stands; whoever listens is told where that is new. */
  public void report(ResourceID rotation, Condition condition) {
    Map<String, Condition> own = known.computeIfAbsent(rotation, id -> new ConcurrentHashMap<>());
    if (!condition.equals(own.put(condition.getType(), condition))) {
      listener.accept(rotation);
    }
  }

  /**
   * What was said passes, and nobody will find out whether it has: it is not known any more.
   * Whoever listens is told where it was.
   */
  public void forgetPassing(ResourceID rotation, String type) {
    Map<String, Condition> own = known.getOrDefault(rotation, Map.of());
    Condition said = own.get(type);
    if (said != null && Conditions.isPassing(said) && own.remove(type, said)) {
      listener.accept(rotation);
    }
  }

  /** What is known of a rotation, by type. */
  public List<Condition> of(ResourceID rotation) {
    return List.copyOf(new TreeMap<>(known.getOrDefault(rotation, Map.of())).values());
  }

  /** Of rotations that are gone nothing is remembered. */
  public void keepOnly(Collection<ResourceID> rotations) {
    known.keySet().retainAll(rotations);
  }
}
