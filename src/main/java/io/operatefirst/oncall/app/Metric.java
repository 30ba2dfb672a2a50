package io.operatefirst.oncall.app;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Optional;

/**
 * What the operator counts and measures, by names that dashboards and alerts go by: the list of
 * docs/metrics.md is written from this one.
 */
enum Metric {
  SIGNALS(
      Type.COUNTER,
      "oncall.signals",
      "",
      "What became of what the intakes report: created, updated, deduplicated, overflow, muted,"
          + " over, refused (something else has the name of its entry: the operator's log says"
          + " which)",
      "kind",
      "outcome"),
  WEBHOOK_REQUESTS(
      Type.COUNTER,
      "oncall.webhook.requests",
      "",
      "Answers of the webhook for alerts (webhook.md)",
      "status",
      "answer"),
  NOTICES(
      Type.COUNTER,
      "oncall.notices",
      "",
      "Messages to people by each channel, and looks at the user group: delivered, unavailable (all"
          + " that is owed waits) or refused (that one does), see notifications.md",
      "channel",
      "outcome"),
  NOTICES_WAITING(
      Type.GAUGE,
      "oncall.notices.waiting",
      "",
      "Notices that are owed and not delivered yet",
      "channel"),
  LEADER(Type.GAUGE, "oncall.leader", "", "Whether this replica leads: 1 or 0"),
  CONDITION(
      Type.GAUGE,
      "oncall.rotation.condition",
      "",
      "The conditions of each rotation, 1 for the status and reason that it has",
      "namespace",
      "rotation",
      "type",
      "status",
      "reason"),
  IN_COVERAGE(
      Type.GAUGE,
      "oncall.in.coverage",
      "",
      "Whether somebody is expected to react now, by the rotation's calendar: 1 or 0; absent where a"
          + " rotation was never valid",
      "namespace",
      "rotation"),
  OPEN(
      Type.GAUGE,
      "oncall.open.entries",
      "",
      "Log entries that are not resolved",
      "namespace",
      "rotation"),
  UNACKNOWLEDGED(
      Type.GAUGE,
      "oncall.oldest.unacknowledged",
      "seconds",
      "How long the oldest entry waits for somebody to take note; 0 where none does",
      "namespace",
      "rotation"),
  DEBT(
      Type.GAUGE,
      "oncall.oldest.debt",
      "seconds",
      "How long the oldest runbook is owed; 0 where none is",
      "namespace",
      "rotation"),
  RESOLVED(
      Type.GAUGE,
      "oncall.problems.resolved",
      "",
      "How often who has resolved what, with help (yes) and without (no), as status.knowledge has"
          + " it: handover.md",
      "namespace",
      "rotation",
      "problem",
      "engineer",
      "help"),
  INTAKE_LAG(
      Type.GAUGE,
      "oncall.intake.lag",
      "seconds",
      "How long ago an Alertmanager was last heard; absent before the first time",
      "alertmanager");

  /** How it goes. */
  enum Type {
    COUNTER,
    GAUGE
  }

  private final Type type;
  private final String name;
  private final String unit;
  private final String description;
  // With commas between: an enum has nothing that could change.
  private final String labels;

  Metric(Type type, String name, String unit, String description, String... labels) {
    this.type = type;
    this.name = name;
    this.unit = unit;
    this.description = description;
    this.labels = String.join(",", labels);
  }

  /** As Prometheus calls it, such as {@code oncall_signals_total}. */
  String exposed() {
    String base = name.replace('.', '_') + (unit.isEmpty() ? "" : "_" + unit);
    return type == Type.COUNTER ? base + "_total" : base;
  }

  /** What it tells, in a sentence. */
  String description() {
    return description;
  }

  List<String> labels() {
    return labels.isEmpty() ? List.of() : List.of(labels.split(","));
  }

  /** Counts one, by the values of its labels in their order. */
  void count(MeterRegistry registry, String... values) {
    Counter.builder(name)
        .description(description)
        .tags(tags(values))
        .register(registry)
        .increment();
  }

  /** With a row for each combination of the values of its labels. */
  MultiGauge gauge(MeterRegistry registry) {
    return MultiGauge.builder(name)
        .description(description)
        .baseUnit(Optional.of(unit).filter(known -> !known.isEmpty()).orElse(null))
        .register(registry);
  }

  /** One of those rows. */
  MultiGauge.Row<?> row(Number value, String... values) {
    return MultiGauge.Row.of(tags(values), value);
  }

  private Tags tags(String... values) {
    List<String> names = labels();
    if (values.length != names.size()) {
      throw new IllegalArgumentException(name + " has the labels " + names);
    }
    Tags tags = Tags.empty();
    for (int i = 0; i < values.length; i++) {
      tags = tags.and(names.get(i), values[i]);
    }
    return tags;
  }
}
