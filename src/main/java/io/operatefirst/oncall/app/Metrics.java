package io.operatefirst.oncall.app;

import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.intake.Lead;
import io.operatefirst.oncall.intake.alertmanager.AlertmanagerWatch;
import io.operatefirst.oncall.intake.alertmanager.WebhookTally;
import io.operatefirst.oncall.log.Kind;
import io.operatefirst.oncall.logentry.LogBook;
import io.operatefirst.oncall.logentry.RotationLog;
import io.operatefirst.oncall.notify.Outbox;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What is counted and measured, by names that dashboards and alerts go by: see docs/alerts.md. */
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
        registry.counter("oncall.signals", "kind", kindOf(kind), "outcome", outcome).increment();
  }

  @Produces
  @Singleton
  WebhookTally webhookTally(MeterRegistry registry) {
    return answer ->
        registry
            .counter(
                "oncall.webhook.requests",
                "status",
                String.valueOf(answer.status()),
                "answer",
                answer.label())
            .increment();
  }

  @Produces
  @Singleton
  Outbox.Tally noticesTally(MeterRegistry registry) {
    return (channel, outcome) ->
        registry
            .counter(
                "oncall.notices", "channel", channel.toLowerCase(Locale.ROOT), "outcome", outcome)
            .increment();
  }

  private static String kindOf(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** Looks at the log now and then; only the leading replica tells of it. */
  @Singleton
  static class OfTheLog {

    private final LogBook book;
    private final Lead lead;
    private final Clock clock;
    private final MultiGauge open;
    private final MultiGauge unacknowledged;
    private final MultiGauge resolved;
    private final MultiGauge lag;
    private final AlertmanagerWatch alertmanagers;
    private final Outbox outbox;
    private final MultiGauge waiting;

    OfTheLog(
        MeterRegistry registry,
        LogBook book,
        Lead lead,
        Clock clock,
        AlertmanagerWatch alertmanagers,
        Outbox outbox) {
      this.alertmanagers = alertmanagers;
      this.outbox = outbox;
      this.waiting =
          MultiGauge.builder("oncall.notices.waiting")
              .description("Notices that are owed and not delivered yet")
              .register(registry);
      this.lag =
          MultiGauge.builder("oncall.intake.lag")
              .baseUnit("seconds")
              .description(
                  "How long ago an Alertmanager was last heard; absent before the first time")
              .register(registry);
      this.book = book;
      this.lead = lead;
      this.clock = clock;
      this.open =
          MultiGauge.builder("oncall.open.entries")
              .description("Log entries that are not resolved")
              .register(registry);
      this.resolved =
          MultiGauge.builder("oncall.problems.resolved")
              .description("How often who has resolved what, with and without help")
              .register(registry);
      this.unacknowledged =
          MultiGauge.builder("oncall.oldest.unacknowledged")
              .baseUnit("seconds")
              .description(
                  "How long the oldest entry waits for somebody to take note; 0 where none")
              .register(registry);
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
      List<RotationLog> logs = lead.isHere() ? book.overview() : List.of();
      Instant now = clock.instant();
      lag.register(lead.isHere() ? lags(alertmanagers.sinceHeard()) : List.of(), true);
      waiting.register(lead.isHere() ? waiting(outbox.waiting()) : List.of(), true);
      open.register(rows(logs, RotationLog::open), true);
      resolved.register(
          logs.stream().map(RotationLog::rotation).flatMap(OfTheLog::resolved).toList(), true);
      unacknowledged.register(
          rows(
              logs,
              log ->
                  log.oldestUnacknowledged()
                      .map(since -> Duration.between(since, now).toSeconds())
                      .orElse(0L)),
          true);
    }

    /** As its status has it, and so bounded as that is. */
    private static Stream<MultiGauge.Row<?>> resolved(OnCallRotation rotation) {
      Tags tags = of(rotation);
      return Optional.ofNullable(rotation.getStatus())
          .map(OnCallRotationStatus::knowledge)
          .orElse(List.of())
          .stream()
          .flatMap(
              known ->
                  known.by().stream()
                      .flatMap(
                          holder -> {
                            Tags whose =
                                tags.and("problem", known.problem(), "engineer", holder.engineer());
                            return Stream.of(
                                MultiGauge.Row.of(whose.and("help", "no"), holder.alone()),
                                MultiGauge.Row.of(whose.and("help", "yes"), holder.helped()));
                          }));
    }

    private static Tags of(OnCallRotation rotation) {
      return Tags.of(
          "namespace", rotation.getMetadata().getNamespace(),
          "rotation", rotation.getMetadata().getName());
    }

    private static List<MultiGauge.Row<?>> waiting(Map<String, Integer> byChannel) {
      return byChannel.entrySet().stream()
          .<MultiGauge.Row<?>>map(
              owed ->
                  MultiGauge.Row.of(
                      Tags.of("channel", owed.getKey().toLowerCase(Locale.ROOT)), owed.getValue()))
          .toList();
    }

    private static List<MultiGauge.Row<?>> lags(Map<String, Optional<Duration>> sinceHeard) {
      return sinceHeard.entrySet().stream()
          .filter(heard -> heard.getValue().isPresent())
          .<MultiGauge.Row<?>>map(
              heard ->
                  MultiGauge.Row.of(
                      Tags.of("alertmanager", heard.getKey()),
                      heard.getValue().orElseThrow().toSeconds()))
          .toList();
    }

    private static List<MultiGauge.Row<?>> rows(
        List<RotationLog> logs, ToDoubleFunction<RotationLog> value) {
      return logs.stream()
          .<MultiGauge.Row<?>>map(
              log -> MultiGauge.Row.of(of(log.rotation()), value.applyAsDouble(log)))
          .toList();
    }
  }
}
