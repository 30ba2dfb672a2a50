package io.operatefirst.oncall.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.operatefirst.oncall.log.Kind;
import jakarta.inject.Singleton;
import java.util.Locale;

/** What is counted, by names that dashboards and alerts go by. */
@Singleton
class Metrics {

  private final MeterRegistry registry;

  Metrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** What became of a signal. */
  void signal(Kind kind, String outcome) {
    registry
        .counter("oncall.signals", "kind", kind.name().toLowerCase(Locale.ROOT), "outcome", outcome)
        .increment();
  }
}
