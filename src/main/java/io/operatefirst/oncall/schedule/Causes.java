package io.operatefirst.oncall.schedule;

import io.operatefirst.oncall.schedule.Cause.Rule;
import io.operatefirst.oncall.schedule.Cause.Rule.Changed;
import io.operatefirst.oncall.schedule.Cause.Somebody;
import io.operatefirst.oncall.schedule.Cause.Somebody.Is;
import io.operatefirst.oncall.schedule.Choice.PassedOver;
import io.operatefirst.oncall.schedule.Moves.Change;
import io.operatefirst.oncall.schedule.Plan.Spot;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Says why a shift has moved: an ordered list of checks, of which the first that is true speaks. A
 * check that needs to know how the rotation was written before says nothing where that is unknown.
 *
 * @param before the plan that people knew
 * @param after the plan that takes its place
 */
record Causes(Plan before, Plan after) {

  /**
   * The cause of one change.
   *
   * @param first when the first shift moves
   */
  Cause of(Change change, Instant first) {
    return Stream.<Function<Change, Optional<Cause>>>of(
            this::suspended,
            this::gone,
            this::isNew,
            this::awayAsNotBefore,
            this::back,
            this::covered,
            this::startDate,
            this::dayNotWorked,
            this::dayWorked,
            this::handovers,
            this::minimumRest,
            this::away,
            this::notRested,
            this::carryingABox,
            this::order,
            this::uncovered)
        .flatMap(check -> check.apply(change).stream())
        .findFirst()
        .orElse(new Cause.ListMoved(first));
  }

  private Optional<Cause> suspended(Change change) {
    boolean was = before.roster().filter(Roster::suspended).isPresent();
    boolean is = after.roster().filter(Roster::suspended).isPresent();
    return ruleWhere(was != is, is ? Changed.SUSPENDED : Changed.RESUMED);
  }

  private Optional<Cause> gone(Change change) {
    return people(change.before())
        .filter(name -> !after.names().contains(name))
        .findFirst()
        .map(name -> new Somebody(name, Is.GONE));
  }

  private Optional<Cause> isNew(Change change) {
    return people(change.after())
        .filter(name -> !before.names().contains(name))
        .findFirst()
        .map(name -> new Somebody(name, Is.NEW));
  }

  /** Away on a day on which they were not, before somebody wrote it. */
  private Optional<Cause> awayAsNotBefore(Change change) {
    return absenceOf(change.before(), change.after())
        .filter(absence -> !isAwayThen(absence, before))
        .map(Cause.Away::new);
  }

  private Optional<Cause> back(Change change) {
    return absenceOf(change.after(), change.before())
        .filter(absence -> !isAwayThen(absence, after))
        .map(absence -> new Somebody(absence.engineer(), Is.BACK));
  }

  private Optional<Cause> covered(Change change) {
    return change
        .after()
        .cover()
        .filter(cover -> !change.before().isCoveredBy(cover))
        .flatMap(cover -> change.after().stint())
        .map(Cause.Covered::new);
  }

  private Optional<Cause> startDate(Change change) {
    boolean begins = change.before().shift().isEmpty() || change.after().shift().isEmpty();
    return ruleWhere(begins && differs(Roster::startDate), Changed.START_DATE);
  }

  private Optional<Cause> dayNotWorked(Change change) {
    return newBoundary(change, change.before(), before, after)
        .map(day -> new Cause.Day(day, false));
  }

  private Optional<Cause> dayWorked(Change change) {
    return newBoundary(change, change.after(), after, before).map(day -> new Cause.Day(day, true));
  }

  /** The day on which a shift of one plan begins, where by the other plan none can. */
  private static Optional<LocalDate> newBoundary(Change change, Spot spot, Plan one, Plan other) {
    if (startsAlike(change) || other.roster().isEmpty()) {
      return Optional.empty();
    }
    Roster others = other.roster().get();
    return spot.time()
        .map(Shift::start)
        .flatMap(start -> dayOf(start, one.roster(), others))
        .filter(day -> !others.calendar().isWorkingDay(day));
  }

  /** Where the roster is unknown, it is taken for another unless the hour of the handover fits. */
  private static Optional<LocalDate> dayOf(Instant boundary, Optional<Roster> own, Roster other) {
    Roster roster = own.orElse(other);
    LocalDate day = roster.calendar().clock().dateAt(boundary);
    boolean begins =
        own.isPresent()
            ? roster.calendar().isWorkingDay(day)
            : roster.calendar().clock().at(day, roster.handovers().time()).equals(boundary);
    return begins ? Optional.of(day) : Optional.empty();
  }

  private static boolean startsAlike(Change change) {
    return change.before().time().map(Shift::start).equals(change.after().time().map(Shift::start));
  }

  private Optional<Cause> handovers(Change change) {
    boolean otherTimes = !change.before().time().equals(change.after().time());
    return ruleWhere(
        otherTimes
            && (differs(roster -> roster.handovers().cadence())
                || differs(roster -> roster.handovers().time())
                || differs(roster -> roster.handovers().weekBegins())
                || differs(roster -> roster.calendar().clock())),
        Changed.HANDOVERS);
  }

  private Optional<Cause> minimumRest(Change change) {
    boolean decides =
        notRested(change.before(), change.after()).isPresent()
            || notRested(change.after(), change.before()).isPresent();
    return ruleWhere(
        decides && differs(roster -> roster.order().minimumRest()), Changed.MINIMUM_REST);
  }

  /** Not by the edit itself, but by where it has moved the shift. */
  private Optional<Cause> away(Change change) {
    return absenceOf(change.before(), change.after()).map(Cause.Away::new);
  }

  private Optional<Cause> notRested(Change change) {
    return notRested(change.before(), change.after())
        .map(tired -> new Somebody(tired.engineer(), Is.NOT_RESTED));
  }

  private Optional<Cause> carryingABox(Change change) {
    return change
        .after()
        .shift()
        .flatMap(PlannedShift::choice)
        .filter(choice -> choice.reason() == Choice.Reason.CARRIED_BOX)
        .flatMap(Choice::engineer)
        .filter(name -> isOfAnother(change))
        .map(name -> new Somebody(name, Is.CARRYING_A_BOX));
  }

  /** The order that a cycle begins with; one that is under way keeps the order it has. */
  private Optional<Cause> order(Change change) {
    Optional<Integer> cycle = change.after().shift().map(PlannedShift::cycle);
    boolean sameCycle = cycle.equals(change.before().shift().map(PlannedShift::cycle));
    return cycle
        .filter(number -> sameCycle && isOfAnother(change) && number > after.underWay())
        .filter(number -> differs(roster -> order(roster, number)))
        .map(number -> new Rule(Changed.ORDER));
  }

  private List<String> order(Roster roster, int cycle) {
    return roster.order().of(cycle, roster.names()).stream()
        .filter(name -> before.names().contains(name) && after.names().contains(name))
        .toList();
  }

  private Optional<Cause> uncovered(Change change) {
    return change
        .before()
        .cover()
        .filter(cover -> !change.after().isCoveredBy(cover))
        .map(Cause.Uncovered::new);
  }

  /** Whether the list, and not only an override, gives it to somebody else. */
  private static boolean isOfAnother(Change change) {
    return !change.before().scheduled().equals(change.after().scheduled());
  }

  private static Stream<String> people(Spot spot) {
    return Stream.concat(spot.onCall().stream(), spot.scheduled().stream());
  }

  /** Of whose shift it is in one plan, where for that the other passes them over. */
  private static Optional<Absence> absenceOf(Spot one, Spot other) {
    return other
        .why(one.scheduled())
        .filter(PassedOver.Away.class::isInstance)
        .map(away -> ((PassedOver.Away) away).absence());
  }

  private static Optional<PassedOver> notRested(Spot one, Spot other) {
    return other.why(one.scheduled()).filter(PassedOver.NotRested.class::isInstance);
  }

  private static boolean isAwayThen(Absence absence, Plan plan) {
    return plan.roster()
        .filter(roster -> roster.lists(absence.engineer()))
        .flatMap(roster -> roster.absence(absence.engineer(), absence.days()))
        .filter(then -> then.days().equals(absence.days()))
        .isPresent();
  }

  private boolean differs(Function<Roster, ?> property) {
    return before.roster().isPresent()
        && after.roster().isPresent()
        && !before.roster().map(property).equals(after.roster().map(property));
  }

  private static Optional<Cause> ruleWhere(boolean changed, Changed what) {
    return changed ? Optional.of(new Rule(what)) : Optional.empty();
  }
}
