package io.operatefirst.oncall.schedule.check;

import io.operatefirst.oncall.schedule.Duty;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Shift;
import io.operatefirst.oncall.schedule.Stint;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges the whole log of a rotation by the rules of the schedule, so that the planner is never its
 * own witness.
 */
public final class ScheduleChecker {

  private static final List<Rule> RULES =
      List.of(
          new MemoryRule(),
          new BoundaryRule(),
          new ChoiceRule(),
          new ReasonRule(),
          new ListRule(),
          new CoverRule());
  private static final Rule TURNS = new TurnRule();

  private final List<Look> looks;
  private final Findings findings = new Findings();
  private final Duties duties = new Duties();
  private final Oddities oddities = new Oddities();
  private Optional<Handover> last = Optional.empty();
  private Optional<Instant> shownEnd = Optional.empty();
  private Optional<Instant> lastLook = Optional.empty();
  private Past past = new Past();

  private ScheduleChecker(List<Look> looks) {
    this.looks = looks;
  }

  /** All there is to say of a log. */
  public static Judgement judge(List<Look> looks) {
    return new ScheduleChecker(looks).judge();
  }

  /** What is wrong with a log; nothing where all rules were kept. */
  public static List<String> violations(List<Look> looks) {
    return judge(looks).violations();
  }

  /** Who was on call at an instant, going by the shifts of a log and by what people had agreed. */
  public static Optional<String> onCallAt(List<Look> looks, Instant instant) {
    return judge(looks).book().onCallAt(instant);
  }

  private Judgement judge() {
    for (Look look : looks) {
      duties.lookedAt(look);
      look.committed().forEach(handover -> judge(look, handover));
      shownEnd = dueEnd(look);
      dutyUntil(shownEnd).ifPresent(duty -> duties.running(duty, look.spec()));
      nothingIsLeftUndone(look);
      lastLook = Optional.of(look.now());
    }
    return new Judgement(findings.sentences(), oddities.counted(), duties.book());
  }

  /** The running shift to the end that it has by now. */
  private Optional<Duty> dutyUntil(Optional<Instant> end) {
    return last.flatMap(handover -> handover.state().duty())
        .map(duty -> duty.endingAt(end.orElseThrow()));
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
    if (handover.state().duty().isEmpty()) {
      duties.suspended(handover.at());
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
    EndedShift ended = endedShift(look.spec(), handover, dutyUntil(dueEnd));
    Sheet sheet = sheetAfter(look.spec(), handover, ended);
    int cycle = last.map(before -> before.state().cycle().number()).orElse(1);
    Step step =
        new Step(
            look.now(),
            lastLook,
            look.spec(),
            last,
            dueEnd,
            handover,
            ended,
            handover.state().duty().flatMap(duty -> duties.coversFromTheStart(duty, look.spec())),
            sheet,
            cycles(look.spec(), sheet, cycle, handover.state().cycle().number()),
            handover
                .state()
                .duty()
                .map(Duty::shift)
                .map(shift -> days(look, shift))
                .orElse(List.of()),
            past);
    RULES.forEach(rule -> rule.judge(step, findings));
    oddities.judge(step, findings);
    begin(step);
    TURNS.judge(step, findings);
    oddities.spread(TurnRule.spread(step));
  }

  /** Who are ahead may be all that are there: then a cycle ends as it begins. */
  private List<Sheet> cycles(Spec spec, Sheet before, int number, int until) {
    List<Sheet> cycles = new ArrayList<>();
    Sheet sheet = before;
    Set<String> present = past.presentInCycle();
    for (int cycle = number + 1; cycle <= until; cycle++) {
      sheet = sheet.next(spec, cycle, present);
      cycles.add(sheet);
      present = Set.of();
    }
    return cycles;
  }

  private static List<LocalDate> days(Look look, Shift shift) {
    return new PaperCalendar(look.spec()).daysOf(shift);
  }

  /** The shift before, and whose turn it was: one that is cut short gives no turn to others. */
  private EndedShift endedShift(Spec spec, Handover handover, Optional<Duty> duty) {
    if (duty.isEmpty()) {
      return EndedShift.NONE;
    }
    List<Stint> stints = duties.ended(duty.get(), spec, handover.at());
    EndedShift ended = new EndedShift(stints, duty.get().engineer(), Optional.empty());
    if (handover.reason() != Handover.Reason.END_OF_SHIFT) {
      return ended;
    }
    Sheet sheet = Sheet.recordedIn(last.orElseThrow().state()).withJoiners(spec, past.left());
    return new EndedShift(
        stints,
        ended.scheduled(),
        ended.earner(new PaperCalendar(spec)).filter(name -> sheet.earned(name).isPresent()));
  }

  /** The list once the shift before is over and the people are those who are written down now. */
  private Sheet sheetAfter(Spec spec, Handover handover, EndedShift shift) {
    if (last.isEmpty()) {
      past = Past.beginning(spec);
      return Sheet.first(spec);
    }
    Sheet recorded = Sheet.recordedIn(last.get().state());
    if (isCutShort(handover)) {
      past.shiftGivenBack(shift.scheduled());
      past.covered(shift.helpers(), recorded.boxes().keySet());
    }
    if (handover.reason() == Handover.Reason.SUSPENDED) {
      return recorded;
    }
    Sheet joined = recorded.withJoiners(spec, past.left());
    past.joined(spec, recorded);
    Sheet ended = joined;
    if (handover.reason() == Handover.Reason.END_OF_SHIFT) {
      past.shiftFinished(shift, new PaperCalendar(spec));
      past.covered(shift.helpers(), joined.boxes().keySet());
      ended =
          shift.turnPassedTo().isPresent()
              ? joined.earned(shift.turnPassedTo().get()).orElseThrow()
              : shift.scheduled().map(joined::served).orElse(joined);
    }
    past.left(spec, ended);
    return ended.withoutLeavers(spec);
  }

  private static boolean isCutShort(Handover handover) {
    return handover.reason() == Handover.Reason.ENGINEER_REMOVED
        || handover.reason() == Handover.Reason.SUSPENDED;
  }

  private void begin(Step step) {
    step.sheetsEnded().forEach(past::cycleEnded);
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
