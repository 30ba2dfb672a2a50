package io.operatefirst.oncall.logentry;

import io.fabric8.kubernetes.api.model.Condition;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.operatefirst.oncall.api.HandoverSpec;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallLogEntryStatus.Phase;
import io.operatefirst.oncall.status.Conditions;
import io.operatefirst.oncall.status.StatusPatch;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Shows of a Handover entry whom it concerns and whether they have taken note. */
@ControllerConfiguration(name = "logentry", generationAwareEventProcessing = false)
public class LogEntryReconciler implements Reconciler<OnCallLogEntry> {

  private final Clock clock;

  public LogEntryReconciler(Clock clock) {
    this.clock = clock;
  }

  @Override
  public UpdateControl<OnCallLogEntry> reconcile(
      OnCallLogEntry entry, Context<OnCallLogEntry> context) {
    if (entry.getSpec().handover() != null) {
      StatusPatch.write(context, entry, status(entry));
    }
    return UpdateControl.noUpdate();
  }

  private OnCallLogEntryStatus status(OnCallLogEntry entry) {
    OnCallLogEntrySpec spec = entry.getSpec();
    HandoverSpec handover = spec.handover();
    Long generation = entry.getMetadata().getGeneration();
    boolean settled = spec.acknowledged() || !handover.changesHands();
    List<Condition> before =
        Optional.ofNullable(entry.getStatus())
            .map(OnCallLogEntryStatus::conditions)
            .orElse(List.of());
    return new OnCallLogEntryStatus(
        generation,
        settled ? Phase.CLOSED : Phase.OPEN,
        handover.taker(),
        spec.severity(),
        handover.at(),
        handover.at(),
        1,
        Conditions.merge(
            before,
            List.of(acknowledged(spec)),
            generation,
            clock.instant().truncatedTo(ChronoUnit.SECONDS)));
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
