package io.operatefirst.oncall.rotation;

import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.rotation.HandoverLog.Commit;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Planner;
import io.operatefirst.oncall.schedule.Shown;
import io.operatefirst.oncall.schedule.SprintLedger;
import io.operatefirst.oncall.schedule.SprintShares;
import io.operatefirst.oncall.schedule.WallClock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Commits the handovers that are due, in their order, each with an entry of its own, and says how
 * the rotation then stands.
 */
record CatchUp(HandoverLog log, OnCallRotation rotation, Planner planner, Instant now) {

  Assessment from(Memory before) {
    Memory memory = before;
    Shown shown = ShownShift.of(rotation.getStatus(), before.last(), now);
    for (; ; ) {
      Optional<Handover> due = due(memory, shown);
      if (due.isEmpty()) {
        return assess(memory, shown, Optional.empty());
      }
      Commit commit = commit(due.get().numbered(memory.nextSequence()));
      if (commit instanceof Commit.NameTaken taken) {
        return assess(memory, shown, Optional.of(taken.name()));
      }
      memory = memory.with(rotation, ((Commit.Committed) commit).entry());
      shown = Shown.NOTHING;
    }
  }

  private Optional<Handover> due(Memory memory, Shown shown) {
    return planner.next(memory.last(), shown, now).filter(next -> !next.at().isAfter(now));
  }

  private Commit commit(Handover handover) {
    ZoneId zone = planner.roster().calendar().clock().zone();
    return log.commit(
        rotation,
        HandoverEntries.write(handover, rotation.getMetadata().getUid()),
        Announcements.summary(handover, zone));
  }

  private Assessment assess(Memory memory, Shown shown, Optional<String> nameTaken) {
    Outlook outlook = Outlook.of(planner, memory.last(), shown, now);
    return new Assessment(rotation, outlook.with(sprint(memory, shown)), memory.entry(), nameTaken);
  }

  private Optional<SprintShares> sprint(Memory memory, Shown shown) {
    WallClock clock = planner.roster().calendar().clock();
    return planner
        .roster()
        .sprintAt(now)
        .map(
            sprint ->
                new SprintLedger(planner, sprint, memory.since(sprint.begins(clock)), shown, now))
        .map(SprintLedger::shares);
  }
}
