package io.operatefirst.oncall.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Writes rotations that nobody would think of, and edits them, the same way for the same seed. */
public final class RandomDraft {

  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Europe/Prague",
          "America/New_York",
          "America/Sao_Paulo",
          "America/Nuuk",
          "America/St_Johns",
          "Australia/Lord_Howe",
          "Pacific/Apia",
          "Africa/Casablanca",
          "Asia/Kathmandu",
          "Asia/Tehran",
          "Asia/Beirut",
          "Pacific/Chatham");
  private static final List<String> COUNTRIES = List.of("cz", "de", "jp", "br", "us");
  private static final List<String> TIMES =
      List.of("00:00", "00:30", "02:30", "08:00", "09:00", "13:00", "17:30", "23:30");
  private static final List<String[]> COVERAGES =
      List.of(
          new String[] {"09:00", "17:00"},
          new String[] {"00:00", "24:00"},
          new String[] {"08:00", "16:30"},
          new String[] {"00:00", "06:00"},
          new String[] {"18:00", "24:00"});

  /** Zones and the days on which their clocks did something odd. */
  private static final Map<String, LocalDate> ODD_DAYS =
      Map.of(
          "Pacific/Apia", LocalDate.of(2011, 12, 30),
          "America/Nuuk", LocalDate.of(2024, 3, 30),
          "America/Sao_Paulo", LocalDate.of(2017, 10, 15),
          "America/St_Johns", LocalDate.of(2010, 11, 7),
          "Australia/Lord_Howe", LocalDate.of(2023, 10, 1),
          "Asia/Beirut", LocalDate.of(2022, 3, 27),
          "Africa/Casablanca", LocalDate.of(2022, 5, 8));

  private static final int MOST_ENGINEERS = 12;

  private static final int MOST_YEARS = 6;

  private final Random random;
  private final int years;
  private final Draft draft;
  private Optional<String> lastToLeave = Optional.empty();
  private int joined;

  RandomDraft(Random random) {
    this(random, Optional.empty(), MOST_YEARS);
  }

  /** One that begins on a date, and whose people know for a year when they are away. */
  public RandomDraft(Random random, LocalDate startDate) {
    this(random, Optional.of(startDate), 1);
  }

  private RandomDraft(Random random, Optional<LocalDate> startDate, int years) {
    this.random = random;
    this.years = years;
    List<String> names = new ArrayList<>();
    for (int i = 1 + random.nextInt(MOST_ENGINEERS); i > 0; i--) {
      names.add(newName());
    }
    this.draft =
        random.nextInt(3) == 0
            ? Draft.weekly(names.toArray(String[]::new))
            : Draft.daily(names.toArray(String[]::new));
    zone();
    calendar();
    holidays();
    order();
    draft.startDate(startDate.orElseGet(this::anyStartDate).toString());
    draft.done(names.stream().filter(name -> random.nextInt(4) == 0).toArray(String[]::new));
    if (random.nextBoolean()) {
      names.forEach(this::timeOff);
    }
  }

  public Draft draft() {
    return draft;
  }

  private LocalDate anyStartDate() {
    LocalDate odd = ODD_DAYS.get(draft.zone().getId());
    return odd == null
        ? LocalDate.of(2010 + random.nextInt(16), 1, 1).plusDays(random.nextInt(365))
        : odd.minusDays(random.nextInt(60));
  }

  /** One change of the list, the calendar or the people, as of a date. */
  public void edit(LocalDate today) {
    if (lastToLeave.isPresent() && random.nextInt(3) > 0) {
      returns();
      return;
    }
    switch (random.nextInt(9)) {
      case 0 -> join();
      case 1 -> leave();
      case 2 -> returns();
      case 3 -> reorder();
      case 4 -> calendar();
      case 5 -> holidayAround(today);
      case 6 -> absenceAround(today);
      case 7 -> rareEdit();
      default -> order();
    }
  }

  private void rareEdit() {
    switch (random.nextInt(3)) {
      case 0 -> zone();
      case 1 -> holidays();
      default -> draft.cadence(random.nextBoolean() ? Cadence.DAILY : Cadence.WEEKLY);
    }
  }

  /** Somebody who is on the list, or perhaps was. */
  public String somebody() {
    return lastToLeave.filter(name -> random.nextInt(4) == 0).orElseGet(this::anybody);
  }

  public void toggleSuspend() {
    draft.suspended(!draft.isSuspended());
  }

  private void join() {
    if (draft.names().size() < MOST_ENGINEERS) {
      String name = newName();
      draft.join(name);
      if (random.nextBoolean()) {
        timeOff(name);
      }
    }
  }

  private void leave() {
    leave(anybody());
  }

  /** Unless nobody else is on the list. */
  void leave(String name) {
    if (draft.names().size() > 1 && draft.names().contains(name)) {
      lastToLeave = Optional.of(name);
      draft.leave(name);
    }
  }

  boolean somebodyMayReturn() {
    return lastToLeave.isPresent();
  }

  /** Perhaps still in the cycle in which they left, perhaps not. */
  private void returns() {
    lastToLeave.ifPresentOrElse(draft::join, this::leave);
    lastToLeave = Optional.empty();
  }

  private void reorder() {
    List<String> names = new ArrayList<>(draft.names());
    Collections.shuffle(names, random);
    draft.people(names);
  }

  private void order() {
    if (random.nextInt(3) == 0) {
      draft.repeat();
    } else {
      draft.shuffle(Integer.toString(random.nextInt(1000)));
    }
    draft.minimumRest(random.nextInt(4));
  }

  private void zone() {
    draft.zone(any(ZONES));
  }

  private void calendar() {
    draft.handoverTime(any(TIMES));
    draft.weekBegins(DayOfWeek.of(1 + random.nextInt(7)));
    Set<DayOfWeek> days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)));
    switch (random.nextInt(4)) {
      case 0 -> days.addAll(EnumSet.allOf(DayOfWeek.class));
      case 1 -> days.add(DayOfWeek.SUNDAY);
      default -> days.addAll(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
    }
    draft.workingDays(days);
    String[] coverage = any(COVERAGES);
    draft.coverage(coverage[0], coverage[1]);
  }

  private void holidays() {
    if (random.nextInt(3) == 0) {
      draft.noPublicHolidays();
    } else {
      draft.holidaysOf(any(COUNTRIES));
    }
    draft.names().stream()
        .filter(name -> random.nextInt(4) == 0)
        .forEach(name -> draft.ownHolidaysOf(name, any(COUNTRIES)));
  }

  private void holidayAround(LocalDate today) {
    String date = today.plusDays(random.nextInt(4) - 1).toString();
    switch (random.nextInt(3)) {
      case 0 -> draft.noHoliday(date);
      case 1 -> draft.workedAllTheSame(nextPublicHoliday(today));
      default -> draft.holiday(date);
    }
  }

  private String nextPublicHoliday(LocalDate today) {
    return draft.spec().holidays().stream()
        .filter(today::isBefore)
        .min(LocalDate::compareTo)
        .orElse(today)
        .toString();
  }

  private void absenceAround(LocalDate today) {
    String name = anybody();
    LocalDate from = today.plusDays(random.nextInt(6) - 2);
    switch (random.nextInt(4)) {
      case 0 -> draft.back(name);
      case 1 ->
          draft.names().forEach(all -> draft.away(all, from, from.plusDays(random.nextInt(9))));
      default -> draft.away(name, from, from.plusDays(random.nextInt(20)));
    }
  }

  /** Up to three tenths of the time. */
  private void timeOff(String name) {
    int share = random.nextInt(31);
    LocalDate day = draft.startDate().minusDays(random.nextInt(10));
    LocalDate end = day.plusYears(years);
    while (share > 0 && day.isBefore(end)) {
      int days = 1 + random.nextInt(random.nextBoolean() ? 3 : 25);
      draft.away(name, day, day.plusDays(days - 1));
      day = day.plusDays(days + 1 + random.nextInt(2 * days * (100 - share) / share + 1));
    }
  }

  private String newName() {
    joined++;
    return "engineer-" + joined;
  }

  private String anybody() {
    return any(draft.names());
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
