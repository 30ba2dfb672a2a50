package io.operatefirst.oncall.demo;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The time while the operator is shown: stands at its first instant until it is started, and from
 * then on a day takes some seconds.
 */
@Singleton
final class FastTime implements InstantSource {

  private final Instant starts;
  private final double speed;
  private volatile Optional<Long> startedAt = Optional.empty();

  FastTime(
      @ConfigProperty(name = "oncall.demo.starts") Instant starts,
      @ConfigProperty(name = "oncall.demo.day") Duration day) {
    this.starts = starts;
    this.speed = (double) Duration.ofDays(1).toNanos() / day.toNanos();
  }

  void startOnce() {
    startedAt = startedAt.or(() -> Optional.of(System.nanoTime()));
  }

  @Override
  public Instant instant() {
    return startedAt
        .map(nanos -> starts.plusNanos((long) ((System.nanoTime() - nanos) * speed)))
        .orElse(starts);
  }

  /** What the operator is given instead of its own. */
  @Produces
  @Singleton
  Clock clock() {
    return withZone(ZoneOffset.UTC);
  }
}
