package io.operatefirst.oncall.rotation;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.dependent.RecentOperationCacheFiller;
import io.operatefirst.oncall.api.NoticeStatus;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallOverrideStatus;
import io.operatefirst.oncall.notify.Outbox;
import io.operatefirst.oncall.notify.Sender;
import io.operatefirst.oncall.notify.Subject;
import io.operatefirst.oncall.notify.kubernetes.EventRecorder;
import io.operatefirst.oncall.override.OverrideView;
import io.operatefirst.oncall.override.Standstill;
import io.operatefirst.oncall.schedule.Effect;
import io.operatefirst.oncall.schedule.PlannedShift;
import io.operatefirst.oncall.schedule.Planner;
import io.operatefirst.oncall.spec.OverrideReader;
import io.operatefirst.oncall.status.StatusPatch;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Says of each override of a rotation what it comes to, and tells whom it concerns.
 *
 * @param cache of the overrides, which is told what is written
 */
record OverrideAnswers(
    KubernetesClient client,
    RecentOperationCacheFiller<OnCallOverride> cache,
    OverrideReader reader,
    Outbox outbox,
    EventRecorder events) {

  /** By the rules of the rotation, and what has become of it. */
  void answer(Collection<OnCallOverride> written, Planner planner, RotationNotices notices) {
    if (written.isEmpty()) {
      return;
    }
    Outlook outlook = notices.outlook();
    List<PlannedShift> shifts =
        Effect.shifts(planner, outlook.last(), outlook.shown(), outlook.now());
    OverrideView view = new OverrideView(planner.roster(), shifts, outlook.now());
    for (OnCallOverride override : written) {
      OnCallOverrideStatus status =
          view.of(override, reader.read(override, planner.roster())).with(receipts(override));
      Announcements.ofOverride(override, status).ifPresent(news -> events.record(override, news));
      if (write(override, status)) {
        outbox.owe(
            Sender.of(notices.rotation()),
            Subject.of(override),
            notices.ofOverride(override, status),
            noticesIn(status));
      }
    }
  }

  /** The rotation is invalid or cannot go on: none begins or ends. */
  void standStill(Collection<OnCallOverride> written, Instant now) {
    for (OnCallOverride override : written) {
      write(override, new Standstill(override, now).status().with(receipts(override)));
    }
  }

  private boolean write(OnCallOverride override, OnCallOverrideStatus status) {
    return StatusPatch.write(client, cache, override, status);
  }

  private List<NoticeStatus> receipts(OnCallOverride override) {
    return outbox.receipts(Subject.of(override), noticesIn(override.getStatus()));
  }

  private static List<NoticeStatus> noticesIn(OnCallOverrideStatus status) {
    return Optional.ofNullable(status).map(OnCallOverrideStatus::notices).orElse(List.of());
  }
}
