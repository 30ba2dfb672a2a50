package io.operatefirst.oncall.rotation;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.logentry.KnowledgeView;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.JollydayHolidays;
import io.operatefirst.oncall.schedule.Planner;
import io.operatefirst.oncall.schedule.Shown;
import io.operatefirst.oncall.spec.RosterReader;
import io.operatefirst.oncall.spec.RosterReader.Reading;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What an operator that nothing ever happened to would have written. */
public final class QuietOperator {

  private QuietOperator() {}

  /** The handovers of a rotation from its very first until an instant, as entries. */
  public static List<OnCallLogEntry> log(OnCallRotation rotation, Instant now) {
    return planner(rotation, now)
        .from(Optional.empty(), Shown.NOTHING, Instant.EPOCH)
        .takeWhile(handover -> !handover.at().isAfter(now))
        .map(handover -> entry(rotation, handover))
        .toList();
  }

  /** The entry that commits a handover. */
  public static OnCallLogEntry entry(OnCallRotation rotation, Handover handover) {
    return HandoverEntries.entry(
        rotation, HandoverEntries.write(handover, rotation.getMetadata().getUid()), "a handover");
  }

  /** The status of a rotation with that log; without what intakes and notices say. */
  public static OnCallRotationStatus status(
      OnCallRotation rotation, Collection<OnCallLogEntry> log, Instant now) {
    Planner planner = planner(rotation, now);
    Memory memory = Memory.of(rotation, log);
    Outlook outlook = Outlook.of(planner, memory.last(), Shown.NOTHING, now);
    Backlog backlog = Backlog.of(rotation, log);
    return StatusView.of(
        rotation,
        new Assessment(rotation, outlook, memory.entry(), Optional.empty())
            .with(OverdueRunbooks.of(rotation, outlook, backlog)),
        backlog,
        KnowledgeView.of(rotation, log),
        List.of(),
        List.of());
  }

  private static Planner planner(OnCallRotation rotation, Instant now) {
    Reading reading =
        new RosterReader(
                new KubernetesSerialization(),
                new JollydayHolidays(),
                Clock.fixed(now, ZoneOffset.UTC))
            .read(rotation, true);
    return new Planner(((Reading.Valid) reading).roster());
  }
}
