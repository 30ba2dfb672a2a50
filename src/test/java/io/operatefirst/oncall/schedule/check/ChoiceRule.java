package io.operatefirst.oncall.schedule.check;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;

/** A shift goes to whom the list says: first by box, availability and rest. */
final class ChoiceRule implements Rule {

  @Override
  public void judge(Step step, Findings findings) {
    if (step.shift().isEmpty()) {
      return;
    }
    step.sheetsEnded().stream()
        .flatMap(sheet -> sheet.open().stream())
        .filter(name -> isThereAtAll(step, name))
        .findFirst()
        .ifPresent(
            name -> findings.add("the cycle ended though " + name + " has a box and is there"));
    Optional<String> engineer = step.handover().to();
    if (engineer.isEmpty()) {
      nobody(step, findings);
    } else if (!step.sheetUsed().open().contains(engineer.get())) {
      findings.add(engineer.get() + " has no open box");
    } else {
      somebody(step, engineer.get(), findings);
    }
  }

  private static void nobody(Step step, Findings findings) {
    step.spec().names().stream()
        .filter(name -> isThereAtAll(step, name))
        .findFirst()
        .ifPresent(name -> findings.add("nobody is on call though " + name + " is there"));
    findings.require(!step.cycleEnded(), "a cycle ended with nobody there");
  }

  private static void somebody(Step step, String engineer, Findings findings) {
    List<String> open = step.sheetUsed().open();
    List<String> there = open.stream().filter(step::isThere).toList();
    if (there.isEmpty()) {
      thereOnMost(step, engineer, open, findings);
    } else if (!there.contains(engineer)) {
      findings.add(
          engineer
              + " is away on one of "
              + step.days()
              + " though an open box and no time off have "
              + there.stream().collect(joining(", ")));
    } else {
      firstOrRestedLongest(step, engineer, there, findings);
    }
  }

  /** Weekly: nobody is there all the time. */
  private static void thereOnMost(
      Step step, String engineer, List<String> open, Findings findings) {
    int days = step.daysThere(engineer);
    findings.require(days > 0, engineer + " is away on all of " + step.days());
    for (String other : open) {
      int others = step.daysThere(other);
      boolean before = open.indexOf(other) < open.indexOf(engineer);
      findings.require(
          others < days || (others == days && !before) || other.equals(engineer),
          other + " is there on " + others + " days and " + engineer + " on " + days);
    }
  }

  private static void firstOrRestedLongest(
      Step step, String engineer, List<String> there, Findings findings) {
    int rest = step.past().rest(engineer);
    boolean rested = rest >= step.spec().minimumRest();
    for (String other : there) {
      int others = step.past().rest(other);
      boolean before = there.indexOf(other) < there.indexOf(engineer);
      boolean otherRested = others >= step.spec().minimumRest();
      if (rested) {
        findings.require(
            !otherRested || !before, other + " comes before " + engineer + " and is rested");
      } else {
        findings.require(
            !otherRested, other + " is rested and " + engineer + " with " + rest + " is not");
        findings.require(
            others < rest || (others == rest && !before) || other.equals(engineer),
            other + "'s last shift is longer ago than " + engineer + "'s");
      }
    }
  }

  private static boolean isThereAtAll(Step step, String name) {
    return step.isThere(name) || step.daysThere(name) > 0;
  }
}
