package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Shifts as a table of the running one and those to come, which is what people ask for. */
class PlannedShiftsTest {

  private static final Instant MONDAY = Instant.parse("2024-05-06T09:00:00Z");
  private static final Instant MONDAY_NOON = Instant.parse("2024-05-06T12:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2024-05-07T09:00:00Z");
  private static final Instant TUESDAY_NOON = Instant.parse("2024-05-07T12:00:00Z");
  private static final Instant WEDNESDAY = Instant.parse("2024-05-08T09:00:00Z");
  private static final Instant THURSDAY = Instant.parse("2024-05-09T09:00:00Z");

  private final Draft draft = Draft.daily("alice", "bob");
  private final Operation operation = new Operation(draft);

  @Test
  void beforeTheFirstHandoverAllAreToCome() {
    assertThat(shifts(MONDAY_NOON.minusSeconds(86400), 3))
        .containsExactly(
            planned(MONDAY, TUESDAY, "alice", 1),
            planned(TUESDAY, WEDNESDAY, "bob", 1),
            planned(WEDNESDAY, THURSDAY, "alice", 2));
  }

  @Test
  void theRunningOneComesFirst() {
    operation.look(MONDAY);

    assertThat(shifts(MONDAY_NOON, 2))
        .containsExactly(
            planned(MONDAY, TUESDAY, "alice", 1), planned(TUESDAY, WEDNESDAY, "bob", 1));
  }

  @Test
  void theRunningOneLastsUntilTheCalendarOfNowEndsIt() {
    operation.look(MONDAY);
    draft.holiday("2024-05-07");

    assertThat(shifts(MONDAY_NOON, 2))
        .containsExactly(
            planned(MONDAY, WEDNESDAY, "alice", 1), planned(WEDNESDAY, THURSDAY, "bob", 1));
  }

  @Test
  void whoHasLeftIsReplacedNow() {
    operation.look(MONDAY);
    draft.leave("alice");

    assertThat(shifts(MONDAY_NOON, 2))
        .containsExactly(
            planned(MONDAY, MONDAY_NOON, "alice", 1), planned(MONDAY_NOON, TUESDAY, "bob", 1));
  }

  @Test
  void aSuspendedRotationHasNoneToCome() {
    operation.look(MONDAY);
    draft.suspended(true);

    assertThat(shifts(MONDAY_NOON, 2)).containsExactly(planned(MONDAY, MONDAY_NOON, "alice", 1));

    operation.look(MONDAY_NOON);

    assertThat(shifts(MONDAY_NOON, 2)).isEmpty();
  }

  @Test
  void whereItWasSuspendedUnseenTheOneThatRunsEndsNow() {
    operation.look(MONDAY);
    draft.suspended(true);

    assertThat(shifts(TUESDAY_NOON, 3))
        .containsExactly(
            planned(MONDAY, TUESDAY, "alice", 1), planned(TUESDAY, TUESDAY_NOON, "bob", 1));
  }

  @Test
  void whereWhoIsOnCallLeftBeforeTheFirstMinuteThatShiftIsNotShown() {
    operation.look(MONDAY);
    draft.leave("alice");

    assertThat(shifts(MONDAY, 1)).containsExactly(planned(MONDAY, TUESDAY, "bob", 1));
    assertThat(shifts(MONDAY.minusSeconds(60), 1))
        .containsExactly(planned(MONDAY, TUESDAY, "bob", 1));
  }

  @Test
  void oneThatIsSuspendedAsItBeginsIsNotShown() {
    operation.look(MONDAY);
    draft.suspended(true);

    assertThat(shifts(MONDAY, 1)).isEmpty();
    assertThat(shifts(TUESDAY, 2)).containsExactly(planned(MONDAY, TUESDAY, "alice", 1));
  }

  @Test
  void oneWithoutAnEngineerIsShown() {
    draft.away("alice", "2024-05-06", "2024-05-06").away("bob", "2024-05-06", "2024-05-06");

    assertThat(shifts(MONDAY, 1)).containsExactly(planned(MONDAY, TUESDAY, Optional.empty(), 1));
  }

  @Test
  void theListShowsWhatTheSpecHasChangedSince() {
    operation.look(MONDAY);
    draft.leave("bob").join("carol");

    assertThat(operation.listed()).containsExactly("alice", "bob");
    assertThat(new Planner(draft.roster()).listNow(operation.last()).order())
        .extracting(Box::engineer)
        .containsExactly("alice", "carol");
  }

  private List<PlannedShift> shifts(Instant now, int limit) {
    return new Planner(draft.roster())
        .shifts(operation.last(), now)
        .limit(limit)
        .map(PlannedShiftsTest::withoutChoice)
        .toList();
  }

  private static PlannedShift planned(Instant start, Instant end, String engineer, int cycle) {
    return planned(start, end, Optional.of(engineer), cycle);
  }

  private static PlannedShift planned(
      Instant start, Instant end, Optional<String> engineer, int cycle) {
    Shift shift = new Shift(start, end);
    return new PlannedShift(
        shift,
        engineer,
        cycle,
        List.of(new Stint(shift, engineer, engineer, List.of())),
        Optional.empty());
  }

  /** Why is told elsewhere. */
  private static PlannedShift withoutChoice(PlannedShift planned) {
    return new PlannedShift(
        planned.shift(), planned.engineer(), planned.cycle(), planned.stints(), Optional.empty());
  }
}
