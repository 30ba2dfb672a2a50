package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.schedule.Cause.Rule.Changed;
import io.operatefirst.oncall.schedule.Cause.Somebody.Is;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whoever edits a rotation learns whose shifts move and why, and nothing that is not so. */
class MovesTest {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Instant MONDAY = Instant.parse("2024-05-06T09:00:00Z");

  private final Draft draft = Draft.daily("alice", "bob", "carol", "dave");
  private final Operation operation = new Operation(draft);

  @Test
  void anEditThatSaysTheSameMovesNothing() {
    Roster before = draft.roster();
    draft.people(List.of("alice", "bob", "carol", "dave"));

    assertThat(moves(before, 20)).isEmpty();
  }

  @Test
  void whoJoinsComesAtTheEndOfTheCycleAndTheListMovesFromThere() {
    operation.look(MONDAY);
    Roster before = draft.roster();
    draft.join("erin");

    List<Move> moves = moves(before, 5);

    assertThat(told(moves))
        .containsExactly(
            "Fri 10 09:00 to Mon 13 09:00: erin instead of alice",
            "Mon 13 09:00 to Tue 14 09:00: alice instead of bob");
    assertThat(moves)
        .extracting(Move::why)
        .containsExactly(
            new Cause.Somebody("erin", Is.NEW),
            new Cause.ListMoved(Instant.parse("2024-05-10T09:00:00Z")));
  }

  @Test
  void whoLeavesMovesTheListUp() {
    operation.look(MONDAY);
    Roster before = draft.roster();
    draft.leave("carol");

    List<Move> moves = moves(before, 3);

    assertThat(told(moves))
        .containsExactly(
            "Wed 08 09:00 to Thu 09 09:00: dave instead of carol",
            "Thu 09 09:00 to Fri 10 09:00: alice instead of dave");
    assertThat(moves)
        .extracting(Move::why)
        .containsExactly(
            new Cause.Somebody("carol", Is.GONE),
            new Cause.ListMoved(Instant.parse("2024-05-08T09:00:00Z")));
  }

  @Test
  void whoIsOnCallAndLeavesIsReplacedFromNowOn() {
    operation.look(MONDAY);
    Roster before = draft.roster();
    draft.leave("alice");

    assertThat(told(moves(before, operation.last(), Instant.parse("2024-05-06T12:00:00Z"), 0)))
        .containsExactly("Mon 06 12:00 to Tue 07 09:00: bob instead of alice");
  }

  @Test
  void timeOffMovesOneShiftAndBringsItBack() {
    operation.look(MONDAY);
    Roster before = draft.roster();
    draft.away("bob", "2024-05-07", "2024-05-07");

    List<Move> moves = moves(before, 8);

    assertThat(told(moves))
        .containsExactly(
            "Tue 07 09:00 to Wed 08 09:00: carol instead of bob",
            "Wed 08 09:00 to Thu 09 09:00: bob instead of carol");
    assertThat(moves.get(0).why()).isEqualTo(away("bob", "2024-05-07"));
    assertThat(moves.get(1).why())
        .isEqualTo(new Cause.ListMoved(Instant.parse("2024-05-07T09:00:00Z")));
  }

  @Test
  void timeOffThatIsTakenBackIsToldOfWhoReturns() {
    draft.away("bob", "2024-05-07", "2024-05-07");
    operation.look(MONDAY);
    Roster before = draft.roster();
    draft.back("bob");

    assertThat(moves(before, 8))
        .first()
        .extracting(Move::why)
        .isEqualTo(new Cause.Somebody("bob", Is.BACK));
  }

  /** Her time off was written before; it is the list that moved her shift into it. */
  @Test
  void whoWasAwayBeforeIsAwayStillWhereTheListMovesTheirShift() {
    draft.away("dave", "2024-05-08", "2024-05-08");
    operation.look(MONDAY);
    Roster before = draft.roster();
    draft.leave("bob");

    List<Move> moves = moves(before, 4);

    assertThat(told(moves))
        .startsWith(
            "Tue 07 09:00 to Wed 08 09:00: carol instead of bob",
            "Wed 08 09:00 to Thu 09 09:00: alice instead of carol");
    assertThat(moves.get(1).why())
        .isEqualTo(new Cause.ListMoved(Instant.parse("2024-05-07T09:00:00Z")));
  }

  @Test
  void aHolidayLengthensTheShiftBeforeAndMovesTheRest() {
    operation.look(MONDAY);
    Roster before = draft.roster();
    draft.holiday("2024-05-07");

    List<Move> moves = moves(before, 2);

    assertThat(told(moves))
        .containsExactly(
            "Tue 07 09:00 to Wed 08 09:00: alice instead of bob",
            "Wed 08 09:00 to Thu 09 09:00: bob instead of carol");
    assertThat(moves)
        .extracting(Move::why)
        .containsExactly(
            new Cause.Day(LocalDate.parse("2024-05-07"), false),
            new Cause.ListMoved(Instant.parse("2024-05-07T09:00:00Z")));
  }

  @Test
  void aHolidayThatIsWorkedAfterAllIsAWorkingDay() {
    draft.holiday("2024-05-07");
    operation.look(MONDAY);
    Roster before = draft.roster();
    draft.noHoliday("2024-05-07");

    // The running shift is committed until Wednesday.
    assertThat(moves(before, 2)).isEmpty();
    assertThat(moves(before, Optional.empty(), Instant.EPOCH, 2))
        .first()
        .extracting(Move::why)
        .isEqualTo(new Cause.Day(LocalDate.parse("2024-05-07"), true));
  }

  @Test
  void anotherCadenceIsOtherTimes() {
    operation.look(MONDAY);
    Roster before = draft.roster();
    draft.cadence(Cadence.WEEKLY);

    List<Move> moves = moves(before, 6);

    assertThat(told(moves))
        .startsWith(
            "Tue 07 09:00 to Wed 08 09:00: alice instead of bob",
            "Wed 08 09:00 to Thu 09 09:00: alice instead of carol");
    assertThat(moves).extracting(Move::why).containsOnly(new Cause.Rule(Changed.HANDOVERS));
  }

  @Test
  void anotherHandoverTimeMovesAnHour() {
    operation.look(MONDAY);
    Roster before = draft.roster();
    draft.handoverTime("10:00");

    List<Move> moves = moves(before, 2);

    assertThat(told(moves))
        .containsExactly(
            "Tue 07 09:00 to Tue 07 10:00: alice instead of bob",
            "Wed 08 09:00 to Wed 08 10:00: bob instead of carol");
    assertThat(moves).extracting(Move::why).containsOnly(new Cause.Rule(Changed.HANDOVERS));
  }

  @Test
  void anotherOrderCountsFromTheNextCycle() {
    operation.look(MONDAY);
    Roster before = draft.roster();
    draft.people(List.of("bob", "alice", "carol", "dave"));

    List<Move> moves = moves(before, 7);

    assertThat(told(moves))
        .containsExactly(
            "Fri 10 09:00 to Mon 13 09:00: bob instead of alice",
            "Mon 13 09:00 to Tue 14 09:00: alice instead of bob");
    assertThat(moves).extracting(Move::why).containsOnly(new Cause.Rule(Changed.ORDER));
  }

  @Test
  void moreRestIsTold() {
    draft.shuffle("42");
    operation.look(MONDAY);
    Roster before = draft.roster();
    draft.minimumRest(3);

    assertThat(moves(before, 20))
        .isNotEmpty()
        .first()
        .extracting(Move::why)
        .isEqualTo(new Cause.Rule(Changed.MINIMUM_REST));
  }

  @Test
  void suspendingIsToldOfEachShift() {
    operation.look(MONDAY);
    Roster before = draft.roster();
    draft.suspended(true);

    List<Move> moves = moves(before, 2);

    assertThat(told(moves))
        .containsExactly(
            "Mon 06 09:00 to Tue 07 09:00: nobody instead of alice",
            "Tue 07 09:00 to Wed 08 09:00: nobody instead of bob",
            "Wed 08 09:00 to Thu 09 09:00: nobody instead of carol");
    assertThat(moves).extracting(Move::why).containsOnly(new Cause.Rule(Changed.SUSPENDED));
  }

  /** The cycle under way keeps its order, though nobody is on call to show it. */
  @Test
  void whileSuspendedAnotherOrderIsNoCauseInTheCycleUnderWay() {
    operation.look(MONDAY).look("2024-05-07T09:00");
    draft.suspended(true);
    operation.look("2024-05-07T12:00");
    draft.suspended(false);
    Roster before = draft.roster();
    draft.people(List.of("dave", "carol", "bob", "erin"));

    assertThat(moves(before, 3))
        .extracting(Move::why)
        .doesNotContain(new Cause.Rule(Changed.ORDER));
  }

  @Test
  void anotherStartDate() {
    Roster before = draft.roster();
    draft.startDate("2024-05-08");

    List<Move> moves = moves(before, Optional.empty(), Instant.EPOCH, 3);

    assertThat(told(moves))
        .containsExactly(
            "Mon 06 09:00 to Tue 07 09:00: nobody instead of alice",
            "Tue 07 09:00 to Wed 08 09:00: nobody instead of bob",
            "Wed 08 09:00 to Thu 09 09:00: alice instead of carol");
    assertThat(moves.get(0).why()).isEqualTo(new Cause.Rule(Changed.START_DATE));
    assertThat(moves.get(2).why()).isEqualTo(new Cause.ListMoved(MONDAY));
  }

  @Test
  void whereTheListMovesAShiftToWhoCoversForItNothingMoves() {
    assertThat(told(movesWithout("carol", cover("dentist", "alice", "dave", "2024-05-09"))))
        .containsExactly("Wed 08 09:00 to Thu 09 09:00: dave instead of carol");
  }

  @Test
  void whereTheListMovesAShiftIntoACoverTheOverrideIsTold() {
    List<Move> moves = movesWithout("bob", cover("dentist", "alice", "dave", "2024-05-08"));

    assertThat(told(moves).get(1))
        .isEqualTo("Wed 08 09:00 to Thu 09 09:00: alice instead of carol");
    assertThat(moves.get(1).why()).isInstanceOf(Cause.Covered.class);
  }

  @Test
  void whereTheListMovesAShiftOutOfACoverTheOverrideIsTold() {
    Cover dentist = cover("dentist", "alice", "carol", "2024-05-08");
    List<Move> moves = movesWithout("bob", dentist);

    assertThat(told(moves).get(1)).isEqualTo("Wed 08 09:00 to Thu 09 09:00: dave instead of alice");
    assertThat(moves.get(1).why()).isEqualTo(new Cause.Uncovered(dentist));
  }

  private List<Move> movesWithout(String name, Cover cover) {
    operation.look(MONDAY);
    Covers covers = new Covers(List.of(cover));
    Roster before = draft.roster().with(covers);
    Roster after = draft.leave(name).roster().with(covers);
    return moves(before, after, operation.last(), operation.lookedAt(), 3);
  }

  /** The rotation as it was written is unknown: what is left are the new plan's own reasons. */
  @Test
  void againstWhatPeopleWereShownOnlyWhatIsKnownIsTold() {
    operation.look(MONDAY);
    List<Stint> shown =
        plan(draft.roster(), operation.last(), MONDAY).shifts().stream()
            .flatMap(shift -> shift.stints().stream())
            .limit(5)
            .toList();
    draft.away("bob", "2024-05-07", "2024-05-07").leave("dave");

    List<Move> moves =
        Moves.between(
            Plan.shown(Set.of("alice", "bob", "carol", "dave"), shown),
            plan(draft.roster(), operation.last(), MONDAY),
            new Shift(MONDAY, shown.get(4).time().end()));

    assertThat(told(moves))
        .containsExactly(
            "Tue 07 09:00 to Wed 08 09:00: carol instead of bob",
            "Wed 08 09:00 to Thu 09 09:00: bob instead of carol",
            "Thu 09 09:00 to Fri 10 09:00: alice instead of dave",
            "Fri 10 09:00 to Mon 13 09:00: bob instead of alice");
    assertThat(moves)
        .extracting(Move::why)
        .containsExactly(
            away("bob", "2024-05-07"),
            new Cause.ListMoved(Instant.parse("2024-05-07T09:00:00Z")),
            new Cause.Somebody("dave", Is.GONE),
            new Cause.ListMoved(Instant.parse("2024-05-07T09:00:00Z")));
  }

  private static Cover cover(String override, String engineer, String whose, String date) {
    LocalDate day = LocalDate.parse(date);
    return new Cover(
        override, Instant.EPOCH, engineer, Optional.of(whose), new Window.Dates(day, day), false);
  }

  private static Cause away(String name, String day) {
    return new Cause.Away(new Absence(name, List.of(LocalDate.parse(day)), false));
  }

  /** Of the running shift and some after it. */
  private List<Move> moves(Roster before, int shifts) {
    return moves(before, operation.last(), operation.lookedAt(), shifts);
  }

  private List<Move> moves(Roster before, Optional<Handover> last, Instant now, int shifts) {
    return moves(before, draft.roster(), last, now, shifts);
  }

  private static List<Move> moves(
      Roster before, Roster after, Optional<Handover> last, Instant now, int shifts) {
    Plan known = plan(before, last, now);
    Instant end = known.shifts().get(last.isPresent() ? shifts : shifts - 1).shift().end();
    Instant start = last.isPresent() ? now : Instant.MIN;
    return Moves.between(known, plan(after, last, now), new Shift(start, end));
  }

  private static Plan plan(Roster roster, Optional<Handover> last, Instant now) {
    return Plan.of(roster, last, new Planner(roster).shifts(last, now).limit(30).toList());
  }

  private static List<String> told(List<Move> moves) {
    return moves.stream()
        .map(
            move ->
                "%s to %s: %s instead of %s"
                    .formatted(
                        TIME.format(move.time().start()),
                        TIME.format(move.time().end()),
                        move.now().orElse("nobody"),
                        move.was().orElse("nobody")))
        .toList();
  }
}
