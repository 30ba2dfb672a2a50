package io.operatefirst.oncall.logentry;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.api.HandoverSpec;
import io.operatefirst.oncall.api.LastTimeStatus;
import io.operatefirst.oncall.api.NoticeStatus;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.SourceSpec;
import io.operatefirst.oncall.log.Entry;
import io.operatefirst.oncall.log.EntryLifecycle;
import io.operatefirst.oncall.log.Kind;
import io.operatefirst.oncall.log.Phase;
import io.operatefirst.oncall.log.Response;
import io.operatefirst.oncall.log.Severity;
import io.operatefirst.oncall.log.Sighting;
import io.operatefirst.oncall.status.Conditions;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads log entries as the rules of the log see them. */
public final class LogEntries {

  private LogEntries() {}

  /** Whether an entry is about something to be solved, and not a handover. */
  public static boolean isProblem(OnCallLogEntry entry) {
    return entry.getSpec() != null
        && entry.getSpec().type() != null
        && entry.getSpec().type() != OnCallLogEntrySpec.Type.HANDOVER;
  }

  /** Whether somebody waits for an answer. */
  static boolean isQuestion(OnCallLogEntry entry) {
    return entry.getSpec().type() == OnCallLogEntrySpec.Type.QUESTION;
  }

  /**
   * What somebody has asked; empty where it is no question, counts those without an entry, or was
   * asked at a place that only a newer operator knows.
   */
  static Optional<SourceSpec.Question> questionOf(OnCallLogEntry entry) {
    return Optional.ofNullable(entry.getSpec().source())
        .map(SourceSpec::question)
        .filter(question -> question.place() != null);
  }

  /** The problems in the log of a rotation, among entries of its namespace. */
  public static Stream<OnCallLogEntry> problems(
      OnCallRotation rotation, Collection<OnCallLogEntry> entries) {
    return entries.stream()
        .filter(LogEntries::isProblem)
        .filter(entry -> rotation.getMetadata().getName().equals(entry.getSpec().rotation()));
  }

  /** Since when an entry is resolved; empty where it is not, or its status does not say so yet. */
  public static Optional<Instant> resolvedSince(OnCallLogEntry entry) {
    return entry.getSpec().resolved()
        ? Conditions.find(conditionsOf(entry), Conditions.RESOLVED)
            .filter(condition -> "True".equals(condition.getStatus()))
            .map(Condition::getLastTransitionTime)
            .map(Instant::parse)
        : Optional.empty();
  }

  /** Whether it is over, and what to do about it is written nowhere. */
  public static boolean owesARunbook(OnCallLogEntry entry) {
    return EntryLifecycle.phaseOf(read(entry)) == Phase.RESOLVED;
  }

  /**
   * Whether an entry commits a handover, and tells when it was. Anybody may make one by hand, of
   * whose times the server asks for no more than that they are text: nothing is shown of those.
   */
  static boolean isHandover(OnCallLogEntry entry) {
    return entry.getSpec() != null
        && entry.getSpec().type() == OnCallLogEntrySpec.Type.HANDOVER
        && entry.getSpec().handover() != null
        && timesOf(entry.getSpec().handover()).allMatch(time -> instant(time).isPresent());
  }

  /** Whether it is the handover that a rotation shows as its last. */
  static boolean isShownBy(OnCallRotation rotation, OnCallLogEntry entry) {
    return rotation.getStatus() != null
        && rotation.getStatus().lastHandover() != null
        && entry.getMetadata().getName().equals(rotation.getStatus().lastHandover().entry());
  }

  private static Stream<String> timesOf(HandoverSpec handover) {
    return Stream.concat(
        Stream.of(handover.at()),
        Stream.ofNullable(handover.shift())
            .flatMap(shift -> Stream.of(shift.start(), shift.end())));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Whether an entry is about something that intakes of that kind report. */
  static boolean isOf(OnCallLogEntry entry, Kind kind) {
    return isProblem(entry)
        && entry.getSpec().type() == EntryBuilder.typeOf(kind)
        && entry.getSpec().source() != null;
  }

  /**
   * When the occurrence began that an intake's entry is about. Anybody may make an entry by hand:
   * where that is no instant, it is when the entry was made.
   */
  static Instant startOf(OnCallLogEntry entry) {
    return instant(entry.getSpec().source().startsAt())
        .orElseGet(() -> Instant.parse(entry.getMetadata().getCreationTimestamp()));
  }

  /**
   * When a problem came in. What an intake reports comes in with its first status, a moment after
   * it was stored, whatever the server's clock says: people are told then, and since then, by its
   * status, nobody has acknowledged it.
   */
  static Instant cameIn(OnCallLogEntry entry, Optional<Sighting> seen, Instant now) {
    if (seen.isPresent() && entry.getStatus() == null) {
      return now;
    }
    return Conditions.find(conditionsOf(entry), Conditions.ACKNOWLEDGED)
        .filter(acknowledged -> seen.isPresent() && acknowledged.getStatus().equals("False"))
        .map(Condition::getLastTransitionTime)
        .map(Instant::parse)
        .orElseGet(() -> Instant.parse(entry.getMetadata().getCreationTimestamp()));
  }

  /** A problem, as the rules see it. */
  public static Entry read(OnCallLogEntry entry) {
    return read(
        entry,
        Sightings.severity(entry),
        Escalated.shownIn(entry.getStatus()),
        LastTime.shownIn(entry.getStatus()));
  }

  /** The same, with what is not in its status yet. */
  static Entry read(
      OnCallLogEntry entry,
      Optional<Severity> seen,
      Escalated escalated,
      Optional<LastTimeStatus> lastTime) {
    OnCallLogEntrySpec spec = entry.getSpec();
    return new Entry(
        severity(entry, seen),
        Optional.ofNullable(spec.source()).map(SourceSpec::runbookURL),
        lastTime.map(LastTimeStatus::runbook),
        escalated.isEscalated(),
        new Response(
            Optional.ofNullable(spec.acknowledgedBy()).filter(name -> !name.isBlank()),
            spec.resolved(),
            Optional.ofNullable(spec.runbook()).filter(runbook -> !runbook.isBlank()),
            spec.runbookOutdated()));
  }

  /** The worst that it was: what was critical is not harmless, since it is a warning now. */
  static Severity severity(OnCallLogEntry entry, Optional<Severity> seen) {
    Severity first = Sightings.read(severityOf(entry.getSpec()));
    return seen.filter(worse -> worse.compareTo(first) < 0).orElse(first);
  }

  /** Who makes an entry by hand and says nothing of how bad it is means a piece of work. */
  static OnCallLogEntrySpec.Severity severityOf(OnCallLogEntrySpec spec) {
    return spec.severity() == null ? OnCallLogEntrySpec.Severity.INFO : spec.severity();
  }

  static List<Condition> conditionsOf(OnCallLogEntry entry) {
    return Optional.ofNullable(entry.getStatus())
        .map(OnCallLogEntryStatus::conditions)
        .orElse(List.of());
  }

  /** Who was told of an entry; null where nobody was. */
  static List<NoticeStatus> noticesShown(OnCallLogEntry entry) {
    List<NoticeStatus> notices = noticesIn(entry.getStatus());
    return notices.isEmpty() ? null : notices;
  }

  /** Who was told, as a status says, which may be null. */
  static List<NoticeStatus> noticesIn(OnCallLogEntryStatus status) {
    return Optional.ofNullable(status).map(OnCallLogEntryStatus::notices).orElse(List.of());
  }
}
