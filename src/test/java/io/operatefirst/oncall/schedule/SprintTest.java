package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sprints follow each other without gaps, before the one that is written as after it. */
class SprintTest {

  private static final Set<DayOfWeek> MONDAY_TO_FRIDAY =
      EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

  private static final Set<DayOfWeek> SUNDAY_TO_THURSDAY =
      EnumSet.complementOf(EnumSet.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY));

  @ParameterizedTest
  @CsvSource({
    "2024-05-06, 2024-05-06, 2024-05-20",
    "2024-05-19, 2024-05-06, 2024-05-20",
    "2024-05-20, 2024-05-20, 2024-06-03",
    "2024-05-05, 2024-04-22, 2024-05-06",
    "2024-04-22, 2024-04-22, 2024-05-06",
    "2024-04-21, 2024-04-08, 2024-04-22",
    "2034-05-10, 2034-05-08, 2034-05-22",
    "2014-05-10, 2014-05-05, 2014-05-19"
  })
  void tenDaysOfMondayToFridayAreTwoWeeks(LocalDate date, LocalDate start, LocalDate end) {
    assertThat(sprints("2024-05-06", 10).at(date, MONDAY_TO_FRIDAY))
        .isEqualTo(new Sprint(start, end));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-05-05, 2024-05-05, 2024-05-12",
    "2024-05-11, 2024-05-05, 2024-05-12",
    "2024-05-04, 2024-04-28, 2024-05-05"
  })
  void aWeekFromSundayToThursday(LocalDate date, LocalDate start, LocalDate end) {
    assertThat(sprints("2024-05-05", 5).at(date, SUNDAY_TO_THURSDAY))
        .isEqualTo(new Sprint(start, end));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-05-08, 2024-05-08, 2024-05-13",
    "2024-05-12, 2024-05-08, 2024-05-13",
    "2024-05-13, 2024-05-13, 2024-05-16",
    "2024-05-07, 2024-05-03, 2024-05-08"
  })
  void threeDaysBeginOnAnyDayOfTheWeek(LocalDate date, LocalDate start, LocalDate end) {
    assertThat(sprints("2024-05-08", 3).at(date, MONDAY_TO_FRIDAY))
        .isEqualTo(new Sprint(start, end));
  }

  @Test
  void aStartOnADayOffIsThatOfTheNextDayThatIsWorked() {
    assertThat(sprints("2024-05-04", 10).at(LocalDate.parse("2024-05-04"), MONDAY_TO_FRIDAY))
        .isEqualTo(sprint("2024-04-22", "2024-05-06"));
    assertThat(sprints("2024-05-04", 10).at(LocalDate.parse("2024-05-06"), MONDAY_TO_FRIDAY))
        .isEqualTo(sprint("2024-05-06", "2024-05-20"));
  }

  @Test
  void everyDateLiesInOneSprint() {
    for (int days = 1; days <= 12; days++) {
      for (Set<DayOfWeek> week :
          Set.of(MONDAY_TO_FRIDAY, SUNDAY_TO_THURSDAY, EnumSet.of(DayOfWeek.WEDNESDAY))) {
        Sprints sprints = sprints("2024-05-06", days);
        Sprint sprint = sprints.at(LocalDate.parse("2024-01-01"), week);
        for (int i = 0; i < 40; i++) {
          Sprint next = sprints.at(sprint.end(), week);
          assertThat(next.start()).isEqualTo(sprint.end());
          assertThat(sprints.at(next.last(), week)).isEqualTo(next);
          assertThat(
                  next.start()
                      .datesUntil(next.end())
                      .filter(date -> week.contains(date.getDayOfWeek())))
              .hasSize(days);
          sprint = next;
        }
      }
    }
  }

  @Test
  void itBeginsAtMidnightOrAsSoonAsTheClocksShowItsDate() {
    Sprint sprint = sprint("2024-03-31", "2024-04-14");

    assertThat(sprint.begins(new WallClock(ZoneId.of("Europe/Prague"))))
        .isEqualTo(Instant.parse("2024-03-30T23:00:00Z"));
    // Midnight is skipped there.
    assertThat(sprint.begins(new WallClock(ZoneId.of("Asia/Beirut"))))
        .isEqualTo(Instant.parse("2024-03-30T22:00:00Z"));
  }

  @Test
  void theDateIsThatOfTheRotationsZone() {
    Roster roster =
        Draft.daily("alice").zone("Pacific/Auckland").roster().with(of(sprints("2024-05-06", 10)));

    assertThat(roster.sprintAt(Instant.parse("2024-05-19T11:59:59Z")).orElseThrow().start())
        .isEqualTo("2024-05-06");
    assertThat(roster.sprintAt(Instant.parse("2024-05-19T12:00:00Z")).orElseThrow().start())
        .isEqualTo("2024-05-20");
  }

  @Test
  void holidaysLieInASprintAndAreNotWorked() {
    Sprint sprint = sprint("2024-05-06", "2024-05-20");
    Draft draft = Draft.daily("alice").holidaysOf("CZ");

    assertThat(sprint.workingDays(draft.roster().calendar())).isEqualTo(9);
    assertThat(sprint.shifts(draft.roster())).isEqualTo(9);
    assertThat(sprint.shifts(draft.startDate("2024-05-15").roster())).isEqualTo(3);
    assertThat(sprint.shifts(draft.startDate("2024-06-15").roster())).isZero();
  }

  @Test
  void aWeekThatHasAWorkingDayIsAShift() {
    Sprint sprint = sprint("2024-05-08", "2024-05-22");

    assertThat(sprint.shifts(Draft.weekly("alice").startDate("2024-01-01").roster())).isEqualTo(2);
  }

  private static Optional<Sprints> of(Sprints sprints) {
    return Optional.of(sprints);
  }

  private static Sprints sprints(String start, int workingDays) {
    return new Sprints(LocalDate.parse(start), workingDays, OptionalInt.empty());
  }

  private static Sprint sprint(String start, String end) {
    return new Sprint(LocalDate.parse(start), LocalDate.parse(end));
  }
}
