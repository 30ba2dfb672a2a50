package io.operatefirst.oncall.app;

import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.operatefirst.oncall.intake.alertmanager.WebhookTally;
import io.operatefirst.oncall.logentry.LogBook;
import io.operatefirst.oncall.notify.Outbox;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Locale;

/** What is counted where it happens. */
class Metrics {

  @Produces
  @Singleton
  PrometheusMeterRegistry registry() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    // Its labels differ from event to event, which Prometheus does not take.
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("operator.sdk.events.received"));
    return registry;
  }

  /** Not for each resource, as would be the default: a log of thousands would stay in memory. */
  @Produces
  @Singleton
  io.javaoperatorsdk.operator.api.monitoring.Metrics ofTheSdk(MeterRegistry registry) {
    return MicrometerMetrics.withoutPerResourceMetrics(registry);
  }

  @Produces
  @Singleton
  LogBook.Tally tally(MeterRegistry registry) {
    return (kind, outcome) ->
        Metric.SIGNALS.count(registry, kind.name().toLowerCase(Locale.ROOT), outcome);
  }

  @Produces
  @Singleton
  WebhookTally webhookTally(MeterRegistry registry) {
    return answer ->
        Metric.WEBHOOK_REQUESTS.count(registry, String.valueOf(answer.status()), answer.label());
  }

  @Produces
  @Singleton
  Outbox.Tally noticesTally(MeterRegistry registry) {
    return (channel, outcome) ->
        Metric.NOTICES.count(registry, channel.toLowerCase(Locale.ROOT), outcome);
  }
}
