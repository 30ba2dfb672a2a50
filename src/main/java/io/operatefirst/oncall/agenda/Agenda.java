package io.operatefirst.oncall.agenda;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * When each resource is due to be looked at again. It goes by the wall clock, so that a clock that
 * jumps, forth or back, a machine that slept and a reconciler that gave up after its retries are
 * all caught by the next sweep. Only what was reconciled here is on it, and so only those of the
 * leader.
 */
public final class Agenda<P extends HasMetadata> extends SimpleInboundEventSource<P> {

  /** How long a resource that was due is left alone before it is started again. */
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(15);

  private final Map<ResourceID, Instant> due = new ConcurrentHashMap<>();
  private final Map<ResourceID, Integer> sinceSweep = new ConcurrentHashMap<>();
  private volatile Instant lastSweep = Instant.MIN;

  public Agenda() {
    super("agenda");
  }

  /**
   * Whether a resource may be looked at once more before the next sweep; where not, that starts it.
   * The SDK's own limit goes by the wall clock, and where that is set back holds a resource up
   * until it has caught up.
   *
   * @param times how often it is looked at from one sweep to the next
   */
  public boolean mayBegin(ResourceID resource, int times) {
    if (sinceSweep.merge(resource, 1, Integer::sum) <= times) {
      return true;
    }
    due.put(resource, Instant.MIN);
    return false;
  }

  /** A reconciliation begins: should it fail, the resource is started again. */
  public void begun(ResourceID resource, Instant now) {
    due.put(resource, now.plus(AGAIN_AFTER));
  }

  /**
   * A reconciliation ended well: nothing is to be done before an instant, unless something that it
   * may not have seen has changed since it began.
   */
  public void settled(ResourceID resource, Instant next) {
    due.compute(resource, (id, at) -> Instant.MIN.equals(at) ? at : next);
  }

  /** Nothing is to be done about it any more, as far as time goes. */
  public void over(ResourceID resource) {
    due.remove(resource);
  }

  /** Something that it shows has changed: it is started by the next sweep. */
  public void lookAgain(ResourceID resource) {
    due.computeIfPresent(resource, (id, at) -> Instant.MIN);
  }

  /** It is started at once, on the agenda or not, for what must not wait for the sweep. */
  public void startNow(ResourceID resource) {
    due.put(resource, Instant.MIN);
    propagateEvent(resource);
  }

  /**
   * Starts all that are due.
   *
   * @param exists tells whether a resource is still there; one that is not leaves the agenda
   */
  public void sweep(Instant now, Predicate<ResourceID> exists) {
    sinceSweep.clear();
    if (now.plus(AGAIN_AFTER).isBefore(lastSweep)) {
      // What is on it was put down by a clock that is no more, and shows what is not yet.
      due.replaceAll((resource, at) -> Instant.MIN);
    }
    lastSweep = now;
    due.forEach(
        (resource, at) -> {
          if (at.isAfter(now)) {
            return;
          }
          if (exists.test(resource)) {
            due.replace(resource, at, now.plus(AGAIN_AFTER));
            propagateEvent(resource);
          } else {
            due.remove(resource, at);
          }
        });
  }
}
