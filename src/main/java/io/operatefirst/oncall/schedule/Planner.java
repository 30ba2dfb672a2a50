package io.operatefirst.oncall.schedule;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Applies the rules: which handover comes next, and who takes over. The operator acts on it when
 * its time has come, the preview runs it ahead; there is no second computation of a schedule.
 *
 * @param roster the rotation as it is written now
 */
public record Planner(Roster roster) {

  /** Where nothing has been committed yet, the first handover has this sequence number. */
  private static final long FIRST_SEQUENCE = 1;

  /**
   * The next handover, be it due or still to come; empty while nothing will happen.
   *
   * @param last the last committed handover; empty where there is none
   * @param shown what people were last shown of the running shift
   * @param now for what happens at once, and to tell an end that has passed
   */
  public Optional<Handover> next(Optional<Handover> last, Shown shown, Instant now) {
    if (last.isEmpty()) {
      return firstHandover(FIRST_SEQUENCE, now);
    }
    Handover before = last.get();
    Optional<Duty> duty = before.state().duty();
    if (duty.isEmpty()) {
      return roster.suspended()
          ? Optional.empty()
          : Optional.of(resumed(before, atOnce(before, now)));
    }
    Instant end = endOf(duty.get().shift(), shown.end(), now);
    if (!isCutShort(duty.get(), end, now)) {
      return Optional.of(endOfShift(before, end, shown));
    }
    Instant atOnce = atOnce(before, now);
    return Optional.of(
        roster.suspended()
            ? suspended(before, atOnce, shown)
            : engineerRemoved(before, new Shift(atOnce, end), shown));
  }

  /** The handovers from here on, as far as the rotation goes. */
  public Stream<Handover> from(Optional<Handover> last, Shown shown, Instant now) {
    Optional<Handover> first = next(last, shown, now);
    return Stream.iterate(
            first,
            Optional::isPresent,
            handover -> next(handover, Shown.NOTHING, atOnce(handover.get(), now)))
        .flatMap(Optional::stream);
  }

  /**
   * The running shift, if there is one, and those to come: what will happen, unless somebody
   * changes the rotation. Endless unless the rotation is suspended. A shift that is over as it
   * begins is left out.
   */
  public Stream<PlannedShift> shifts(Optional<Handover> last, Instant now) {
    return Stream.concat(
        last.flatMap(handover -> planned(handover, Shown.NOTHING, now)).stream(),
        coming(last, Shown.NOTHING, now));
  }

  /** The shift that was committed last, with the end it has by the current calendar. */
  public Optional<PlannedShift> running(Optional<Handover> last, Shown shown, Instant now) {
    return last.flatMap(
        handover ->
            handover
                .state()
                .duty()
                .map(duty -> duty.endingAt(endOf(duty.shift(), shown.end(), now)))
                .map(duty -> planned(handover, duty, shown)));
  }

  /** The shifts to come. A shift that is over as it begins is left out. */
  public Stream<PlannedShift> coming(Optional<Handover> last, Shown shown, Instant now) {
    return from(last, shown, now)
        .flatMap(handover -> planned(handover, Shown.NOTHING, now).stream());
  }

  private Optional<PlannedShift> planned(Handover handover, Shown shown, Instant now) {
    return handover
        .state()
        .duty()
        .flatMap(
            duty ->
                untilOver(handover, duty, now)
                    .map(shift -> planned(handover, duty.endingAt(shift.end()), shown)));
  }

  private PlannedShift planned(Handover handover, Duty duty, Shown shown) {
    return new PlannedShift(
        duty.shift(), duty.engineer(), handover.state().cycle().number(), stints(duty, shown));
  }

  /** A shift as long as it lasts; empty where it is over as it begins. */
  private Optional<Shift> untilOver(Handover begun, Duty duty, Instant now) {
    Instant start = duty.shift().start();
    Instant end = endOf(duty.shift(), Optional.empty(), now);
    Instant over = isCutShort(duty, end, now) ? atOnce(begun, now) : end;
    return start.isBefore(over) ? Optional.of(new Shift(start, over)) : Optional.empty();
  }

  /** Who is on call when in a shift. */
  public List<Stint> stints(Duty duty, Shown shown) {
    return shown.in(roster.covers().stints(duty, roster.calendar()));
  }

  /** The list as it stands now, with what the spec has changed since the last handover. */
  public RotationState listNow(Optional<Handover> last) {
    return last.map(handover -> handover.state().withListOf(roster))
        .orElseGet(() -> RotationState.beginning(roster));
  }

  /**
   * The very first handover. Where the start lies in the past, the list is brought to where it
   * would be now, and the handover is that of the running shift. While suspended nothing has gone
   * before it.
   *
   * @param sequence its number
   */
  public Optional<Handover> firstHandover(long sequence, Instant now) {
    Instant start = roster.handovers().first(roster.startDate());
    if (roster.suspended()) {
      return now.isBefore(start) ? Optional.empty() : Optional.of(neverBegun(sequence, now));
    }
    RotationState state =
        begin(RotationState.beginning(roster), new Shift(start, roster.handovers().after(start)));
    for (Instant end = endOf(state); !end.isAfter(now); end = endOf(state)) {
      Served served = served(state.duty().orElseThrow(), Shown.NOTHING);
      state = begin(state.shiftFinished(served), new Shift(end, roster.handovers().after(end)));
    }
    Duty duty = state.duty().orElseThrow();
    return Optional.of(
        new Handover(
            sequence,
            Handover.Reason.FIRST_SHIFT,
            Optional.empty(),
            state.onCall(),
            duty.shift().start(),
            state,
            List.of(),
            toCover(duty)));
  }

  /** Suspended when it was to start: nobody was ever on duty, so that nobody has had a turn. */
  private Handover neverBegun(long sequence, Instant now) {
    return new Handover(
        sequence,
        Handover.Reason.SUSPENDED,
        Optional.empty(),
        Optional.empty(),
        now,
        RotationState.beginning(roster));
  }

  /**
   * When the running shift ends: at the first boundary of the current calendar at or after its
   * planned end. Where an edit puts a boundary into the past that nobody was told of, it is not
   * made up for: the end that was published, or else now, bounds it.
   */
  public Instant endOf(Shift shift, Optional<Instant> publishedEnd, Instant now) {
    Instant end = roster.handovers().atOrAfter(shift.end());
    if (end.isAfter(now) || publishedEnd.filter(end::isBefore).isEmpty()) {
      return end;
    }
    Instant published = publishedEnd.get();
    return roster.handovers().atOrAfter(published.isAfter(now) ? now : published);
  }

  private static Instant endOf(RotationState state) {
    return state.duty().orElseThrow().shift().end();
  }

  /** Only a shift that still runs is cut short; one whose end has passed is worked off first. */
  private boolean isCutShort(Duty duty, Instant end, Instant now) {
    boolean left = duty.engineer().filter(name -> !roster.lists(name)).isPresent();
    return now.isBefore(end) && (roster.suspended() || left);
  }

  /** Now; where the clock went backwards, no earlier than what is committed. */
  private static Instant atOnce(Handover before, Instant now) {
    return now.isBefore(before.at()) ? before.at() : now;
  }

  private Handover endOfShift(Handover before, Instant end, Shown shown) {
    RotationState state = before.state().withJoiners(roster);
    Served served = served(state.duty().orElseThrow().endingAt(end), shown);
    Shift shift = new Shift(end, roster.handovers().after(end));
    return after(
        before,
        Handover.Reason.END_OF_SHIFT,
        end,
        begin(state.shiftFinished(served), shift),
        served.stints());
  }

  private Handover engineerRemoved(Handover before, Shift rest, Shown shown) {
    List<Stint> stints = cutShort(before, rest.start(), shown);
    RotationState state = begin(givenBack(before, stints), rest);
    return after(before, Handover.Reason.ENGINEER_REMOVED, rest.start(), state, stints);
  }

  private Handover suspended(Handover before, Instant at, Shown shown) {
    List<Stint> stints = cutShort(before, at, shown);
    return after(before, Handover.Reason.SUSPENDED, at, givenBack(before, stints), stints);
  }

  private Handover resumed(Handover before, Instant at) {
    Shift shift = new Shift(at, roster.handovers().after(at));
    return after(before, Handover.Reason.RESUMED, at, begin(before.state(), shift), List.of());
  }

  private Served served(Duty duty, Shown shown) {
    return new Served(duty, stints(duty, shown), roster.calendar());
  }

  /** What there was of a shift that ends at once; nothing, where it has only just begun. */
  private List<Stint> cutShort(Handover before, Instant at, Shown shown) {
    Duty duty = before.state().duty().orElseThrow();
    return duty.shift().start().isBefore(at) ? stints(duty.endingAt(at), shown) : List.of();
  }

  private RotationState givenBack(Handover before, List<Stint> stints) {
    RotationState state = before.state();
    Served served = new Served(state.duty().orElseThrow(), stints, roster.calendar());
    return state.shiftGivenBack(served.engineersOfCovers());
  }

  private Handover after(
      Handover before,
      Handover.Reason reason,
      Instant at,
      RotationState state,
      List<Stint> stints) {
    return new Handover(
        before.sequence() + 1,
        reason,
        before.state().onCall(),
        state.onCall(),
        at,
        state,
        stints.stream().filter(Stint::isCovered).toList(),
        state.duty().flatMap(this::toCover));
  }

  private Optional<String> toCover(Duty duty) {
    Stint first = stints(duty, Shown.NOTHING).get(0);
    return first.isCovered() ? first.engineer() : Optional.empty();
  }

  /** Begins a shift for the first by the rule, in a new cycle where this one has nobody left. */
  private RotationState begin(RotationState before, Shift shift) {
    RotationState state = before.withListOf(roster);
    List<LocalDate> days = roster.calendar().daysOf(shift);
    Optional<String> engineer = pick(state, days);
    RotationState later = state;
    // A cycle that has nobody left since they are ahead is followed by one that has.
    for (int ended = 0; engineer.isEmpty() && ended < 2; ended++) {
      later = later.nextCycle(roster);
      engineer = pick(later, days);
    }
    // Where nobody at all is there, no box moves and the cycle goes on.
    state = engineer.isPresent() ? later : state;
    Set<String> available =
        roster.names().stream().filter(name -> isThere(name, days)).collect(toSet());
    LocalDate on = roster.calendar().clock().dateAt(shift.start());
    return state.shiftBegun(new Duty(shift, engineer), on, available);
  }

  private Optional<String> pick(RotationState state, List<LocalDate> days) {
    List<String> unchecked = unchecked(state);
    List<String> available = unchecked.stream().filter(name -> isThere(name, days)).toList();
    if (available.isEmpty()) {
      return thereOnMost(unchecked, days);
    }
    return available.stream()
        .filter(name -> rest(state, name) >= roster.order().minimumRest())
        .findFirst()
        .or(() -> firstOfMost(available, name -> rest(state, name)));
  }

  /** Who has an open box: those with a carried one come before the list. */
  private static List<String> unchecked(RotationState state) {
    List<String> listed = state.order().stream().map(Box::engineer).toList();
    List<String> open =
        state.order().stream().filter(box -> !box.done()).map(Box::engineer).toList();
    return Stream.concat(listed.stream().filter(state.carried()::contains), open.stream())
        .distinct()
        .toList();
  }

  private boolean isThere(String name, List<LocalDate> days) {
    return roster.daysThere(name, days) == days.size();
  }

  private Optional<String> thereOnMost(List<String> names, List<LocalDate> days) {
    List<String> partly = names.stream().filter(name -> roster.daysThere(name, days) > 0).toList();
    return firstOfMost(partly, name -> roster.daysThere(name, days));
  }

  private static int rest(RotationState state, String name) {
    return state.turns().get(name).rest();
  }

  /** The one with the most; among equals the first. */
  private static Optional<String> firstOfMost(
      List<String> names, java.util.function.ToIntFunction<String> amount) {
    return names.stream().reduce((a, b) -> comparingInt(amount).compare(a, b) >= 0 ? a : b);
  }
}
