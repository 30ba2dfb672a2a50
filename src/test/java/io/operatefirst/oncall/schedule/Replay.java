package io.operatefirst.oncall.schedule;

import io.operatefirst.oncall.schedule.check.DutyBook;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The real history of a real list, worked through by the rules of this project. */
final class Replay {

  static final ZoneId ZONE = ZoneId.of("Europe/Prague");
  static final LocalDate LAST_DAY = LocalDate.parse("2022-12-31");
  static final String SEED = "operate-first";

  private static final LocalTime EDITED_AT = LocalTime.NOON;
  private static final LocalTime MIDDLE_OF_COVERAGE = LocalTime.of(13, 0);

  /** Czech public holidays that fall on a Monday to Friday, by the law and the calendar. */
  private static final Set<LocalDate> HOLIDAYS =
      Stream.of(
              "2021-09-28",
              "2021-10-28",
              "2021-11-17",
              "2021-12-24",
              "2022-04-15",
              "2022-04-18",
              "2022-07-05",
              "2022-07-06",
              "2022-09-28",
              "2022-10-28",
              "2022-11-17",
              "2022-12-26")
          .map(LocalDate::parse)
          .collect(Collectors.toSet());

  private final RosterHistory history = RosterHistory.load();
  private final Operation operation;
  private final DutyBook duty;

  private Replay() {
    RosterHistory.Revision first = history.first();
    Draft draft =
        Draft.daily()
            .startDate(first.date().toString())
            .zone(ZONE.getId())
            .holidaysOf("cz")
            .shuffle(SEED);
    operation = new Operation(draft);
    for (RosterHistory.Revision revision : history.revisions()) {
      Instant edited = revision.date().atTime(EDITED_AT).atZone(ZONE).toInstant();
      handOverUntil(edited);
      draft.people(revision.members()).cadence(revision.cadence());
      operation.look(edited);
    }
    handOverUntil(LAST_DAY.plusDays(1).atStartOfDay(ZONE).toInstant());
    duty = operation.judgement().book();
  }

  static Replay run() {
    return new Replay();
  }

  /** The operator looks whenever something is due. */
  private void handOverUntil(Instant instant) {
    while (operation.upcoming().filter(next -> next.at().isBefore(instant)).isPresent()) {
      operation.look(operation.upcoming().get().at());
    }
  }

  RosterHistory history() {
    return history;
  }

  List<Handover> log() {
    return operation.log();
  }

  List<String> violations() {
    return operation.violations();
  }

  static LocalDate date(Handover handover) {
    return LocalDate.ofInstant(handover.at(), ZONE);
  }

  Stream<LocalDate> days() {
    return history.first().date().datesUntil(LAST_DAY.plusDays(1));
  }

  /** Who has to react on a day. */
  String onCall(LocalDate date) {
    Instant middle = date.atTime(MIDDLE_OF_COVERAGE).atZone(ZONE).toInstant();
    return duty.onCallAt(middle).orElseThrow();
  }

  static boolean isHoliday(LocalDate date) {
    return HOLIDAYS.contains(date);
  }

  static boolean isWeekend(LocalDate date) {
    return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  static boolean isWorkingDay(LocalDate date) {
    return !isWeekend(date) && !isHoliday(date);
  }
}
