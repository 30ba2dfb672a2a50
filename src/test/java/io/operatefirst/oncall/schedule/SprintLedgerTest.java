package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.schedule.SprintShares.Relief;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a sprint brings to everybody follows from the log and the plan, and from nothing else. */
class SprintLedgerTest {

  private final Draft draft = Draft.daily("alice", "bob", "carol");
  private final List<Handover> log = new ArrayList<>();
  private final List<Cover> covers = new ArrayList<>();
  private OptionalInt mostTurns = OptionalInt.empty();
  private Instant now = Instant.EPOCH;

  @Test
  void whatWasServedRunsAndIsPlannedMakesTheShare() {
    look("2024-05-06T09:00", "2024-05-10T12:00");

    SprintShares shares = shares();

    assertThat(shares.sprint().start()).isEqualTo("2024-05-06");
    assertThat(shares.workingDays()).isEqualTo(10);
    assertThat(shares.shares().get("alice"))
        .isEqualTo(new SprintShare(new Tally(2, 0, 0, 0), 4, 4));
    assertThat(shares.shares().get("bob")).isEqualTo(new SprintShare(new Tally(2, 0, 0, 0), 3, 3));
    assertThat(shares.shares().get("carol"))
        .isEqualTo(new SprintShare(new Tally(1, 0, 0, 0), 3, 3));
    assertThat(shares.shares().get("carol").planned()).isEqualTo(2);
    assertThat(shares.percent("alice")).isEqualTo(40);
    assertThat(shares.percent("carol")).isEqualTo(30);
  }

  /** Its Friday is known only when the next sprint has begun. */
  @Test
  void theLastShiftOfASprintStaysWithIt() {
    look("2024-05-06T09:00", "2024-05-20T12:00");

    SprintShares shares = shares();

    assertThat(log.get(10).state().turns().get("alice").tally().fridays()).isEqualTo(1);
    assertThat(shares.sprint().start()).isEqualTo("2024-05-20");
    assertThat(shares.shares().get("alice").tally()).isEqualTo(Tally.NONE);
    assertThat(shares.shares().get("bob").tally()).isEqualTo(new Tally(1, 0, 0, 0));
  }

  @Test
  void betweenMidnightAndTheHandoverTheSprintHasNotBroughtAnythingYet() {
    look("2024-05-06T09:00", "2024-05-20T03:00");

    SprintShares shares = shares();

    assertThat(shares.sprint().start()).isEqualTo("2024-05-20");
    assertThat(shares.since()).isEmpty();
    assertThat(shares.shares().values()).allMatch(share -> share.tally().equals(Tally.NONE));
    assertThat(shares.shares().values().stream().mapToInt(SprintShare::turns).sum()).isEqualTo(10);
  }

  @Test
  void throughoutASprintTheFiguresAddUpToWhatIsRemembered() {
    draft.holidaysOf("CZ").away("bob", "2024-05-08", "2024-05-13");
    look("2024-05-06T09:00", "2024-05-17T12:00");

    shares()
        .shares()
        .forEach(
            (name, share) ->
                assertThat(share.tally())
                    .isEqualTo(log.get(log.size() - 1).state().turns().get(name).tally()));
  }

  @Test
  void whatIsPlannedIsWhatComes() {
    draft.away("bob", "2024-05-08", "2024-05-13").shuffle("42");
    look("2024-05-06T09:00", "2024-05-06T12:00");
    SprintShares before = shares();

    look("2024-05-07T09:00", "2024-05-19T12:00");

    shares()
        .shares()
        .forEach(
            (name, share) -> {
              assertThat(share.tally().turns()).isEqualTo(before.shares().get(name).turns());
              assertThat(share.days()).isEqualTo(before.shares().get(name).days());
              assertThat(share.planned()).isZero();
            });
  }

  /** Else a status would be written although nothing has happened. */
  @Test
  void timeAloneChangesNothing() {
    mostTurns = OptionalInt.of(2);
    draft.join("dave", "erin").away("erin", "2024-05-06", "2024-05-10");
    look("2024-05-06T09:00", "2024-05-06T09:00");
    SprintShares before = shares();
    assertThat(before.relief()).isPresent();

    for (int hour = 1; hour < 24; hour++) {
      now = now.plusSeconds(3600);
      assertThat(shares()).isEqualTo(before);
    }
  }

  @Test
  void aCoverIsCountedBesideAndMovesNoShare() {
    cover("carol", "alice", "2024-05-06", false);
    look("2024-05-06T09:00", "2024-05-07T12:00");

    assertThat(shares().shares().get("carol").tally()).isEqualTo(new Tally(0, 0, 0, 1));
    assertThat(shares().shares().get("alice"))
        .isEqualTo(new SprintShare(new Tally(1, 0, 0, 0), 4, 4));
  }

  @Test
  void aCoverThatCountsAsTurnMovesTurnAndDays() {
    look("2024-05-06T09:00", "2024-05-06T12:00");
    cover("carol", "alice", "2024-05-06", true);

    // While it runs the turn is that of the list; that it will move is known.
    assertThat(shares().shares().get("alice").tally().turns()).isEqualTo(1);
    look("2024-05-07T09:00", "2024-05-07T12:00");
    assertThat(shares().shares().get("carol").tally()).isEqualTo(new Tally(1, 0, 0, 0));
    // Her box is still open, so that she has Tuesday.
    assertThat(shares().shares().get("alice").tally()).isEqualTo(new Tally(1, 0, 0, 0));
    assertThat(shares().shares().get("bob").tally()).isEqualTo(Tally.NONE);
    assertThat(shares().shares().values().stream().mapToInt(SprintShare::days).sum()).isEqualTo(10);
  }

  @Test
  void whoJoinsCountsFromTheirFirstAndWhoLeftIsLeftOut() {
    look("2024-05-06T09:00", "2024-05-08T12:00");
    draft.leave("alice").join("dave");
    look("2024-05-09T09:00", "2024-05-10T12:00");

    assertThat(shares().shares()).containsOnlyKeys("bob", "carol", "dave");
    assertThat(shares().shares().get("dave").tally().turns()).isEqualTo(1);
    assertThat(shares().shares().get("bob").tally().turns()).isEqualTo(2);
  }

  @Test
  void whoReturnsHasWhatTheyServedAndNothingTwice() {
    look("2024-05-06T09:00", "2024-05-08T12:00");
    draft.leave("alice");
    look("2024-05-09T09:00", "2024-05-13T12:00");
    draft.join("alice");
    look("2024-05-14T09:00", "2024-05-17T12:00");

    assertThat(shares().shares().get("alice").tally().turns())
        .isEqualTo(
            (int) log.stream().filter(handover -> handover.to().equals(of("alice"))).count());
  }

  @Test
  void aShiftThatIsCutShortIsNoTurn() {
    look("2024-05-06T09:00", "2024-05-06T12:00");
    draft.suspended(true);
    look("2024-05-06T13:00", "2024-05-07T12:00");

    assertThat(shares().shares().values()).containsOnly(SprintShare.NONE);

    draft.suspended(false);
    look("2024-05-08T13:00", "2024-05-08T13:00");

    assertThat(shares().shares().get("alice").tally().turns()).isEqualTo(1);
  }

  @Test
  void aWeekHasItsDays() {
    draft.cadence(Cadence.WEEKLY).holidaysOf("CZ");
    look("2024-05-06T09:00", "2024-05-13T12:00");

    assertThat(shares().workingDays()).isEqualTo(9);
    assertThat(shares().shares().get("alice"))
        .isEqualTo(new SprintShare(new Tally(1, 1, 0, 0), 1, 4));
    assertThat(shares().percent("alice")).isEqualTo(44);
    assertThat(shares().percent("bob")).isEqualTo(56);
  }

  @Test
  void beforeTheFirstShiftAllIsPlanned() {
    now = Instant.parse("2024-05-06T06:00:00Z");

    assertThat(shares().since()).isEmpty();
    assertThat(shares().shares().get("alice").planned()).isEqualTo(4);
  }

  /** The first entry carries what was counted without one. */
  @Test
  void aStartInThePastIsRunThroughAgain() {
    look("2024-05-08T12:00", "2024-05-08T12:00");

    SprintShares shares = shares();

    assertThat(log).hasSize(1);
    assertThat(shares.since()).isEmpty();
    assertThat(shares.shares().get("alice"))
        .isEqualTo(new SprintShare(new Tally(1, 0, 0, 0), 4, 4));
    assertThat(shares.shares().get("bob").tally().turns()).isEqualTo(1);
  }

  @Test
  void whereAnEditMadeItAnotherPastItIsCountedFromTheFirstEntry() {
    look("2024-05-08T12:00", "2024-05-08T12:00");
    draft.away("bob", "2024-05-06", "2024-05-07");

    assertThat(shares().since()).contains(LocalDate.parse("2024-05-08"));
    assertThat(shares().shares().get("alice").tally()).isEqualTo(Tally.NONE);
  }

  @Test
  void whereTheLogHasLostWhatWasBeforeItIsSaid() {
    look("2024-05-06T09:00", "2024-05-10T12:00");
    log.subList(0, 2).clear();

    assertThat(shares().since()).contains(LocalDate.parse("2024-05-08"));
    assertThat(shares().shares().get("alice").tally().turns()).isEqualTo(1);
    assertThat(shares().shares().get("carol").tally().turns()).isEqualTo(1);
  }

  @Test
  void aLimitThatTheListIsTooShortFor() {
    mostTurns = OptionalInt.of(3);
    look("2024-05-06T09:00", "2024-05-06T12:00");

    assertThat(shares().shifts()).isEqualTo(10);
    assertThat(shares().engineersNeeded()).isEqualTo(4);
    assertThat(shares().mostAtBest()).isEqualTo(4);
  }

  @Test
  void theCoverThatIsProposedMendsSomething() {
    mostTurns = OptionalInt.of(2);
    draft.join("dave", "erin").away("erin", "2024-05-06", "2024-05-10");
    int proposed = 0;
    for (int seed = 0; seed < 50; seed++) {
      draft.shuffle("seed-" + seed);
      log.clear();
      covers.clear();
      look("2024-05-06T09:00", "2024-05-06T12:00");
      SprintShares before = shares();
      if (before.relief().isPresent()) {
        Relief relief = before.relief().get();
        assertThat(before.beyondLimit()).contains(relief.whose());
        cover(relief.engineer(), relief.whose(), relief.day().toString(), true);
        assertThat(shares().excess()).isLessThan(before.excess());
        proposed++;
      }
    }
    assertThat(proposed).isPositive();
  }

  @Test
  void whereAllHaveBegunThereIsNothingToPropose() {
    mostTurns = OptionalInt.of(2);
    draft.join("dave", "erin").away("erin", "2024-05-06", "2024-05-10");
    look("2024-05-06T09:00", "2024-05-17T12:00");

    assertThat(shares().beyondLimit()).containsExactly("alice");
    assertThat(shares().relief()).isEmpty();
  }

  private void cover(String engineer, String whose, String date, boolean countsAsTurn) {
    LocalDate day = LocalDate.parse(date);
    covers.add(
        new Cover(
            "favour-" + covers.size(),
            now,
            engineer,
            of(whose),
            new Window.Dates(day, day),
            countsAsTurn));
  }

  private static Optional<String> of(String name) {
    return Optional.of(name);
  }

  /** Commits what is due, each hour from one local time to another. */
  private void look(String from, String until) {
    Instant end = LocalDateTime.parse(until).toInstant(ZoneOffset.UTC);
    for (now = LocalDateTime.parse(from).toInstant(ZoneOffset.UTC);
        !now.isAfter(end);
        now = now.plusSeconds(3600)) {
      planner()
          .next(last(), Shown.NOTHING, now)
          .filter(h -> !h.at().isAfter(now))
          .ifPresent(log::add);
    }
    now = end;
  }

  private Optional<Handover> last() {
    return log.isEmpty() ? Optional.empty() : Optional.of(log.get(log.size() - 1));
  }

  private Planner planner() {
    Sprints sprints = new Sprints(LocalDate.parse("2024-05-06"), 10, mostTurns);
    return new Planner(draft.roster().with(Optional.of(sprints)).with(new Covers(covers)));
  }

  private SprintShares shares() {
    Planner planner = planner();
    Sprint sprint = planner.roster().sprintAt(now).orElseThrow();
    return new SprintLedger(planner, sprint, log, Shown.NOTHING, now).shares();
  }
}
