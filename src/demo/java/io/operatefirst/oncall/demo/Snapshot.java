package io.operatefirst.oncall.demo;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.operatefirst.oncall.api.BoxState;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.api.OnCallRotationStatus.ListItem;
import io.operatefirst.oncall.status.Conditions;
import io.operatefirst.oncall.text.Moment;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the API server holds of a rotation at an instant.
 *
 * @param time of the simulated day
 * @param rotation with its status
 * @param handovers its entries in the log, the newest last
 * @param problems the other entries, the newest last
 * @param events on it, the newest last
 */
record Snapshot(
    Instant time,
    OnCallRotation rotation,
    List<OnCallLogEntry> handovers,
    List<OnCallLogEntry> problems,
    List<Event> events) {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd", Locale.ENGLISH);

  /** Whether the operator has seen the rotation. */
  boolean isReconciled() {
    return rotation.getStatus() != null;
  }

  OnCallRotationStatus status() {
    return Optional.ofNullable(rotation.getStatus()).orElse(OnCallRotationStatus.EMPTY);
  }

  ZoneId zone() {
    return ZoneId.of(rotation.getSpec().schedule().timeZone());
  }

  String localTime() {
    return Moment.of(time, zone());
  }

  LocalDate localDate() {
    return LocalDate.ofInstant(time, zone());
  }

  int cycle() {
    return status().cycle() == null ? 0 : status().cycle().number();
  }

  List<ListItem> list() {
    return Optional.ofNullable(status().list()).orElse(List.of());
  }

  List<Condition> conditions() {
    return Optional.ofNullable(status().conditions()).orElse(List.of());
  }

  /** Whether a condition is there for a reason. */
  boolean says(String type, String reason) {
    return Conditions.find(conditions(), type)
        .filter(condition -> condition.getReason().equals(reason))
        .isPresent();
  }

  /** A line of the list as people wrote it by hand. */
  static String checkbox(ListItem item) {
    String box =
        switch (item.state()) {
          case DONE -> "[x] ";
          case ON_CALL -> "[>] ";
          case WAITING, AWAY, EXCUSED -> "[ ] ";
        };
    String carried = Boolean.TRUE.equals(item.carried()) ? " (one turn carried over)" : "";
    return box + item.engineer() + remark(item.state()) + carried;
  }

  /** Of an entry, such as {@code Open}; empty until the operator has seen it. */
  static String phase(OnCallLogEntry entry) {
    return Optional.ofNullable(entry.getStatus())
        .map(OnCallLogEntryStatus::phase)
        .map(Enum::name)
        .map(name -> name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT))
        .orElse("");
  }

  /** How a problem stands, such as {@code Acknowledged alice x1 firing TargetDown …}. */
  static String problem(OnCallLogEntry entry) {
    OnCallLogEntryStatus status = entry.getStatus();
    return "%-12s  %-5s  x%d  %-7s  %s"
        .formatted(
            phase(entry),
            Optional.ofNullable(status.onCall()).orElse("-"),
            status.count(),
            Boolean.TRUE.equals(status.firing()) ? "firing" : "over",
            entry.getSpec().summary());
  }

  /** Such as {@code Tue 2026-11-17}. */
  static String day(LocalDate date) {
    return DAY.format(date);
  }

  private static String remark(BoxState state) {
    return switch (state) {
      case AWAY -> " (away)";
      case EXCUSED -> " (excused)";
      case DONE, ON_CALL, WAITING -> "";
    };
  }
}
