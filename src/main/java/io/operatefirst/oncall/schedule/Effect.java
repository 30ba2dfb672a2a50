package io.operatefirst.oncall.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What an agreement comes to, from now on. */
public sealed interface Effect {

  /** How far ahead it is looked for: who has the duty later than that is too uncertain to tell. */
  Duration HORIZON = Duration.ofDays(366);

  /**
   * It holds.
   *
   * @param stints in which it does, the running one included
   */
  record Holds(List<Stint> stints) implements Effect {}

  /** It lies so far ahead that nobody can tell whose duty it is about. */
  record TooFarAhead() implements Effect {}

  /** It has held, or might have. */
  record Over() implements Effect {}

  /** It was over before it was made. */
  record InThePast() implements Effect {}

  /**
   * Newer agreements have taken its place.
   *
   * @param by their names
   */
  record Overridden(Set<String> by) implements Effect {}

  /**
   * Whom it is to relieve has no duty then, or who is to take over has it anyhow.
   *
   * @param instead who is on call then
   */
  record NothingToCover(Set<String> instead) implements Effect {}

  /** All shifts that any agreement of a roster can be about, the running one first. */
  static List<PlannedShift> shifts(
      Planner planner, Optional<Handover> last, Shown shown, Instant now) {
    Instant until =
        planner.roster().covers().agreed().stream()
            .map(cover -> cover.window().over(planner.roster().handovers()))
            .reduce(now, (a, b) -> a.isAfter(b) ? a : b);
    Instant horizon = now.plus(HORIZON);
    Instant end = until.isAfter(horizon) ? horizon : until;
    return Stream.concat(
            planner.running(last, shown, now).stream(),
            planner
                .coming(last, shown, now)
                .takeWhile(shift -> shift.shift().start().isBefore(end)))
        .toList();
  }

  /**
   * Of one agreement.
   *
   * @param shifts as {@link #shifts} gives them
   */
  static Effect of(Cover cover, Roster roster, List<PlannedShift> shifts, Instant now) {
    Instant over = cover.window().over(roster.handovers());
    List<Stint> holding =
        shifts.stream()
            .flatMap(shift -> shift.stints().stream())
            .filter(stint -> stint.time().end().isAfter(now) && stint.covers().contains(cover))
            .toList();
    if (!holding.isEmpty()) {
      return new Holds(holding);
    }
    if (!over.isAfter(cover.made())) {
      return new InThePast();
    }
    if (!over.isAfter(now)) {
      return new Over();
    }
    if (over.isAfter(now.plus(HORIZON))) {
      return new TooFarAhead();
    }
    Covers older = roster.covers().upTo(cover);
    Set<String> by = new LinkedHashSet<>();
    Set<String> instead = new LinkedHashSet<>();
    for (PlannedShift shift : shifts) {
      List<Stint> withoutNewer =
          older.stints(new Duty(shift.shift(), shift.engineer()), roster.calendar());
      for (Stint stint : shift.stints()) {
        if (!stint.time().end().isAfter(now) || !touches(cover, shift, stint, roster)) {
          continue;
        }
        stint.engineer().ifPresent(instead::add);
        if (withoutNewer.stream().anyMatch(then -> holds(cover, then, stint))) {
          stint.covers().stream()
              .filter(newer -> !older.agreed().contains(newer))
              .map(Cover::override)
              .forEach(by::add);
        }
      }
    }
    return by.isEmpty() ? new NothingToCover(instead) : new Overridden(by);
  }

  private static boolean touches(Cover cover, PlannedShift shift, Stint stint, Roster roster) {
    return cover
        .within(shift.shift(), roster.calendar())
        .flatMap(stint.time()::overlap)
        .isPresent();
  }

  private static boolean holds(Cover cover, Stint then, Stint now) {
    return then.covers().contains(cover) && then.time().overlap(now.time()).isPresent();
  }
}
