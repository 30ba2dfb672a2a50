package io.operatefirst.oncall.schedule.check;

import io.operatefirst.oncall.schedule.Duty;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.RotationState;
import io.operatefirst.oncall.schedule.Shift;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Judges the whole log of a rotation by the rules of the schedule, so that the planner is never its
 * own witness.
 */
public final class ScheduleChecker {

  private static final List<Rule> RULES =
      List.of(new MemoryRule(), new BoundaryRule(), new ChoiceRule(), new ListRule());
  private static final Rule TURNS = new TurnRule();

  private final List<Look> looks;
  private final Findings findings = new Findings();
  private Optional<Handover> last = Optional.empty();
  private Optional<Instant> shownEnd = Optional.empty();
  private Optional<Instant> lastLook = Optional.empty();
  private Past past = new Past();

  private ScheduleChecker(List<Look> looks) {
    this.looks = looks;
  }

  /** What is wrong with a log; nothing where all rules were kept. */
  public static List<String> violations(List<Look> looks) {
    return new ScheduleChecker(looks).judge();
  }

  /** Who was on call at an instant, going by a log. */
  public static Optional<String> onCallAt(List<Handover> log, Instant instant) {
    return log.stream()
        .filter(handover -> !handover.at().isAfter(instant))
        .reduce((earlier, later) -> later)
        .flatMap(Handover::to);
  }

  private List<String> judge() {
    for (Look look : looks) {
      look.committed().forEach(handover -> judge(look, handover));
      shownEnd = dueEnd(look);
      nothingIsLeftUndone(look);
      lastLook = Optional.of(look.now());
    }
    return findings.sentences();
  }

  private void judge(Look look, Handover handover) {
    findings.at(
        "handover %d at %s (%s)".formatted(handover.sequence(), handover.at(), handover.reason()));
    if (last.isEmpty() && !isVeryFirst(look.spec(), handover)) {
      past = Past.takenFrom(handover.state());
      past.shiftBegun(handover.to());
    } else {
      judgeStep(look, handover);
    }
    last = Optional.of(handover);
    shownEnd = Optional.empty();
  }

  /** Suspended from the beginning, or begun in time: nothing went before that was not written. */
  private static boolean isVeryFirst(Spec spec, Handover handover) {
    PaperCalendar calendar = new PaperCalendar(spec);
    LocalDate first = calendar.firstWorkedFrom(spec.startDate());
    return handover.reason() == Handover.Reason.SUSPENDED
        || (handover.reason() == Handover.Reason.FIRST_SHIFT
            && !handover.at().isAfter(calendar.handoverOn(first)));
  }

  private void judgeStep(Look look, Handover handover) {
    Optional<Instant> dueEnd = dueEnd(look);
    Sheet sheet = sheetAfter(look.spec(), handover);
    int cycle = last.map(before -> before.state().cycle().number()).orElse(1);
    Step step =
        new Step(
            look.now(),
            lastLook,
            look.spec(),
            last,
            dueEnd,
            handover,
            sheet,
            handover.state().cycle().number() == cycle
                ? Optional.empty()
                : Optional.of(sheet.next(look.spec(), cycle + 1, past.presentInCycle())),
            handover
                .state()
                .duty()
                .map(Duty::shift)
                .map(shift -> days(look, shift))
                .orElse(List.of()),
            past);
    RULES.forEach(rule -> rule.judge(step, findings));
    begin(step);
    TURNS.judge(step, findings);
  }

  private static List<LocalDate> days(Look look, Shift shift) {
    return new PaperCalendar(look.spec()).daysOf(shift);
  }

  /** The list once the shift before is over and the people are those who are written down now. */
  private Sheet sheetAfter(Spec spec, Handover handover) {
    if (last.isEmpty()) {
      past = Past.beginning(spec);
      return Sheet.first(spec);
    }
    RotationState before = last.get().state();
    Sheet recorded = Sheet.recordedIn(before);
    Sheet ended = recorded;
    switch (handover.reason()) {
      case END_OF_SHIFT -> {
        past.shiftFinished(before.onCall());
        ended = before.onCall().map(recorded::served).orElse(recorded);
      }
      case ENGINEER_REMOVED, SUSPENDED -> past.shiftGivenBack(before.onCall());
      case FIRST_SHIFT, RESUMED -> {}
    }
    if (handover.reason() == Handover.Reason.SUSPENDED) {
      return ended;
    }
    Sheet sheet = ended.withPeopleOf(spec, past.left());
    past.people(spec, ended);
    return sheet;
  }

  private void begin(Step step) {
    if (step.cycleEnded()) {
      past.cycleEnded(step.sheet());
    }
    if (step.shift().isPresent()) {
      step.spec().names().stream().filter(step::countsAsThere).forEach(past::present);
      past.shiftBegun(step.handover().to());
    }
  }

  /**
   * When the running shift has to end: at the first boundary at or after its planned end. Has an
   * edit put that into the past, people were told of another end: that one counts, or else now.
   */
  private Optional<Instant> dueEnd(Look look) {
    PaperCalendar calendar = new PaperCalendar(look.spec());
    return last.flatMap(handover -> handover.state().duty())
        .map(
            duty -> {
              Instant end = calendar.boundaryAtOrAfter(duty.shift().end());
              Instant shown = shownEnd.orElse(end);
              if (end.isAfter(look.now()) || !end.isBefore(shown)) {
                return end;
              }
              return calendar.boundaryAtOrAfter(shown.isAfter(look.now()) ? look.now() : shown);
            });
  }

  private void nothingIsLeftUndone(Look look) {
    findings.at("the look at " + look.now());
    if (last.isEmpty()) {
      PaperCalendar calendar = new PaperCalendar(look.spec());
      Instant start = calendar.handoverOn(calendar.firstWorkedFrom(look.spec().startDate()));
      findings.require(
          look.spec().suspended() || start.isAfter(look.now()), "the first shift did not begin");
      return;
    }
    if (last.get().at().isAfter(look.now())) {
      return;
    }
    Optional<Duty> duty = last.get().state().duty();
    findings.require(
        duty.isEmpty() == look.spec().suspended(), "suspending or resuming was missed");
    if (!look.spec().suspended()) {
      shownEnd.ifPresent(
          end ->
              findings.require(end.isAfter(look.now()), "the boundary at " + end + " was missed"));
      duty.flatMap(Duty::engineer)
          .ifPresent(
              name -> findings.require(look.spec().lists(name), name + " is on call and has left"));
    }
  }
}
