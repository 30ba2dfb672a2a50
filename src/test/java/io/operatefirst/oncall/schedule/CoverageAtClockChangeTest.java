package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.schedule.ClockOnTheWall.Look;
import io.operatefirst.oncall.schedule.WorkCalendar.DutyTime;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Coverage around every change of the clocks in 2026 and 2027, because nobody must be disturbed an
 * hour too early or left in peace an hour too long.
 */
class CoverageAtClockChangeTest {

  @ParameterizedTest
  @MethodSource("io.operatefirst.oncall.schedule.ClockChange#zones")
  void itIsWhatTheClockShows(String zone) {
    for (ClockChange change : ClockChange.in(zone)) {
      LocalDate date = change.transition().getDateTimeBefore().toLocalDate();
      List<Look> looks =
          new ClockOnTheWall(change.zone()).looks(date.minusDays(1), date.plusDays(3));
      for (Coverage coverage : change.coverages()) {
        check(calendar(change, coverage, EnumSet.allOf(DayOfWeek.class)), looks);
        check(calendar(change, coverage, EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY)), looks);
      }
    }
  }

  private static WorkCalendar calendar(
      ClockChange change, Coverage coverage, Set<DayOfWeek> workingDays) {
    return Draft.daily("alice")
        .zone(change.zone().getId())
        .workingDays(workingDays)
        .coverage(coverage.from().toString(), coverage.to().toString())
        .roster()
        .calendar();
  }

  private static void check(WorkCalendar calendar, List<Look> looks) {
    List<DutyTime> seen =
        ClockOnTheWall.dutyTimes(looks, calendar.workingDays(), calendar.coverage());
    Instant end = looks.get(looks.size() - 1).at().plus(ClockOnTheWall.STEP);
    List<Period> announced = Period.announced(calendar, looks.get(0).at(), end);

    assertThat(firstDifference(looks, said(calendar, looks), seen))
        .as("said otherwise by %s", calendar)
        .isEmpty();
    assertThat(firstDifference(looks, said(announced, looks), seen))
        .as("announced otherwise by %s", calendar)
        .isEmpty();
    for (Period period : announced) {
      assertThat(calendar.dutyTime(period.end().minusNanos(1)))
          .as("just before %s by %s", period.end(), calendar)
          .isEqualTo(period.dutyTime());
    }
    assertThat(covered(calendar, announced))
        .as("covered by %s", calendar)
        .isEqualTo(covered(looks, seen));
  }

  private static Optional<Look> firstDifference(
      List<Look> looks, List<DutyTime> said, List<DutyTime> seen) {
    return IntStream.range(0, looks.size())
        .filter(i -> said.get(i) != seen.get(i))
        .mapToObj(looks::get)
        .findFirst();
  }

  private static List<DutyTime> said(WorkCalendar calendar, List<Look> looks) {
    return looks.stream().map(look -> calendar.dutyTime(look.at())).toList();
  }

  private static List<DutyTime> said(List<Period> announced, List<Look> looks) {
    List<DutyTime> said = new ArrayList<>();
    int period = 0;
    for (Look look : looks) {
      while (!look.at().isBefore(announced.get(period).end())) {
        period++;
      }
      said.add(announced.get(period).dutyTime());
    }
    return said;
  }

  /** How long each date is covered, by what is announced. */
  private static Map<LocalDate, Duration> covered(WorkCalendar calendar, List<Period> announced) {
    Map<LocalDate, Duration> covered = new TreeMap<>();
    for (Period period : announced) {
      if (period.dutyTime() == DutyTime.IN_COVERAGE) {
        LocalDate date = LocalDate.ofInstant(period.start(), calendar.clock().zone());
        covered.merge(date, Duration.between(period.start(), period.end()), Duration::plus);
      }
    }
    return covered;
  }

  /** How long each date is covered, by the clock. */
  private static Map<LocalDate, Duration> covered(List<Look> looks, List<DutyTime> seen) {
    Map<LocalDate, Duration> covered = new TreeMap<>();
    for (int i = 0; i < looks.size(); i++) {
      if (seen.get(i) == DutyTime.IN_COVERAGE) {
        covered.merge(looks.get(i).date(), ClockOnTheWall.STEP, Duration::plus);
      }
    }
    return covered;
  }

  /**
   * The time between two changes that the calendar announces.
   *
   * @param start the first instant of it
   * @param end the next change
   * @param dutyTime at its start
   */
  private record Period(Instant start, Instant end, DutyTime dutyTime) {

    static List<Period> announced(WorkCalendar calendar, Instant from, Instant to) {
      List<Period> periods = new ArrayList<>();
      Instant start = from;
      while (start.isBefore(to)) {
        Instant end = calendar.nextDutyTimeChange(start);
        assertThat(end).as("next change by %s", calendar).isAfter(start);
        periods.add(new Period(start, end, calendar.dutyTime(start)));
        start = end;
      }
      return periods;
    }
  }
}
