package io.operatefirst.oncall.schedule.check;

import io.operatefirst.oncall.schedule.RotationState;
import io.operatefirst.oncall.schedule.Turns;
import java.util.IntSummaryStatistics;
import java.util.Optional;
import java.util.Set;

/** Turns are counted right and spread evenly; judged with the new shift counted. */
final class TurnRule implements Rule {

  @Override
  public void judge(Step step, Findings findings) {
    RotationState state = step.handover().state();
    Set<String> listed = Sheet.recordedIn(state).boxes().keySet();
    findings.requireEqual(state.turns().keySet(), listed, "whose turns are counted");
    for (String name : listed) {
      if (state.turns().containsKey(name)) {
        counts(step, name, state.turns().get(name), findings);
      }
    }
    spread(step, listed, findings);
  }

  private static void counts(Step step, String name, Turns turns, Findings findings) {
    Past past = step.past();
    findings.requireEqual(turns.count(), past.turnsOf(name), "the turns of " + name);
    findings.requireEqual(turns.excused(), past.wasExcused(name), "the excuse of " + name);
    findings.requireEqual(turns.added(), past.wasAdded(name), "that " + name + " was added");
    findings.requireEqual(turns.shiftsSince(), past.shiftsSince(name), "the rest of " + name);
    if (step.handover().to().equals(Optional.of(name))) {
      findings.requireEqual(
          turns.lastShift(),
          Optional.of(step.calendar().date(step.handover().at())),
          "the last shift of " + name);
    }
  }

  private static void spread(Step step, Set<String> listed, Findings findings) {
    IntSummaryStatistics turns = turns(step, listed);
    Sheet sheet = Sheet.recordedIn(step.handover().state());
    int allowed = 1 + (sheet.carried().isEmpty() ? 0 : 1) + (sheet.ahead().isEmpty() ? 0 : 1);
    findings.require(
        turns.getCount() == 0 || turns.getMax() - turns.getMin() <= allowed,
        "turns are spread from " + turns.getMin() + " to " + turns.getMax());
  }

  /** By how much the turns differ. */
  static int spread(Step step) {
    IntSummaryStatistics turns =
        turns(step, Sheet.recordedIn(step.handover().state()).boxes().keySet());
    return turns.getCount() == 0 ? 0 : turns.getMax() - turns.getMin();
  }

  private static IntSummaryStatistics turns(Step step, Set<String> listed) {
    return listed.stream()
        .filter(step.past()::countsForSpread)
        .mapToInt(step.past()::turnsOf)
        .summaryStatistics();
  }
}
