package io.operatefirst.oncall.app;

import io.fabric8.kubernetes.api.model.Condition;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.operatefirst.oncall.agenda.Rounds;
import io.operatefirst.oncall.api.KnowledgeStatus;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.intake.Lead;
import io.operatefirst.oncall.intake.alertmanager.AlertmanagerWatch;
import io.operatefirst.oncall.logentry.EntryStatus;
import io.operatefirst.oncall.logentry.LogBook;
import io.operatefirst.oncall.logentry.RotationLog;
import io.operatefirst.oncall.notify.Outbox;
import io.operatefirst.oncall.schedule.WorkCalendar.DutyTime;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Looks now and then at how things stand; of the rotations only the leading replica tells. */
@Singleton
class Gauges {

  private final LogBook book;
  private final EntryStatus statuses;
  private final Lead lead;
  private final Clock clock;
  private final AlertmanagerWatch alertmanagers;
  private final Outbox outbox;
  private final Map<Metric, MultiGauge> gauges = new EnumMap<>(Metric.class);

  Gauges(
      MeterRegistry registry,
      LogBook book,
      EntryStatus statuses,
      Lead lead,
      Clock clock,
      AlertmanagerWatch alertmanagers,
      Outbox outbox) {
    this.book = book;
    this.statuses = statuses;
    this.lead = lead;
    this.clock = clock;
    this.alertmanagers = alertmanagers;
    this.outbox = outbox;
    Stream.of(
            Metric.LEADER,
            Metric.CONDITION,
            Metric.IN_COVERAGE,
            Metric.OPEN,
            Metric.UNACKNOWLEDGED,
            Metric.DEBT,
            Metric.RESOLVED,
            Metric.INTAKE_LAG,
            Metric.NOTICES_WAITING)
        .forEach(metric -> gauges.put(metric, metric.gauge(registry)));
  }

  void begin(@Observes StartupEvent event, Rounds rounds) {
    rounds.every(Duration.ofSeconds(15), this::look);
  }

  void look() {
    boolean leads = lead.isHere();
    tell(Metric.LEADER, Stream.of(Metric.LEADER.row(leads ? 1 : 0)));
    List<RotationLog> logs = leads ? book.overview() : List.of();
    tell(Metric.CONDITION, logs.stream().map(RotationLog::rotation).flatMap(Gauges::conditions));
    tell(Metric.IN_COVERAGE, logs.stream().flatMap(this::inCoverage));
    tell(Metric.OPEN, logs.stream().map(log -> of(Metric.OPEN, log, log.open())));
    tell(
        Metric.UNACKNOWLEDGED,
        logs.stream()
            .map(log -> of(Metric.UNACKNOWLEDGED, log, since(log.oldestUnacknowledged()))));
    tell(Metric.DEBT, logs.stream().map(log -> of(Metric.DEBT, log, since(log.oldestDebt()))));
    tell(Metric.RESOLVED, logs.stream().map(RotationLog::rotation).flatMap(Gauges::resolved));
    tell(Metric.INTAKE_LAG, leads ? lags(alertmanagers.sinceHeard()) : Stream.empty());
    tell(
        Metric.NOTICES_WAITING,
        (leads ? outbox.waiting() : Map.<String, Integer>of())
            .entrySet().stream()
                .map(
                    owed ->
                        Metric.NOTICES_WAITING.row(
                            owed.getValue(), owed.getKey().toLowerCase(Locale.ROOT))));
  }

  private void tell(Metric metric, Stream<Row<?>> rows) {
    gauges.get(metric).register(rows.toList(), true);
  }

  private long since(Optional<Instant> begun) {
    return begun
        .map(at -> Math.max(0, Duration.between(at, clock.instant()).toSeconds()))
        .orElse(0L);
  }

  private Stream<Row<?>> inCoverage(RotationLog log) {
    return statuses.calendar(log.rotation()).stream()
        .map(calendar -> calendar.dutyTime(clock.instant()) == DutyTime.IN_COVERAGE ? 1 : 0)
        .map(covered -> of(Metric.IN_COVERAGE, log, covered));
  }

  private static Row<?> of(Metric metric, RotationLog log, Number value) {
    return metric.row(value, namespace(log.rotation()), name(log.rotation()));
  }

  private static Stream<Row<?>> conditions(OnCallRotation rotation) {
    return shown(rotation, OnCallRotationStatus::conditions)
        .map(
            (Condition condition) ->
                Metric.CONDITION.row(
                    1,
                    namespace(rotation),
                    name(rotation),
                    condition.getType(),
                    condition.getStatus(),
                    condition.getReason()));
  }

  /** As its status has it, and so bounded as that is. */
  private static Stream<Row<?>> resolved(OnCallRotation rotation) {
    return shown(rotation, OnCallRotationStatus::knowledge)
        .flatMap(
            (KnowledgeStatus known) ->
                known.by().stream()
                    .flatMap(
                        holder ->
                            Stream.of(
                                resolved(rotation, known, holder.engineer(), "no", holder.alone()),
                                resolved(
                                    rotation, known, holder.engineer(), "yes", holder.helped()))));
  }

  private static Row<?> resolved(
      OnCallRotation rotation, KnowledgeStatus known, String engineer, String help, int times) {
    return Metric.RESOLVED.row(
        times, namespace(rotation), name(rotation), known.problem(), engineer, help);
  }

  private static Stream<Row<?>> lags(Map<String, Optional<Duration>> sinceHeard) {
    return sinceHeard.entrySet().stream()
        .flatMap(
            heard ->
                heard.getValue().stream()
                    .map(lag -> Metric.INTAKE_LAG.row(lag.toSeconds(), heard.getKey())));
  }

  private static <T> Stream<T> shown(
      OnCallRotation rotation, Function<OnCallRotationStatus, List<T>> what) {
    return Optional.ofNullable(rotation.getStatus()).map(what).orElse(List.of()).stream();
  }

  private static String namespace(OnCallRotation rotation) {
    return rotation.getMetadata().getNamespace();
  }

  private static String name(OnCallRotation rotation) {
    return rotation.getMetadata().getName();
  }
}
