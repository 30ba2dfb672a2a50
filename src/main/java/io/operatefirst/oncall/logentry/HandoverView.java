package io.operatefirst.oncall.logentry;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.api.HandoverSpec;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallLogEntryStatus.Phase;
import io.operatefirst.oncall.status.Conditions;
import java.time.Instant;
import java.util.List;

/** Shows of a Handover entry whom it concerns and whether they have taken note. */
final class HandoverView {

  private HandoverView() {}

  static OnCallLogEntryStatus of(OnCallLogEntry entry, Instant now) {
    OnCallLogEntrySpec spec = entry.getSpec();
    HandoverSpec handover = spec.handover();
    Long generation = entry.getMetadata().getGeneration();
    boolean settled = spec.acknowledged() || !handover.changesHands();
    return new OnCallLogEntryStatus(
        generation,
        settled ? Phase.CLOSED : Phase.OPEN,
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
        null,
        Conditions.merge(
            LogEntries.conditionsOf(entry), List.of(acknowledged(spec)), generation, now));
  }

  private static Condition acknowledged(OnCallLogEntrySpec spec) {
    if (spec.acknowledged()) {
      return Conditions.yes(
          Conditions.ACKNOWLEDGED,
          Conditions.ACKNOWLEDGED,
          spec.acknowledgedBy() + " has acknowledged the handover.");
    }
    return spec.handover().changesHands()
        ? Conditions.no(
            Conditions.ACKNOWLEDGED,
            Conditions.AWAITING_ACKNOWLEDGEMENT,
            spec.handover().taker() + " has not acknowledged the handover yet.")
        : Conditions.yes(
            Conditions.ACKNOWLEDGED,
            Conditions.NOT_NEEDED,
            "Nobody hands over to somebody else here.");
  }
}
