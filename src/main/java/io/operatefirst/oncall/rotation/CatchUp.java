package io.operatefirst.oncall.rotation;

import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.rotation.HandoverLog.Commit;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Planner;
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
    Optional<Instant> publishedEnd = publishedEnd(before);
    for (; ; ) {
      Optional<Handover> due = due(memory, publishedEnd);
      if (due.isEmpty()) {
        return assess(memory, publishedEnd, Optional.empty());
      }
      Commit commit = commit(due.get().numbered(memory.nextSequence()));
      if (commit instanceof Commit.NameTaken taken) {
        return assess(memory, publishedEnd, Optional.of(taken.name()));
      }
      memory = Memory.of(rotation, Optional.of(((Commit.Committed) commit).entry()));
      publishedEnd = Optional.empty();
    }
  }

  private Optional<Handover> due(Memory memory, Optional<Instant> publishedEnd) {
    return planner.next(memory.last(), publishedEnd, now).filter(next -> !next.at().isAfter(now));
  }

  private Commit commit(Handover handover) {
    ZoneId zone = planner.roster().calendar().clock().zone();
    return log.commit(
        rotation,
        HandoverEntries.write(handover, rotation.getMetadata().getUid()),
        Announcements.summary(handover, zone));
  }

  private Assessment assess(
      Memory memory, Optional<Instant> publishedEnd, Optional<String> nameTaken) {
    Outlook outlook = Outlook.of(planner, memory.last(), publishedEnd, now);
    return new Assessment(outlook, memory.entry(), nameTaken);
  }

  /** The end of the running shift that people were last shown. */
  private Optional<Instant> publishedEnd(Memory memory) {
    OnCallRotationStatus status = rotation.getStatus();
    if (status == null || status.shift() == null || status.lastHandover() == null) {
      return Optional.empty();
    }
    long shown = status.lastHandover().sequence();
    return memory
        .last()
        .filter(last -> last.sequence() == shown)
        .map(last -> Instant.parse(status.shift().end()));
  }
}
