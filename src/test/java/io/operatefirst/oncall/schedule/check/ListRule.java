package io.operatefirst.oncall.schedule.check;

import io.operatefirst.oncall.schedule.Box;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.RotationState;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The list after a handover: boxes are checked by the end of a shift and by nothing else, nobody
 * changes places within a cycle, and a new cycle has the order that anybody can recompute.
 */
final class ListRule implements Rule {

  @Override
  public void judge(Step step, Findings findings) {
    RotationState after = step.handover().state();
    Sheet recorded = Sheet.recordedIn(after);
    Sheet expected = step.sheetUsed();
    findings.requireEqual(
        List.copyOf(recorded.boxes().keySet()),
        List.copyOf(expected.boxes().keySet()),
        "the order of the list");
    findings.requireEqual(recorded.boxes(), expected.boxes(), "the boxes");
    findings.requireEqual(recorded.carried(), expected.carried(), "who carries a box");
    findings.requireEqual(recorded.ahead(), expected.ahead(), "who is ahead");
    if (step.cycleEnded() || step.before().isEmpty()) {
      Optional<String> seed =
          step.spec().shuffle() ? Optional.of(step.spec().seed()) : Optional.empty();
      findings.requireEqual(after.cycle().seed(), seed, "the seed of the cycle");
    } else {
      findings.requireEqual(
          after.cycle(), step.before().get().state().cycle(), "the cycle that goes on");
    }
    excused(step, findings);
  }

  /** Excused is who was away throughout the last cycle and is not back yet. */
  private static void excused(Step step, Findings findings) {
    if (step.shift().isEmpty()) {
      return;
    }
    Set<String> present = step.past().presentInCycle();
    for (Box box : step.handover().state().order()) {
      String name = box.engineer();
      boolean wasExcused =
          step.cycleEnded()
              ? wasAwayThroughout(step, name, present)
              : step.before().map(last -> isExcused(last, name)).orElse(false);
      boolean free = wasExcused && !step.countsAsThere(name) && !box.done();
      if (step.cycleEnded() || !step.past().wasAdded(name)) {
        findings.requireEqual(box.excused(), free, "whether " + name + " is excused");
      }
    }
  }

  /** Nobody was there in a cycle that ended as it began. */
  private static boolean wasAwayThroughout(Step step, String name, Set<String> present) {
    List<Sheet> ended = step.sheetsEnded();
    boolean there = ended.size() == 1 && present.contains(name);
    return ended.get(ended.size() - 1).unchecked().contains(name) && !there;
  }

  private static boolean isExcused(Handover handover, String name) {
    return handover.state().order().stream()
        .anyMatch(box -> box.engineer().equals(name) && box.excused());
  }
}
