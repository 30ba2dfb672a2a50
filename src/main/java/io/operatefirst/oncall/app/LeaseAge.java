package io.operatefirst.oncall.app;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * How long nobody has renewed the lease, measured here. The election goes by the date in it, which
 * its holder has written by a wall clock: where that has been set back since, a lease whose holder
 * is gone would be respected until the clock has caught up.
 */
final class LeaseAge {

  private final Duration leaseDuration;
  private final LongSupplier nanos;
  private String version;
  private long since;

  /**
   * Has seen no lease yet.
   *
   * @param nanos a clock that only ever goes on, such as {@link System#nanoTime()}
   */
  LeaseAge(Duration leaseDuration, LongSupplier nanos) {
    this.leaseDuration = leaseDuration;
    this.nanos = nanos;
  }

  /**
   * Looks at the lease as it is now.
   *
   * @return whether it has run out although its date says that it has not
   */
  boolean isForsaken(Lease lease, Instant now) {
    String seen = lease.getMetadata().getResourceVersion();
    if (!Objects.equals(seen, version)) {
      version = seen;
      since = nanos.getAsLong();
      return false;
    }
    return isHeld(lease)
        && nanos.getAsLong() - since >= leaseDuration.toNanos()
        && lease.getSpec().getRenewTime().toInstant().plus(leaseDuration).isAfter(now);
  }

  private static boolean isHeld(Lease lease) {
    String holder = lease.getSpec().getHolderIdentity();
    return holder != null && !holder.isEmpty() && lease.getSpec().getRenewTime() != null;
  }
}
