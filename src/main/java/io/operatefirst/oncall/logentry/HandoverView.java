package io.operatefirst.oncall.logentry;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.api.HandoverSpec;
import io.operatefirst.oncall.api.NoteStatus;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallLogEntryStatus.Phase;
import io.operatefirst.oncall.status.Conditions;
import io.operatefirst.oncall.text.Excerpt;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows of a Handover entry whom it concerns and whether they have taken note. */
final class HandoverView {

  private HandoverView() {}

  /**
   * @param last whether no other came after it
   * @param escalated how far it has gone unacknowledged
   * @param note what the one shift tells the next; null where that is not known yet, or any more
   */
  static OnCallLogEntryStatus of(
      OnCallLogEntry entry, boolean last, Escalated escalated, NoteStatus note, Instant now) {
    OnCallLogEntrySpec spec = entry.getSpec();
    HandoverSpec handover = spec.handover();
    Long generation = entry.getMetadata().getGeneration();
    boolean settled = spec.acknowledged() || !handover.changesHands() || !last;
    Phase open = escalated.isEscalated() ? Phase.ESCALATED : Phase.OPEN;
    return new OnCallLogEntryStatus(
        generation,
        settled ? Phase.CLOSED : open,
        handover.taker(),
        null,
        spec.severity(),
        handover.at(),
        handover.at(),
        1,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        escalated.written(),
        note,
        LogEntries.noticesShown(entry),
        Conditions.merge(
            LogEntries.conditionsOf(entry),
            Stream.of(Optional.of(acknowledged(spec, last)), escalated.condition())
                .flatMap(Optional::stream)
                .toList(),
            generation,
            now));
  }

  private static Condition acknowledged(OnCallLogEntrySpec spec, boolean last) {
    if (spec.acknowledged()) {
      return Conditions.yes(
          Conditions.ACKNOWLEDGED,
          Conditions.ACKNOWLEDGED,
          spec.acknowledgedBy() + " has acknowledged the handover." + inTheirWords(spec));
    }
    if (!last && spec.handover().changesHands()) {
      // Without its name, which would be another each day.
      return Conditions.no(
          Conditions.ACKNOWLEDGED,
          Conditions.SUPERSEDED,
          "Another handover came after it: the last one is to be acknowledged.");
    }
    return spec.handover().changesHands()
        ? Conditions.no(
            Conditions.ACKNOWLEDGED,
            Conditions.AWAITING_ACKNOWLEDGEMENT,
            spec.handover().taker()
                + " has not acknowledged the handover yet."
                + inTheirWords(spec))
        : Conditions.yes(
            Conditions.ACKNOWLEDGED,
            Conditions.NOT_NEEDED,
            "Nobody hands over to somebody else here.");
  }

  /** What the outgoing engineer adds, and whether the two have talked. */
  private static String inTheirWords(OnCallLogEntrySpec spec) {
    String giver = Optional.ofNullable(spec.handover().giver()).orElse("Somebody");
    String talked =
        spec.handedOverBy() == null
            ? ""
            : " They have talked by %s."
                .formatted(spec.handedOverBy().name().toLowerCase(Locale.ROOT));
    return spec.words() == null || spec.words().isBlank()
        ? talked
        : talked + " %s says: %s".formatted(giver, Excerpt.of(spec.words().strip(), 1024));
  }
}
