package io.operatefirst.oncall.rotation;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.api.HandoverSpec;
import io.operatefirst.oncall.api.NotUnderstood;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.schedule.Handover;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a rotation remembers: the Handover entry with the highest sequence number, never the one
 * with the youngest timestamp. What it cannot go on from is passed over: where that has the name of
 * the next handover, the condition Ready says so.
 *
 * @param log the Handover entries that there are, the highest sequence last
 * @param startsAfresh whether the rotation is to begin anew all the same
 * @param blocked why nothing may move: the name under which the newest would have to be written
 *     again is taken by something else, or only a newer operator can read it
 */
record Memory(List<OnCallLogEntry> log, boolean startsAfresh, Optional<Condition> blocked) {

  /** Annotation of a rotation created again that is not to continue from the entries of the old. */
  static final String START_AFRESH = OnCallRotation.GROUP + "/start-afresh";

  static Memory of(OnCallRotation rotation, Collection<OnCallLogEntry> entries) {
    List<OnCallLogEntry> log = HandoverEntries.log(rotation, entries);
    Map<String, String> annotations = rotation.getMetadata().getAnnotations();
    boolean asked = annotations != null && annotations.containsKey(START_AFRESH);
    String uid = rotation.getMetadata().getUid();
    boolean foreign =
        last(log)
            .filter(entry -> !uid.equals(entry.getSpec().handover().rotationUid()))
            .isPresent();
    boolean afresh = asked && foreign;
    return new Memory(log, afresh, afresh ? Optional.empty() : last(log).flatMap(Memory::newer));
  }

  /** With an entry that was committed just now. */
  Memory with(OnCallRotation rotation, OnCallLogEntry committed) {
    return of(rotation, Stream.concat(log.stream(), Stream.of(committed)).toList());
  }

  Memory blockedBy(Condition why) {
    return new Memory(log, startsAfresh, Optional.of(why));
  }

  private static Optional<Condition> newer(OnCallLogEntry entry) {
    List<String> words = NotUnderstood.below("spec.handover", entry);
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of(Assessment.newerVersion(entry.getMetadata().getName(), words));
  }

  /** The entry with the highest sequence number; empty where the log has none. */
  Optional<OnCallLogEntry> newest() {
    return last(log);
  }

  private static Optional<OnCallLogEntry> last(List<OnCallLogEntry> log) {
    return log.isEmpty() ? Optional.empty() : Optional.of(log.get(log.size() - 1));
  }

  /** The entry to continue from. */
  Optional<OnCallLogEntry> entry() {
    return newest().filter(entry -> !startsAfresh);
  }

  /** The handover to continue from. */
  Optional<Handover> last() {
    return entry().map(entry -> HandoverEntries.read(entry.getSpec().handover()));
  }

  /**
   * The handovers since an instant and the one before it, as far as the log still has them; none
   * from before the rotation began, where it started afresh.
   */
  List<Handover> since(Instant instant) {
    Deque<Handover> found = new ArrayDeque<>();
    for (int i = startsAfresh ? 0 : log.size(); i > 0; i--) {
      Handover handover = HandoverEntries.read(log.get(i - 1).getSpec().handover());
      found.addFirst(handover);
      if (handover.at().isBefore(instant) || handover.isBeginning()) {
        break;
      }
    }
    return List.copyOf(found);
  }

  /** Numbers never repeat, not even where a rotation starts afresh: names follow from them. */
  long nextSequence() {
    return newest()
            .map(OnCallLogEntry::getSpec)
            .map(spec -> spec.handover())
            .map(HandoverSpec::sequence)
            .orElse(0L)
        + 1;
  }
}
