package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Handovers around every change of the clocks in 2026 and 2027, because DST must neither lose nor
 * double a shift anywhere.
 */
class HandoverAtClockChangeTest {

  @Test
  void thereAreManySuchZones() {
    assertThat(ClockChange.zones())
        .hasSizeGreaterThan(100)
        // By half an hour, around Ramadan, at midnight, just before midnight, by two hours.
        .contains(
            "Australia/Lord_Howe",
            "Africa/Casablanca",
            "America/Havana",
            "America/Nuuk",
            "Antarctica/Troll");
  }

  @ParameterizedTest
  @MethodSource("io.operatefirst.oncall.schedule.ClockChange#zones")
  void shiftsFollowEachOtherFromHandoverToHandover(String zone) {
    for (ClockChange change : ClockChange.in(zone)) {
      for (LocalDateTime moment : change.moments()) {
        for (Cadence cadence : Cadence.values()) {
          check(new Plan(zone, cadence, EnumSet.allOf(DayOfWeek.class), moment));
          check(new Plan(zone, cadence, EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), moment));
        }
      }
    }
  }

  private static void check(Plan plan) {
    List<Instant> handovers = plan.handovers();
    // From one to the next, hence without a hole; strictly in order, hence none empty or twice.
    int shifts = handovers.size() - 1;
    for (int i = 0; i < shifts; i++) {
      assertThat(handovers.get(i)).as("handovers of %s", plan).isBefore(handovers.get(i + 1));
    }

    List<Shift> planned =
        new Planner(plan.roster())
            .shifts(Optional.empty(), Instant.EPOCH)
            .limit(shifts)
            .map(PlannedShift::shift)
            .toList();

    assertThat(planned.stream().map(Shift::start).toList())
        .as("starts of %s", plan)
        .isEqualTo(handovers.subList(0, shifts));
    assertThat(planned.stream().map(Shift::end).toList())
        .as("ends of %s", plan)
        .isEqualTo(handovers.subList(1, shifts + 1));
  }

  /**
   * Three weeks with a handover at the local time of a moment in their middle.
   *
   * @param zone in which it is local
   * @param cadence weekly: on its day of the week
   * @param workingDays of the week
   * @param moment on the day of a clock change or next to it
   */
  private record Plan(
      String zone, Cadence cadence, Set<DayOfWeek> workingDays, LocalDateTime moment) {

    private static final int DAYS_AROUND = 10;

    private LocalDate startDate() {
      return moment.toLocalDate().minusDays(DAYS_AROUND);
    }

    private LocalDate lastDate() {
      return moment.toLocalDate().plusDays(DAYS_AROUND);
    }

    Roster roster() {
      return Draft.daily("alice", "bob")
          .cadence(cadence)
          .zone(zone)
          .handoverTime(moment.toLocalTime().toString())
          .weekBegins(moment.getDayOfWeek())
          .workingDays(workingDays)
          .startDate(startDate().toString())
          .roster();
    }

    /** Where each shift starts, and the last one ends. */
    List<Instant> handovers() {
      LocalDate first = startDate();
      while (!isWorked(first)) {
        first = first.plusDays(1);
      }
      ClockOnTheWall clock = new ClockOnTheWall(ZoneId.of(zone));
      return Stream.concat(
              Stream.of(first),
              first.plusDays(1).datesUntil(lastDate().plusDays(1)).filter(this::isHandoverDay))
          .map(date -> clock.first(date.atTime(moment.toLocalTime())))
          .toList();
    }

    /** Weekly: no day before it in the week is worked. */
    private boolean isHandoverDay(LocalDate date) {
      LocalDate weekBegins = date;
      while (cadence == Cadence.WEEKLY && weekBegins.getDayOfWeek() != moment.getDayOfWeek()) {
        weekBegins = weekBegins.minusDays(1);
      }
      return isWorked(date) && weekBegins.datesUntil(date).noneMatch(this::isWorked);
    }

    private boolean isWorked(LocalDate date) {
      return workingDays.contains(date.getDayOfWeek());
    }
  }
}
