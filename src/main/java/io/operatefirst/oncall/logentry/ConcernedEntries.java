package io.operatefirst.oncall.logentry;

import static java.util.stream.Collectors.toSet;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallLogEntryStatus.Phase;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.api.OnCallRotationStatus.LastHandover;
import io.operatefirst.oncall.api.OnCallRotationStatus.UpcomingShift;
import io.operatefirst.oncall.status.Conditions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The entries that a change of a rotation may concern: all where it is new, those that were seen
 * before it, the problems of which it is not decided yet whom they concern, the handovers that take
 * another one for the last, and, since its rules may have changed, all that wait to be
 * acknowledged.
 */
final class ConcernedEntries implements SecondaryToPrimaryMapper<OnCallRotation> {

  private final IndexerResourceCache<OnCallLogEntry> entries;
  private final Predicate<ResourceID> orphans;
  private final Clock clock;

  /**
   * @param entries all that are known, with the index of the {@link LogCache}
   * @param orphans whether an entry was seen before its rotation
   */
  ConcernedEntries(
      IndexerResourceCache<OnCallLogEntry> entries, Predicate<ResourceID> orphans, Clock clock) {
    this.entries = entries;
    this.orphans = orphans;
    this.clock = clock;
  }

  /** Whether a change concerns any: all else that a rotation shows changes with each of them. */
  static boolean mayBeOthers(OnCallRotation now, OnCallRotation before) {
    return !Duty.of(now).equals(Duty.of(before));
  }

  /** What of a rotation concerns its entries. */
  private record Duty(
      Long rules, String onCall, List<UpcomingShift> upcoming, LastHandover handover) {

    static Duty of(OnCallRotation rotation) {
      Optional<OnCallRotationStatus> shown = Optional.ofNullable(rotation.getStatus());
      return new Duty(
          rotation.getMetadata().getGeneration(),
          shown.map(OnCallRotationStatus::onCall).orElse(null),
          shown.map(OnCallRotationStatus::upcoming).orElse(null),
          shown.map(OnCallRotationStatus::lastHandover).orElse(null));
    }
  }

  @Override
  public Set<ResourceID> toPrimaryResourceIDs(OnCallRotation rotation) {
    return LogCache.brought(entries, rotation).stream()
        .filter(entry -> isConcerned(entry, rotation))
        .map(ResourceID::fromResource)
        .collect(toSet());
  }

  private boolean isConcerned(OnCallLogEntry entry, OnCallRotation rotation) {
    return rotation.getStatus() == null
        || orphans.test(ResourceID.fromResource(entry))
        || isUndecided(entry)
        || showsAnotherHandover(rotation, entry)
        || waitsForSomebody(entry);
  }

  private boolean isUndecided(OnCallLogEntry entry) {
    return LogEntries.isProblem(entry) && !EntryStatus.isDecided(entry, clock.instant());
  }

  /** The last handover has a note and may be acknowledged; of those before it neither is asked. */
  private static boolean showsAnotherHandover(OnCallRotation rotation, OnCallLogEntry entry) {
    if (!LogEntries.isHandover(entry)) {
      return false;
    }
    OnCallLogEntryStatus status = entry.getStatus();
    if (status == null) {
      // Its first status may be on its way, without knowing of what the rotation shows now.
      return true;
    }
    return LogEntries.isShownBy(rotation, entry)
        ? status.note() == null
            || Conditions.find(status.conditions(), Conditions.ACKNOWLEDGED)
                .filter(condition -> condition.getReason().equals(Conditions.SUPERSEDED))
                .isPresent()
        : isOpen(status.phase());
  }

  private static boolean waitsForSomebody(OnCallLogEntry entry) {
    return !entry.getSpec().resolved()
        && (entry.getSpec().helpWanted()
            || (!entry.getSpec().acknowledged()
                && (entry.getStatus() == null || isOpen(entry.getStatus().phase()))));
  }

  private static boolean isOpen(Phase phase) {
    return phase == Phase.OPEN || phase == Phase.ESCALATED;
  }
}
