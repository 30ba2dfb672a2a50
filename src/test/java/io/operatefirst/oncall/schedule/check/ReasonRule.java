package io.operatefirst.oncall.schedule.check;

import io.operatefirst.oncall.schedule.Choice;
import io.operatefirst.oncall.schedule.Choice.PassedOver;
import io.operatefirst.oncall.schedule.Choice.Reason;
import java.util.List;

/**
 * What the planner gives as its reason is true, and whatever is not as one would have it (a shift
 * that goes to nobody, to somebody tired, or past others) has one.
 */
final class ReasonRule implements Rule {

  @Override
  public void judge(Step step, Findings findings) {
    if (step.handover().choice().isEmpty()) {
      // A reason is not remembered in the log.
      return;
    }
    Choice choice = step.handover().choice().get();
    findings.requireEqual(choice.engineer(), step.handover().to(), "for whom the reason is");
    choice.passedOver().forEach(passed -> passedOverRightly(step, passed, findings));
    choice
        .engineer()
        .ifPresentOrElse(
            name -> somebody(step, choice, name, findings), () -> nobody(step, choice, findings));
  }

  private static void passedOverRightly(Step step, PassedOver passed, Findings findings) {
    String name = passed.engineer();
    if (passed instanceof PassedOver.NotRested tired) {
      findings.requireEqual(tired.shifts(), step.past().rest(name), "how tired " + name + " is");
      findings.require(
          tired.shifts() < step.spec().minimumRest(), name + " is said to be tired and is not");
    } else {
      findings.require(!step.isThere(name), name + " is said to be away and is there");
    }
  }

  private static void nobody(Step step, Choice choice, Findings findings) {
    findings.requireEqual(choice.reason(), Reason.NOBODY_AVAILABLE, "why nobody is on call");
    step.spec().names().stream()
        .filter(name -> choice.why(name).isEmpty())
        .forEach(name -> findings.add("nobody is on call, and of " + name + " nothing is said"));
  }

  private static void somebody(Step step, Choice choice, String engineer, Findings findings) {
    boolean rested = step.past().rest(engineer) >= step.spec().minimumRest();
    findings.requireEqual(choice.reason(), reason(step, engineer, rested), "why " + engineer);
    List<String> open = step.sheetUsed().open();
    open.subList(0, open.indexOf(engineer)).stream()
        .filter(name -> choice.reason() != Reason.LEAST_TIRED && choice.why(name).isEmpty())
        .forEach(
            name -> findings.add(name + " comes before " + engineer + ", and nobody says why"));
  }

  private static Reason reason(Step step, String engineer, boolean rested) {
    if (!step.isThere(engineer)) {
      return Reason.THERE_ON_MOST;
    }
    if (!rested) {
      return Reason.LEAST_TIRED;
    }
    return step.sheetUsed().carried().contains(engineer) ? Reason.CARRIED_BOX : Reason.NEXT_ON_LIST;
  }
}
