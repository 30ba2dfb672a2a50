package io.operatefirst.oncall.schedule.check;

import io.operatefirst.oncall.schedule.Duty;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Turns;
import java.util.Optional;

/** What people agreed is what happened, is written down, and is counted. */
final class CoverRule implements Rule {

  @Override
  public void judge(Step step, Findings findings) {
    Handover handover = step.handover();
    findings.requireEqual(
        Covered.in(handover.covered()), Covered.in(step.ended().covered()), "the covers");
    findings.requireEqual(handover.toCover(), step.coversNext(), "who covers from the start");
    handover.state().turns().forEach((name, turns) -> counts(step, name, turns, findings));
    step.ended()
        .turnPassedTo()
        .filter(name -> !isOnCall(handover, name))
        .map(name -> handover.state().turns().get(name))
        .ifPresent(
            turns ->
                findings.requireEqual(
                    turns.lastShift(),
                    step.ended().began(step.calendar()),
                    "the last shift of " + step.ended().turnPassedTo().orElseThrow()));
  }

  private static void counts(Step step, String name, Turns turns, Findings findings) {
    Past past = step.past();
    findings.requireEqual(turns.tally().covers(), past.coversOf(name), "the covers of " + name);
    findings.requireEqual(turns.tally().fridays(), past.fridaysOf(name), "the Fridays of " + name);
    findings.requireEqual(
        turns.tally().beforeHolidays(),
        past.beforeHolidaysOf(name),
        "the shifts before holidays of " + name);
  }

  private static boolean isOnCall(Handover handover, String name) {
    return handover.state().duty().flatMap(Duty::engineer).equals(Optional.of(name));
  }
}
