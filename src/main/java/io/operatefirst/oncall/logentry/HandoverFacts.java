package io.operatefirst.oncall.logentry;

import io.operatefirst.oncall.api.NoteStatus;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.api.OnCallRotationStatus.UpcomingShift;
import io.operatefirst.oncall.handover.HandoverNote;
import io.operatefirst.oncall.handover.HandoverNote.Open;
import io.operatefirst.oncall.handover.HandoverNote.Owed;
import io.operatefirst.oncall.handover.HandoverNote.Resolved;
import io.operatefirst.oncall.handover.HandoverNote.Turn;
import io.operatefirst.oncall.handover.Style;
import io.operatefirst.oncall.log.Kind;
import io.operatefirst.oncall.log.Severity;
import io.operatefirst.oncall.log.Sighting;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads out of the log what a shift tells the next.
 *
 * @param handover the entry that commits it
 * @param rotation as it shows itself with that handover
 * @param shiftBegan when the shift began that ends
 * @param problems all of the rotation's log
 * @param zone the rotation's
 */
record HandoverFacts(
    OnCallLogEntry handover,
    OnCallRotationStatus rotation,
    Instant shiftBegan,
    List<OnCallLogEntry> problems,
    ZoneId zone) {

  private static final int TURNS = 5;
  private static final Comparator<OnCallLogEntry> WORST_FIRST =
      Comparator.<OnCallLogEntry, Severity>comparing(
              entry -> LogEntries.severity(entry, Sightings.severity(entry)))
          .thenComparing(HandoverFacts::since)
          .thenComparing(entry -> entry.getMetadata().getName());

  NoteStatus written() {
    HandoverNote note = note();
    return new NoteStatus(note.in(Style.MARKDOWN), note.in(Style.TEXT));
  }

  HandoverNote note() {
    List<OnCallLogEntry> open = those(entry -> !entry.getSpec().resolved());
    return new HandoverNote(
        Optional.ofNullable(handover.getSpec().summary()).orElse("Handover"),
        open.stream().filter(entry -> !hasWaited(entry)).map(HandoverFacts::open).toList(),
        open.stream().filter(HandoverFacts::hasWaited).map(HandoverFacts::open).toList(),
        those(this::wasResolvedInTheShift).stream().map(HandoverFacts::resolved).toList(),
        those(LogEntries::owesARunbook).stream().map(HandoverFacts::owed).toList(),
        firing(Kind.ALERT).size(),
        firing(Kind.CLUSTER_OPERATOR).stream()
            .map(entry -> entry.getSpec().source().clusterOperator())
            .flatMap(source -> Optional.ofNullable(source).map(each -> each.name()).stream())
            .distinct()
            .sorted()
            .toList(),
        Optional.ofNullable(rotation.upcoming()).orElse(List.of()).stream()
            .limit(TURNS)
            .map(HandoverFacts::turn)
            .toList(),
        zone);
  }

  private List<OnCallLogEntry> those(Predicate<OnCallLogEntry> which) {
    return problems.stream().filter(which).sorted(WORST_FIRST).toList();
  }

  private List<OnCallLogEntry> firing(Kind kind) {
    return those(
        entry ->
            LogEntries.isOf(entry, kind)
                && Sightings.of(entry).filter(Sighting::firing).isPresent());
  }

  private static boolean hasWaited(OnCallLogEntry entry) {
    return !entry.getSpec().acknowledged()
        && Responsible.shownIn(entry.getStatus()).waitsUntil().isPresent();
  }

  private boolean wasResolvedInTheShift(OnCallLogEntry entry) {
    return LogEntries.resolvedSince(entry).filter(at -> !at.isBefore(shiftBegan)).isPresent();
  }

  private static Open open(OnCallLogEntry entry) {
    return new Open(
        entry.getMetadata().getName(),
        switch (LogEntries.severity(entry, Sightings.severity(entry))) {
          case CRITICAL -> "Critical";
          case WARNING -> "Warning";
          case INFO -> "Info";
        },
        summary(entry),
        since(entry),
        acknowledgedBy(entry));
  }

  private static Optional<String> acknowledgedBy(OnCallLogEntry entry) {
    return Optional.ofNullable(entry.getSpec().acknowledgedBy())
        .filter(name -> entry.getSpec().acknowledged());
  }

  private static Resolved resolved(OnCallLogEntry entry) {
    return new Resolved(
        entry.getMetadata().getName(),
        summary(entry),
        Optional.ofNullable(entry.getSpec().resolution()).filter(text -> !text.isBlank()),
        acknowledgedBy(entry).or(() -> onCall(entry)),
        entry.getSpec().assistedBy());
  }

  private static Owed owed(OnCallLogEntry entry) {
    return new Owed(entry.getMetadata().getName(), summary(entry), onCall(entry));
  }

  private static Turn turn(UpcomingShift shift) {
    return new Turn(
        Optional.ofNullable(shift.engineer()),
        Optional.ofNullable(shift.scheduled()),
        Instant.parse(shift.start()));
  }

  private static String summary(OnCallLogEntry entry) {
    return Optional.ofNullable(entry.getSpec().summary())
        .filter(text -> !text.isBlank())
        .orElse("(without a summary)");
  }

  private static Optional<String> onCall(OnCallLogEntry entry) {
    return Optional.ofNullable(entry.getStatus()).map(OnCallLogEntryStatus::onCall);
  }

  private static Instant since(OnCallLogEntry entry) {
    return Sightings.of(entry)
        .map(Sighting::firstSeen)
        .orElseGet(() -> Instant.parse(entry.getMetadata().getCreationTimestamp()));
  }
}
