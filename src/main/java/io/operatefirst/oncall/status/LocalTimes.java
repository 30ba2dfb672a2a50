package io.operatefirst.oncall.status;

import static java.util.stream.Collectors.joining;

import io.operatefirst.oncall.schedule.Coverage;
import io.operatefirst.oncall.schedule.WorkCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Days and times as people read them. */
public final class LocalTimes {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd", Locale.ENGLISH);

  private LocalTimes() {}

  /** Such as {@code Tue 2026-11-24, Wed 2026-11-25}. */
  public static String days(Collection<LocalDate> days) {
    return days.stream().map(DAY::format).collect(joining(", "));
  }

  /** Such as {@code Mon-Fri 09:00-17:00 Europe/Prague}. */
  public static String coverage(WorkCalendar calendar) {
    Coverage coverage = calendar.coverage();
    String to = coverage.to().equals(LocalTime.MIDNIGHT) ? "24:00" : coverage.to().toString();
    return "%s %s-%s %s"
        .formatted(
            daysOfWeek(calendar.workingDays()), coverage.from(), to, calendar.clock().zone());
  }

  private static String daysOfWeek(Collection<DayOfWeek> days) {
    List<DayOfWeek> sorted = days.stream().sorted().toList();
    DayOfWeek first = sorted.get(0);
    DayOfWeek last = sorted.get(sorted.size() - 1);
    boolean unbroken = last.getValue() - first.getValue() == sorted.size() - 1;
    return unbroken && sorted.size() > 2
        ? name(first) + "-" + name(last)
        : sorted.stream().map(LocalTimes::name).collect(joining(","));
  }

  private static String name(DayOfWeek day) {
    return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
  }
}
