package io.operatefirst.oncall.rotation;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.operatefirst.oncall.api.OnCallRotation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * When each rotation is due to be looked at again. It goes by the wall clock, so that a clock that
 * jumps, a machine that slept and a reconciler that gave up after its retries are all caught by the
 * next sweep. Only rotations that were reconciled here are on it, and so only those of the leader.
 */
final class Agenda extends SimpleInboundEventSource<OnCallRotation> {

  /** How long a rotation that was due is left alone before it is started again. */
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(15);

  private final Map<ResourceID, Instant> due = new ConcurrentHashMap<>();

  Agenda() {
    super("agenda");
  }

  /** A reconciliation begins: should it fail, the rotation is started again. */
  void begun(ResourceID rotation, Instant now) {
    due.put(rotation, now.plus(AGAIN_AFTER));
  }

  /** A reconciliation ended well: nothing is to be done before an instant. */
  void settled(ResourceID rotation, Instant next) {
    due.put(rotation, next);
  }

  /** Something that a rotation shows has changed: it is started by the next sweep. */
  void lookAgain(ResourceID rotation) {
    due.computeIfPresent(rotation, (id, at) -> Instant.MIN);
  }

  /**
   * Starts all rotations that are due.
   *
   * @param exists tells whether a rotation is still there; one that is not leaves the agenda
   */
  void sweep(Instant now, Predicate<ResourceID> exists) {
    due.forEach(
        (rotation, at) -> {
          if (at.isAfter(now)) {
            return;
          }
          if (exists.test(rotation)) {
            due.replace(rotation, at, now.plus(AGAIN_AFTER));
            propagateEvent(rotation);
          } else {
            due.remove(rotation, at);
          }
        });
  }
}
