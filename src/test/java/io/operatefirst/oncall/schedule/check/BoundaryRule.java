package io.operatefirst.oncall.schedule.check;

import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Shift;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Shifts begin and end when the calendar says so, and are cut short only by what may do so. */
final class BoundaryRule implements Rule {

  @Override
  public void judge(Step step, Findings findings) {
    switch (step.reason()) {
      case FIRST_SHIFT -> firstShift(step, findings);
      case END_OF_SHIFT -> endOfShift(step, findings);
      case ENGINEER_REMOVED -> engineerRemoved(step, findings);
      case SUSPENDED -> suspended(step, findings);
      case RESUMED -> resumed(step, findings);
    }
  }

  private static void firstShift(Step step, Findings findings) {
    PaperCalendar calendar = step.calendar();
    findings.require(!step.spec().suspended(), "it begins although the rotation is suspended");
    findings.require(
        !step.handover().at().isBefore(calendar.handoverOn(firstDay(step))),
        "it begins before the first working day of the rotation");
    startsAtBoundary(step, findings, calendar.date(step.handover().at()).equals(firstDay(step)));
    endsAtNextBoundary(step, findings);
  }

  private static LocalDate firstDay(Step step) {
    return step.calendar().firstWorkedFrom(step.spec().startDate());
  }

  private static void endOfShift(Step step, Findings findings) {
    Instant at = step.handover().at();
    findings.requireEqual(Optional.of(at), step.dueEnd(), "the end of the shift before");
    step.shiftBefore()
        .ifPresent(
            shift ->
                findings.require(
                    !at.isBefore(shift.end()),
                    "it shortens a shift that was planned until " + shift.end()));
    step.lastLook()
        .filter(look -> !look.isAfter(step.now()))
        .ifPresent(
            look ->
                findings.require(
                    at.isAfter(look), "it was invented: at " + look + " nobody had heard of it"));
    startsAtBoundary(step, findings, false);
    endsAtNextBoundary(step, findings);
  }

  private static void engineerRemoved(Step step, Findings findings) {
    actsAtOnce(step, findings);
    findings.require(
        step.handover().from().filter(name -> !step.spec().lists(name)).isPresent(),
        "nobody on call has left the list");
    afterAllThatWasDue(step, findings);
    findings.requireEqual(step.shift().map(Shift::end), step.dueEnd(), "the same planned end");
  }

  private static void suspended(Step step, Findings findings) {
    findings.require(step.spec().suspended(), "the rotation is not suspended");
    if (step.before().isPresent()) {
      actsAtOnce(step, findings);
      findings.require(step.shiftBefore().isPresent(), "it was suspended already");
      afterAllThatWasDue(step, findings);
    }
  }

  private static void resumed(Step step, Findings findings) {
    actsAtOnce(step, findings);
    findings.require(!step.spec().suspended(), "the rotation is still suspended");
    findings.require(step.shiftBefore().isEmpty(), "it was not suspended");
    endsAtNextBoundary(step, findings);
  }

  private static void afterAllThatWasDue(Step step, Findings findings) {
    step.dueEnd()
        .ifPresent(
            end ->
                findings.require(
                    end.isAfter(step.now()), "the boundary at " + end + " was due before"));
  }

  private static void actsAtOnce(Step step, Findings findings) {
    Instant last = step.before().map(Handover::at).orElse(step.now());
    Instant atOnce = last.isAfter(step.now()) ? last : step.now();
    findings.requireEqual(step.handover().at(), atOnce, "the instant at which it acts");
  }

  private static void startsAtBoundary(Step step, Findings findings, boolean veryFirst) {
    Instant at = step.handover().at();
    findings.require(
        veryFirst || step.calendar().boundaryAtOrAfter(at).equals(at),
        "it is at no handover time of a working day");
  }

  private static void endsAtNextBoundary(Step step, Findings findings) {
    findings.requireEqual(
        step.shift().map(Shift::end),
        Optional.of(step.calendar().boundaryAfter(step.handover().at())),
        "the planned end");
  }
}
