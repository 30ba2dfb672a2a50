package io.operatefirst.oncall.logentry;

import io.operatefirst.oncall.api.EscalationSpec;
import io.operatefirst.oncall.api.EscalationStatus;
import io.operatefirst.oncall.api.HandoverSpec;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.log.Escalation;
import io.operatefirst.oncall.log.Escalation.Step;
import io.operatefirst.oncall.log.Severity;
import io.operatefirst.oncall.log.Sighting;
import io.operatefirst.oncall.schedule.Roster;
import io.operatefirst.oncall.schedule.WorkCalendar;
import io.operatefirst.oncall.schedule.WorkCalendar.DutyTime;
import io.operatefirst.oncall.spec.Durations;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far the entries of a rotation go that nobody acknowledges.
 *
 * @param rotation with its rules and its list
 * @param roster the same, as it was read
 */
record Escalations(OnCallRotation rotation, Roster roster) {

  /** How far a problem has gone, and what follows. */
  Escalated of(OnCallLogEntry entry, Optional<Sighting> seen, Instant now) {
    boolean waits =
        !entry.getSpec().acknowledged()
            && !entry.getSpec().resolved()
            && seen.map(Sighting::firing).orElse(true);
    Optional<EscalationSpec.Within> within =
        rule().map(EscalationSpec::acknowledgeWithin).filter(rule -> waits);
    Severity severity = LogEntries.severity(entry, seen.map(Sighting::severity));
    return standing(
        entry,
        within.map(
            rule ->
                switch (severity) {
                  case CRITICAL -> rule.critical();
                  case WARNING -> rule.warning();
                  case INFO -> rule.info();
                }),
        couldBeSeen(entry, LogEntries.cameIn(entry, seen, now)));
  }

  /**
   * How far a handover has gone, and what follows.
   *
   * @param newest whether it is the rotation's last: those before it ask nobody for anything
   */
  Escalated ofHandover(OnCallLogEntry entry, boolean newest, Instant now) {
    HandoverSpec handover = entry.getSpec().handover();
    boolean waits =
        newest
            && !entry.getSpec().acknowledged()
            && handover.changesHands()
            && !isOver(handover, now);
    Instant at = Instant.parse(handover.at());
    return standing(
        entry,
        rule().map(EscalationSpec::acknowledgeHandoverWithin).filter(rule -> waits),
        later(at, created(entry)));
  }

  /** While missed boundaries are worked off, the next handover is a moment away. */
  private static boolean isOver(HandoverSpec handover, Instant now) {
    return handover.shift() != null && !Instant.parse(handover.shift().end()).isAfter(now);
  }

  private Escalated standing(OnCallLogEntry entry, Optional<String> within, Instant since) {
    return Escalated.shownIn(entry.getStatus()).by(within.map(this::escalation), since, zone());
  }

  /** The same, with the step taken that is due. */
  Escalated stepped(Escalated standing, Instant now) {
    return standing
        .next()
        .filter(next -> !next.due().isAfter(now) && mayDisturb(now))
        .map(next -> standing.with(step(next.step(), now)))
        .orElse(standing);
  }

  /** When a step is to be taken at the earliest, seen from now; empty where none is. */
  Optional<Instant> due(Escalated standing, Instant now) {
    return standing
        .next()
        .map(
            next -> next.due().isAfter(now) || always() ? next.due() : calendar().nextCovered(now));
  }

  private EscalationStatus step(Step due, Instant now) {
    EscalationChain chain = EscalationChain.of(rotation.getStatus(), roster, now);
    // With nobody to follow, all are told at once.
    Step taken = due == Step.NEXT_ENGINEER && chain.others().isEmpty() ? Step.EVERYBODY : due;
    return new EscalationStatus(
        EscalationStatus.Step.valueOf(taken.name()), now.toString(), chain.told(taken));
  }

  private Escalation escalation(String within) {
    return new Escalation(
        Durations.parse(within), always() ? Instant::plus : calendar()::afterCovered);
  }

  private boolean mayDisturb(Instant now) {
    return always() || calendar().dutyTime(now) == DutyTime.IN_COVERAGE;
  }

  private boolean always() {
    return isAroundTheClock(rotation);
  }

  /** Whether nothing waits for coverage. */
  static boolean isAroundTheClock(OnCallRotation rotation) {
    EscalationSpec rule = rotation.getSpec().escalation();
    return rule != null && rule.clock() == EscalationSpec.Clock.ALWAYS;
  }

  /**
   * Where nobody is to be on call, as it is suspended or has yet to begin, nothing goes further.
   */
  private Optional<EscalationSpec> rule() {
    return Optional.ofNullable(rotation.getSpec().escalation())
        .filter(rule -> !roster.suspended())
        .filter(
            rule -> rotation.getStatus() != null && rotation.getStatus().lastHandover() != null);
  }

  private static Instant couldBeSeen(OnCallLogEntry entry, Instant cameIn) {
    return Responsible.shownIn(entry.getStatus())
        .waitsUntil()
        .map(until -> later(until, cameIn))
        .orElse(cameIn);
  }

  private static Instant created(OnCallLogEntry entry) {
    return Instant.parse(entry.getMetadata().getCreationTimestamp());
  }

  private static Instant later(Instant one, Instant other) {
    return Stream.of(one, other).max(Instant::compareTo).orElseThrow();
  }

  private WorkCalendar calendar() {
    return roster.calendar();
  }

  private ZoneId zone() {
    return calendar().clock().zone();
  }
}
