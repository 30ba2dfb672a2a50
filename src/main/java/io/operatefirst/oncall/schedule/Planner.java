package io.operatefirst.oncall.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
            ? suspended(before, atOnce, end, shown)
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
        duty.shift(),
        duty.engineer(),
        handover.state().cycle().number(),
        stints(duty, shown),
        handover.choice());
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
    Begun begun =
        begin(RotationState.beginning(roster), new Shift(start, roster.handovers().after(start)));
    for (Instant end = endOf(begun); !end.isAfter(now); end = endOf(begun)) {
      RotationState before = begun.state();
      Served served = served(before.duty().orElseThrow(), Shown.NOTHING);
      begun = begin(before.shiftFinished(served), new Shift(end, roster.handovers().after(end)));
    }
    Duty duty = begun.state().duty().orElseThrow();
    return Optional.of(
        new Handover(
            sequence,
            Handover.Reason.FIRST_SHIFT,
            Optional.empty(),
            duty.engineer(),
            duty.shift().start(),
            begun.state(),
            List.of(),
            toCover(duty),
            begun.choice()));
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

  private static Instant endOf(Begun begun) {
    return begun.state().duty().orElseThrow().shift().end();
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
    List<Stint> stints = cutShort(before, rest.start(), rest.end(), shown);
    Begun begun = begin(givenBack(before, stints), rest);
    return after(before, Handover.Reason.ENGINEER_REMOVED, rest.start(), begun, stints);
  }

  private Handover suspended(Handover before, Instant at, Instant end, Shown shown) {
    List<Stint> stints = cutShort(before, at, end, shown);
    Begun nothing = Begun.nothing(givenBack(before, stints));
    return after(before, Handover.Reason.SUSPENDED, at, nothing, stints);
  }

  private Handover resumed(Handover before, Instant at) {
    Shift shift = new Shift(at, roster.handovers().after(at));
    return after(before, Handover.Reason.RESUMED, at, begin(before.state(), shift), List.of());
  }

  private Served served(Duty duty, Shown shown) {
    return new Served(duty, stints(duty, shown), roster.calendar());
  }

  /** What there was of a shift that ends at once; nothing, where it has only just begun. */
  private List<Stint> cutShort(Handover before, Instant at, Instant end, Shown shown) {
    Duty duty = before.state().duty().orElseThrow();
    Instant start = duty.shift().start();
    return start.isBefore(at) ? until(at, stints(duty.endingAt(end), shown), start) : List.of();
  }

  /** Whose shift it was on which days does not change by its being cut short. */
  private static List<Stint> until(Instant at, List<Stint> stints, Instant start) {
    Shift past = new Shift(start, at);
    return stints.stream().flatMap(stint -> stint.within(past).stream()).toList();
  }

  private RotationState givenBack(Handover before, List<Stint> stints) {
    RotationState state = before.state();
    Served served = new Served(state.duty().orElseThrow(), stints, roster.calendar());
    return state.shiftGivenBack(served.engineersOfCovers());
  }

  private Handover after(
      Handover before, Handover.Reason reason, Instant at, Begun begun, List<Stint> stints) {
    RotationState state = begun.state();
    return new Handover(
        before.sequence() + 1,
        reason,
        before.state().onCall(),
        state.onCall(),
        at,
        state,
        stints.stream().filter(Stint::isCovered).toList(),
        state.duty().flatMap(this::toCover),
        begun.choice());
  }

  private Optional<String> toCover(Duty duty) {
    Stint first = stints(duty, Shown.NOTHING).get(0);
    return first.isCovered() ? first.engineer() : Optional.empty();
  }

  private Begun begin(RotationState before, Shift shift) {
    return Begun.of(before, shift, roster);
  }
}
