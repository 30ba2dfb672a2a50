package io.operatefirst.oncall.schedule.check;

import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.RotationState;
import java.util.Optional;

/** A log has no gaps: each handover takes up where the one before it left off. */
final class MemoryRule implements Rule {

  @Override
  public void judge(Step step, Findings findings) {
    Handover handover = step.handover();
    long sequence = step.before().map(last -> last.sequence() + 1).orElse(handover.sequence());
    findings.requireEqual(handover.sequence(), sequence, "its sequence number");
    findings.requireEqual(
        handover.from(),
        step.before().map(Handover::state).flatMap(RotationState::onCall),
        "who hands over");
    findings.requireEqual(handover.to(), handover.state().onCall(), "who takes over");
    findings.require(
        !handover.at().isAfter(step.now()), "it was committed before its time, at " + step.now());
    step.before()
        .ifPresent(
            last ->
                findings.require(
                    !handover.at().isBefore(last.at()),
                    "it lies before the handover before it, at " + last.at()));
    findings.require(
        step.shift().isEmpty() == (handover.reason() == Handover.Reason.SUSPENDED),
        "a shift runs exactly while the rotation is not suspended");
    step.shift()
        .ifPresent(
            shift -> findings.requireEqual(shift.start(), handover.at(), "the shift's start"));
    findings.require(
        step.before().isEmpty() == (handover.reason() == Handover.Reason.FIRST_SHIFT)
            || firstWhileSuspended(step),
        "only the first shift is a first shift");
  }

  private static boolean firstWhileSuspended(Step step) {
    return step.before().isEmpty()
        && step.spec().suspended()
        && step.reason().equals(Handover.Reason.SUSPENDED)
        && step.handover().from().equals(Optional.empty());
  }
}
