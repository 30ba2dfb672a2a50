package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is edited, the moves are all that is different, and what is told of them is so. */
class RandomMovesTest {

  private static final int SHIFTS = 40;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void tellsNoMoreAndNoLessThanIsSo(long seed) {
    Random random = new Random(seed);
    RandomDraft edits = new RandomDraft(random);
    Draft draft = edits.draft();
    Instant start = draft.startDate().atStartOfDay(draft.zone()).toInstant();
    Operation operation =
        new Operation(draft).look(start.plus(Duration.ofHours(random.nextInt(24 * 60))));
    Instant now = operation.lookedAt();
    Optional<Handover> last = operation.last();
    Roster before = draft.roster();
    edits.edit(LocalDate.ofInstant(now, draft.zone()));
    Roster after = draft.roster();
    Plan known = plan(before, last, now);
    Plan planned = plan(after, last, now);
    Instant end = known.shifts().get(SHIFTS / 4).shift().end();

    List<Move> moves = Moves.between(known, planned, new Shift(now, end));

    for (Instant at = now; at.isBefore(end); at = at.plus(Duration.ofMinutes(15))) {
      Instant instant = at;
      Optional<String> was = onCall(known, at);
      Optional<String> is = onCall(planned, at);
      List<Move> then = moves.stream().filter(move -> move.time().contains(instant)).toList();
      assertThat(then).as("seed %d at %s", seed, at).hasSize(was.equals(is) ? 0 : 1);
      then.forEach(
          move -> {
            assertThat(move.was()).isEqualTo(was);
            assertThat(move.now()).isEqualTo(is);
          });
    }
    assertThat(moves).as("seed %d", seed).allMatch(move -> isTrue(move, before, after, moves));
  }

  private static Plan plan(Roster roster, Optional<Handover> last, Instant now) {
    int shifts = roster.handovers().cadence() == Cadence.DAILY ? 10 * SHIFTS : SHIFTS;
    return Plan.of(roster, last, new Planner(roster).shifts(last, now).limit(shifts).toList());
  }

  private static Optional<String> onCall(Plan plan, Instant at) {
    return plan.shifts().stream()
        .filter(planned -> planned.shift().contains(at))
        .findFirst()
        .flatMap(PlannedShift::engineer);
  }

  private static boolean isTrue(Move move, Roster before, Roster after, List<Move> moves) {
    Cause why = move.why();
    if (why instanceof Cause.Somebody somebody) {
      String name = somebody.engineer();
      boolean was = move.was().equals(Optional.of(name));
      boolean is = move.now().equals(Optional.of(name));
      return switch (somebody.is()) {
        case GONE -> was && before.lists(name) && !after.lists(name);
        case NEW -> is && !before.lists(name) && after.lists(name);
        case BACK, CARRYING_A_BOX -> is;
        case NOT_RESTED -> was && after.order().minimumRest() > 0;
      };
    }
    if (why instanceof Cause.Away away) {
      return move.was().equals(Optional.of(away.absence().engineer()))
          && after.absence(away.absence().engineer(), away.absence().days()).isPresent();
    }
    if (why instanceof Cause.Day day) {
      return before.calendar().isWorkingDay(day.date()) != day.worked()
          && after.calendar().isWorkingDay(day.date()) == day.worked();
    }
    if (why instanceof Cause.Rule rule) {
      return switch (rule.changed()) {
        case SUSPENDED, RESUMED, START_DATE -> false;
        case HANDOVERS ->
            !before.calendar().clock().equals(after.calendar().clock())
                || before.handovers().cadence() != after.handovers().cadence()
                || !before.handovers().time().equals(after.handovers().time())
                || before.handovers().weekBegins() != after.handovers().weekBegins();
        case MINIMUM_REST -> before.order().minimumRest() != after.order().minimumRest();
        case ORDER ->
            !before.order().equals(after.order()) || !before.names().equals(after.names());
      };
    }
    return why instanceof Cause.ListMoved moved
        && moved.since().equals(moves.get(0).time().start());
  }
}
