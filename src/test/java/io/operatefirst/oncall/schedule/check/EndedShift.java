package io.operatefirst.oncall.schedule.check;

import static java.util.stream.Collectors.toSet;

import io.operatefirst.oncall.schedule.Shift;
import io.operatefirst.oncall.schedule.Stint;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A shift that a handover ended.
 *
 * @param stints who was on call in it when
 * @param scheduled whose shift it was by the list
 * @param turnPassedTo who has the turn in their place
 */
record EndedShift(List<Stint> stints, Optional<String> scheduled, Optional<String> turnPassedTo) {

  static final EndedShift NONE = new EndedShift(List.of(), Optional.empty(), Optional.empty());

  List<Stint> covered() {
    return stints.stream().filter(Stint::isCovered).toList();
  }

  /** Whose turn it was. */
  Optional<String> turnOf() {
    return turnPassedTo.or(() -> scheduled);
  }

  /** Whom it is counted for as a cover. */
  Set<String> helpers() {
    return covered().stream()
        .flatMap(stint -> stint.engineer().stream())
        .filter(name -> !scheduled.equals(Optional.of(name)))
        .filter(name -> !turnPassedTo.equals(Optional.of(name)))
        .collect(toSet());
  }

  /** All of it. */
  private Optional<Shift> time() {
    return stints.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Shift(stints.get(0).time().start(), stints.get(stints.size() - 1).time().end()));
  }

  Optional<LocalDate> began(PaperCalendar calendar) {
    return time().map(time -> calendar.date(time.start()));
  }

  boolean hasFriday(PaperCalendar calendar) {
    return days(calendar).stream().anyMatch(day -> day.getDayOfWeek() == DayOfWeek.FRIDAY);
  }

  /** The next date on which one would have worked is a holiday. */
  boolean isBeforeHoliday(PaperCalendar calendar) {
    List<LocalDate> days = days(calendar);
    return !days.isEmpty() && calendar.isHolidayNext(days.get(days.size() - 1));
  }

  private List<LocalDate> days(PaperCalendar calendar) {
    return time().map(calendar::daysOf).orElse(List.of());
  }

  /** Who did the larger part of it for a turn of their own. */
  Optional<String> earner(PaperCalendar calendar) {
    return time()
        .flatMap(time -> new LargerPart(time, calendar.coverageIn(time)).of(stints))
        .filter(name -> !scheduled.equals(Optional.of(name)));
  }
}
