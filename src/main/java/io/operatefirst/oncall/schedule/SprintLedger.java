package io.operatefirst.oncall.schedule;

import io.operatefirst.oncall.schedule.SprintShares.Relief;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Works out a sprint from the handovers that were committed and those to come: what a shift has
 * added to somebody's figures is the difference between the handover that ends it and the one that
 * begins it. So nothing is remembered for it, and anybody can recompute it from the log.
 *
 * @param planner tells the handovers to come
 * @param sprint which
 * @param known the last committed handovers, the oldest first; those of the sprint and the one
 *     before it, as far as they are left
 * @param shown what people were last shown of the running shift
 * @param now the instant
 */
public record SprintLedger(
    Planner planner, Sprint sprint, List<Handover> known, Shown shown, Instant now) {

  /** A rotation that began longer ago, before its first entry, is not run through again. */
  private static final Duration REPLAYED = Duration.ofDays(366);

  /** So many covers are tried, at most, when one is looked for that mends something. */
  private static final int TRIES = 20;

  /** A shift between the handover that begins it and the one that ends it. */
  private record Entry(Handover begins, Handover ends) {

    boolean isOf(String name) {
      return begins.state().onCall().filter(name::equals).isPresent();
    }

    /** What it added to somebody's figures. */
    Tally added(String name) {
      return finished(ends.state(), name).since(finished(begins.state(), name));
    }

    /** Somebody's figures without the shift that has only begun. */
    private static Tally finished(RotationState state, String name) {
      Tally tally =
          Optional.ofNullable(state.turns().get(name))
              .or(() -> left(state, name))
              .map(Turns::tally)
              .orElse(Tally.NONE);
      return state.onCall().filter(name::equals).isPresent()
          ? tally.plus(Tally.ofTurns(-1))
          : tally;
    }

    private static Optional<Turns> left(RotationState state, String name) {
      return state.removed().stream()
          .filter(gone -> gone.box().engineer().equals(name))
          .findFirst()
          .map(RemovedEngineer::turns);
    }
  }

  /** What the sprint brings to everybody, and what would mend it where it brings too much. */
  public SprintShares shares() {
    SprintShares found = withoutRelief();
    return found.excess() == 0 ? found : found.with(relief(found));
  }

  private SprintShares withoutRelief() {
    Optional<List<Handover>> replayed = beforeTheFirst();
    List<Handover> committed =
        Stream.concat(replayed.orElse(List.of()).stream(), known.stream()).toList();
    Map<String, SprintShare> shares = new LinkedHashMap<>();
    planner.listNow(last()).order().forEach(box -> shares.put(box.engineer(), SprintShare.NONE));
    entries(committed)
        .forEach(entry -> shares.replaceAll((name, share) -> share.finished(entry.added(name))));
    running().ifPresent(name -> shares.computeIfPresent(name, (n, share) -> share.begun()));
    entries(Stream.concat(committed.stream(), coming().stream()).toList())
        .forEach(entry -> shares.replaceAll((name, share) -> withTurn(share, name, entry)));
    return new SprintShares(
        sprint,
        replayed.isPresent() ? Optional.empty() : firstOfSprint().map(this::dateOf),
        sprint.workingDays(planner.roster().calendar()),
        sprint.shifts(planner.roster()),
        planner.roster().sprints().map(Sprints::mostTurns).orElseThrow(),
        shares,
        Optional.empty());
  }

  private SprintShare withTurn(SprintShare share, String name, Entry entry) {
    return entry.added(name).turns() == 0 ? share : share.withTurn(daysOf(entry).size());
  }

  private Optional<Handover> last() {
    return known.isEmpty() ? Optional.empty() : Optional.of(known.get(known.size() - 1));
  }

  /** Whose running shift is one of the sprint. */
  private Optional<String> running() {
    return last().filter(this::isOfSprint).flatMap(handover -> handover.state().onCall());
  }

  /** The handovers to come, with the one by which the last shift of the sprint ends. */
  private List<Handover> coming() {
    List<Handover> handovers = new ArrayList<>();
    for (Handover next : (Iterable<Handover>) planner.from(last(), shown, now)::iterator) {
      handovers.add(next);
      if (!dateOf(next).isBefore(sprint.end())) {
        break;
      }
    }
    return handovers;
  }

  private Stream<Entry> entries(List<Handover> handovers) {
    return Stream.iterate(1, i -> i < handovers.size(), i -> i + 1)
        .map(i -> new Entry(handovers.get(i - 1), handovers.get(i)))
        .filter(entry -> isOfSprint(entry.begins()));
  }

  private boolean isOfSprint(Handover handover) {
    return sprint.contains(dateOf(handover));
  }

  private LocalDate dateOf(Handover handover) {
    return planner.roster().calendar().clock().dateAt(handover.at());
  }

  private List<LocalDate> daysOf(Entry entry) {
    return shiftOf(entry).map(planner.roster().calendar()::daysOf).orElse(List.of());
  }

  /** As long as it was, or will be; empty where it is over as it begins. */
  private static Optional<Shift> shiftOf(Entry entry) {
    Instant start = entry.begins().at();
    Instant end = entry.ends().at();
    return start.isBefore(end) ? Optional.of(new Shift(start, end)) : Optional.empty();
  }

  private Optional<Handover> firstOfSprint() {
    return known.stream().filter(this::isOfSprint).findFirst();
  }

  /**
   * The handovers of the sprint before the first of it that is known: none, or those that a
   * rotation begun in the past was brought forward by, without entries. Empty where the log has
   * lost them.
   */
  private Optional<List<Handover>> beforeTheFirst() {
    Optional<Handover> found = firstOfSprint();
    if (found.isEmpty()) {
      return Optional.of(List.of());
    }
    Handover first = found.get();
    int index = known.indexOf(first);
    if (index > 0) {
      boolean next = known.get(index - 1).sequence() + 1 == first.sequence();
      return next ? Optional.of(List.of()) : Optional.empty();
    }
    return first.isBeginning() ? broughtForwardTo(first) : Optional.empty();
  }

  /** Run through again; empty where an edit since then would make it another past. */
  private Optional<List<Handover>> broughtForwardTo(Handover first) {
    Instant start = planner.roster().handovers().first(planner.roster().startDate());
    if (first.reason() != Handover.Reason.FIRST_SHIFT || !start.isBefore(first.at())) {
      return Optional.of(List.of());
    }
    if (start.isBefore(first.at().minus(REPLAYED))) {
      return Optional.empty();
    }
    List<Handover> past =
        planner
            .from(Optional.empty(), Shown.NOTHING, start)
            .takeWhile(handover -> !handover.at().isAfter(first.at()))
            .toList();
    boolean same =
        !past.isEmpty() && past.get(past.size() - 1).state().turns().equals(first.state().turns());
    return same ? Optional.of(past.subList(0, past.size() - 1)) : Optional.empty();
  }

  /**
   * The last shift to come of somebody who has too many, taken by who has fewest; rather by
   * somebody who has none of the shifts next to it.
   */
  private Optional<Relief> relief(SprintShares found) {
    return Stream.concat(reliefs(found, true), reliefs(found, false))
        .limit(TRIES)
        .flatMap(relief -> tried(relief, found).stream())
        .findFirst();
  }

  private Stream<Relief> reliefs(SprintShares found, boolean rested) {
    List<Entry> entries = entries(coming()).toList();
    return found.beyondLimit().stream()
        .flatMap(whose -> lastFirst(entries).filter(entry -> entry.isOf(whose)))
        .flatMap(
            entry ->
                found.withRoom().stream()
                    .filter(name -> isThere(name, entry))
                    .filter(name -> rested == isRested(name, entries, entries.indexOf(entry)))
                    .flatMap(name -> relief(name, entry, rested).stream()));
  }

  private Optional<Relief> tried(Relief relief, SprintShares found) {
    int left = with(relief).withoutRelief().excess();
    return left < found.excess() ? Optional.of(relief.leaving(left)) : Optional.empty();
  }

  private static Stream<Entry> lastFirst(List<Entry> entries) {
    return Stream.iterate(entries.size() - 1, i -> i >= 0, i -> i - 1).map(entries::get);
  }

  private boolean isThere(String name, Entry entry) {
    return shiftOf(entry).filter(shift -> planner.roster().isAvailable(name, shift)).isPresent();
  }

  private boolean isRested(String name, List<Entry> entries, int index) {
    int rest = planner.roster().order().minimumRest();
    return entries
        .subList(Math.max(0, index - rest), Math.min(entries.size(), index + rest + 1))
        .stream()
        .noneMatch(near -> near.isOf(name));
  }

  private Optional<Relief> relief(String name, Entry entry, boolean rested) {
    return daysOf(entry).stream()
        .findFirst()
        .map(day -> new Relief(name, entry.begins().to().orElseThrow(), day, rested, 0));
  }

  /** As it would be with a cover. */
  private SprintLedger with(Relief relief) {
    Cover cover =
        new Cover(
            "",
            now,
            relief.engineer(),
            Optional.of(relief.whose()),
            new Window.Dates(relief.day(), relief.day()),
            true);
    Roster roster = planner.roster();
    List<Cover> agreed =
        Stream.concat(roster.covers().agreed().stream(), Stream.of(cover)).toList();
    return new SprintLedger(
        new Planner(roster.with(new Covers(agreed))), sprint, known, shown, now);
  }
}
