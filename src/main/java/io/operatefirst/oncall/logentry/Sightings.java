package io.operatefirst.oncall.logentry;

import io.operatefirst.oncall.api.MemberStatus;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.SourceSpec.Label;
import io.operatefirst.oncall.log.Member;
import io.operatefirst.oncall.log.Observation;
import io.operatefirst.oncall.log.Severity;
import io.operatefirst.oncall.log.Sighting;
import io.operatefirst.oncall.text.Excerpt;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what was seen of a happening back from its entry, and writes its members. */
final class Sightings {

  private static final int LABELS = 16;
  private static final int NAME_LENGTH = 128;
  private static final int VALUE_LENGTH = 256;

  private Sightings() {}

  /**
   * What an entry's status says was seen; where that is lost, what the entry was created with.
   * Empty of an entry that no intake made.
   */
  static Optional<Sighting> of(OnCallLogEntry entry) {
    if (entry.getSpec().source() == null) {
      return Optional.empty();
    }
    return Optional.of(
        isLost(entry)
            ? FirstSight.of(entry).orElseGet(() -> alone(entry))
            : shown(entry.getStatus()));
  }

  /** How bad that was, which is asked far more often than when it was. */
  static Optional<Severity> severity(OnCallLogEntry entry) {
    if (entry.getSpec().source() == null) {
      return Optional.empty();
    }
    return Optional.of(
        read(
            isLost(entry) ? LogEntries.severityOf(entry.getSpec()) : entry.getStatus().severity()));
  }

  /** Whether the status does not say, or does not say yet. */
  static boolean isLost(OnCallLogEntry entry) {
    OnCallLogEntryStatus status = entry.getStatus();
    return status == null || status.firing() == null || status.latestStart() == null;
  }

  /** By what its spec says: that it began. */
  private static Sighting alone(OnCallLogEntry entry) {
    Instant start = LogEntries.startOf(entry);
    return new Sighting(
        true, read(LogEntries.severityOf(entry.getSpec())), start, start, start, 1, List.of(), 0);
  }

  private static Sighting shown(OnCallLogEntryStatus status) {
    return new Sighting(
        status.firing(),
        read(status.severity()),
        Instant.parse(status.firstSeen()),
        Instant.parse(status.lastSeen()),
        Instant.parse(status.latestStart()),
        status.count(),
        Optional.ofNullable(status.members()).orElse(List.of()).stream()
            .map(Sightings::read)
            .toList(),
        status.moreMembers() == null ? 0 : status.moreMembers());
  }

  static Member read(MemberStatus member) {
    Map<String, String> labels = new LinkedHashMap<>();
    member.labels().forEach(label -> labels.put(label.name(), label.value()));
    return new Member(
        member.id(),
        Instant.parse(member.since()),
        read(member.severity()),
        labels,
        Member.State.FIRING,
        Boolean.TRUE.equals(member.pushed()));
  }

  /** Of one that only a newer operator knows, that it is worth to be told. */
  static Severity read(OnCallLogEntrySpec.Severity severity) {
    return severity == null ? Severity.WARNING : Severity.valueOf(severity.name());
  }

  static OnCallLogEntrySpec.Severity write(Severity severity) {
    return OnCallLogEntrySpec.Severity.valueOf(severity.name());
  }

  static MemberStatus write(Member member) {
    return new MemberStatus(
        member.id(),
        member.since().toString(),
        write(member.severity()),
        labels(member.labels()),
        member.pushed() ? true : null);
  }

  /**
   * As it is read back once it is written: else what does not fit would look new each time that it
   * is seen.
   */
  static Observation asWritten(Observation observation) {
    return new Observation(
        observation.complete(),
        observation.times(),
        observation.members().stream().map(Sightings::asWritten).toList());
  }

  private static Member asWritten(Member member) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels(member.labels()).forEach(label -> labels.put(label.name(), label.value()));
    return new Member(
        member.id(), member.since(), member.severity(), labels, member.state(), member.pushed());
  }

  /** Sorted, and of bounded number and length: what reports them may be of any size. */
  static List<Label> labels(Map<String, String> labels) {
    return new TreeMap<>(labels)
        .entrySet().stream()
            .limit(LABELS)
            .map(
                label ->
                    new Label(
                        Excerpt.of(label.getKey(), NAME_LENGTH),
                        Excerpt.of(label.getValue(), VALUE_LENGTH)))
            .toList();
  }
}
