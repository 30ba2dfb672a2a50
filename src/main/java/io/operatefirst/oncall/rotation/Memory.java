package io.operatefirst.oncall.rotation;

import io.operatefirst.oncall.api.HandoverSpec;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.schedule.Handover;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * What a rotation remembers: the Handover entry with the highest sequence number, never the one
 * with the youngest timestamp.
 *
 * @param newest that entry; empty where the log has none
 * @param startsAfresh whether the rotation is to begin anew all the same
 * @param blocked the name under which the newest would have to be written again, where something
 *     else has it: nothing may move until that is gone
 */
record Memory(Optional<OnCallLogEntry> newest, boolean startsAfresh, Optional<String> blocked) {

  /** Annotation of a rotation created again that is not to continue from the entries of the old. */
  static final String START_AFRESH = OnCallRotation.GROUP + "/start-afresh";

  static Memory of(OnCallRotation rotation, Collection<OnCallLogEntry> entries) {
    return of(
        rotation,
        entries.stream()
            .filter(entry -> HandoverEntries.isOf(entry, rotation))
            .max(Comparator.comparingLong(entry -> entry.getSpec().handover().sequence())));
  }

  static Memory of(OnCallRotation rotation, Optional<OnCallLogEntry> newest) {
    Map<String, String> annotations = rotation.getMetadata().getAnnotations();
    boolean asked = annotations != null && annotations.containsKey(START_AFRESH);
    String uid = rotation.getMetadata().getUid();
    boolean foreign =
        newest.filter(entry -> !uid.equals(entry.getSpec().handover().rotationUid())).isPresent();
    return new Memory(newest, asked && foreign, Optional.empty());
  }

  Memory blockedBy(String name) {
    return new Memory(newest, startsAfresh, Optional.of(name));
  }

  /** The entry to continue from. */
  Optional<OnCallLogEntry> entry() {
    return newest.filter(entry -> !startsAfresh);
  }

  /** The handover to continue from. */
  Optional<Handover> last() {
    return entry().map(entry -> HandoverEntries.read(entry.getSpec().handover()));
  }

  /** Numbers never repeat, not even where a rotation starts afresh: names follow from them. */
  long nextSequence() {
    return newest
            .map(OnCallLogEntry::getSpec)
            .map(spec -> spec.handover())
            .map(HandoverSpec::sequence)
            .orElse(0L)
        + 1;
  }
}
