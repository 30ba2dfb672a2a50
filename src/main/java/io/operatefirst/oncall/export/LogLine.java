package io.operatefirst.oncall.export;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.api.HandoverReason;
import io.operatefirst.oncall.api.HandoverSpec;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.status.Conditions;
import java.util.List;
import java.util.Optional;

/**
 * An entry of the log, flat. Its fields are an interface: new ones come at the end, none is renamed
 * or taken away. Each is there in each line, and null where it says nothing but for the first five
 * and assistedBy. Times are UTC (RFC 3339).
 *
 * @param time by which entries are sorted: when a handover took effect, when a problem was first
 *     seen; where that is lost, when the entry was made
 * @param assistedBy who helped; empty where nobody did
 * @param acknowledgedAt when the operator saw that somebody had taken note, as all that follow
 * @param escalatedAt when somebody besides the one on call was told, since nobody had taken note
 * @param documentedAt when it was known where to read what to do
 * @param handoverFrom whose shift ended, by the list; covers are not told
 * @param handoverTo whose shift began, by the list
 */
record LogLine(
    String time,
    String namespace,
    String rotation,
    String name,
    OnCallLogEntrySpec.Type type,
    OnCallLogEntrySpec.Severity severity,
    String summary,
    OnCallLogEntryStatus.Phase phase,
    String onCall,
    Integer count,
    String firstSeen,
    String lastSeen,
    String acknowledgedBy,
    String acknowledgedAt,
    String escalatedAt,
    List<String> assistedBy,
    String resolution,
    String resolvedAt,
    String runbook,
    String documentedAt,
    Long handoverSequence,
    HandoverReason handoverReason,
    String handoverFrom,
    String handoverTo,
    String handoverAt,
    String words,
    OnCallLogEntrySpec.HandedOverBy handedOverBy) {

  /** Of an entry as the API server gives it out; what only its status knows may be lost. */
  static LogLine of(OnCallLogEntry entry) {
    OnCallLogEntrySpec spec = entry.getSpec();
    Optional<OnCallLogEntryStatus> status = Optional.ofNullable(entry.getStatus());
    Optional<HandoverSpec> handover = Optional.ofNullable(spec.handover());
    List<Condition> conditions = status.map(OnCallLogEntryStatus::conditions).orElse(List.of());
    return new LogLine(
        handover
            .map(HandoverSpec::at)
            .or(() -> status.map(OnCallLogEntryStatus::firstSeen))
            .orElse(entry.getMetadata().getCreationTimestamp()),
        entry.getMetadata().getNamespace(),
        spec.rotation(),
        entry.getMetadata().getName(),
        spec.type(),
        status.map(OnCallLogEntryStatus::severity).orElse(spec.severity()),
        spec.summary(),
        status.map(OnCallLogEntryStatus::phase).orElse(null),
        status.map(OnCallLogEntryStatus::onCall).orElse(null),
        status.map(OnCallLogEntryStatus::count).orElse(null),
        status.map(OnCallLogEntryStatus::firstSeen).orElse(null),
        status.map(OnCallLogEntryStatus::lastSeen).orElse(null),
        spec.acknowledgedBy(),
        since(conditions, Conditions.ACKNOWLEDGED),
        since(conditions, Conditions.ESCALATED),
        spec.assistedBy(),
        spec.resolution(),
        since(conditions, Conditions.RESOLVED),
        spec.runbook(),
        since(conditions, Conditions.DOCUMENTED),
        handover.map(HandoverSpec::sequence).orElse(null),
        handover.map(HandoverSpec::reason).orElse(null),
        handover.map(HandoverSpec::from).orElse(null),
        handover.map(HandoverSpec::to).orElse(null),
        handover.map(HandoverSpec::at).orElse(null),
        spec.words(),
        spec.handedOverBy());
  }

  /** What needed nobody has happened at no time. */
  private static String since(List<Condition> conditions, String type) {
    return Conditions.find(conditions, type)
        .filter(condition -> condition.getStatus().equals("True"))
        .filter(condition -> !condition.getReason().equals(Conditions.NOT_NEEDED))
        .map(Condition::getLastTransitionTime)
        .orElse(null);
  }
}
