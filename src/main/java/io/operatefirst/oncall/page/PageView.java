package io.operatefirst.oncall.page;

import io.operatefirst.oncall.api.BoxState;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.api.OnCallRotationStatus.ListItem;
import io.operatefirst.oncall.api.TurnsStatus;
import io.operatefirst.oncall.calendar.DutyCalendar;
import io.operatefirst.oncall.feed.FeedView;
import io.operatefirst.oncall.logentry.LogEntries;
import io.operatefirst.oncall.schedule.Stint;
import io.operatefirst.oncall.status.Conditions;
import io.operatefirst.oncall.text.Moment;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Puts together what the page of a rotation shows, from what every other surface shows too. */
final class PageView {

  /** So that the direction in which a name is written stays its own (Unicode, isolates). */
  private static final String ISOLATED = "\u2068%s\u2069";

  private static final Set<String> SAID_ABOVE = Set.of(Conditions.READY, Conditions.ON_DUTY);

  private static final int WEEKS_BEFORE = 1;
  private static final int WEEKS = WEEKS_BEFORE + FeedView.WEEKS;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d", Locale.ENGLISH);
  private static final DateTimeFormatter FIRST_DAY =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

  private final OnCallRotation rotation;
  private final OnCallRotationStatus status;
  private final DutyCalendar duty;
  private final Instant now;
  private final ZoneId zone;
  private final Standing standing;

  private PageView(OnCallRotation rotation, DutyCalendar duty, Instant now) {
    this.rotation = rotation;
    this.status = Optional.ofNullable(rotation.getStatus()).orElse(OnCallRotationStatus.EMPTY);
    this.duty = duty;
    this.now = now;
    this.zone = duty.zone();
    this.standing = new Standing(status, zone, this::known, now);
  }

  /**
   * The page.
   *
   * @param duty of everybody
   * @param entries of the rotation's log
   * @param calendar where the calendar is, relative to the page
   */
  static Page of(
      OnCallRotation rotation,
      DutyCalendar duty,
      List<OnCallLogEntry> entries,
      String calendar,
      Instant now) {
    return new PageView(rotation, duty, now).page(entries, calendar);
  }

  private Page page(List<OnCallLogEntry> entries, String calendar) {
    return new Page(
        rotation.getMetadata().getNamespace() + "/" + rotation.getMetadata().getName(),
        zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId(),
        standing.duty(),
        standing.next(),
        standing.coverage(),
        orNone(status.list()).stream().map(this::box).toList(),
        weeks(),
        standing.plan(),
        work(entries, entry -> !entry.getSpec().resolved()),
        work(entries, LogEntries::owesARunbook),
        turns(),
        troubles(),
        calendar);
  }

  private Page.Box box(ListItem item) {
    String state = item.state() == null ? "" : in(item.state());
    String carried = Boolean.TRUE.equals(item.carried()) ? ", with a box of the last cycle" : "";
    return new Page.Box(known(item.engineer()), item.state() == BoxState.DONE, state + carried);
  }

  private static String in(BoxState state) {
    return switch (state) {
      case DONE -> "done";
      case ON_CALL -> "on call";
      case WAITING -> "waiting";
      case AWAY -> "away";
      case EXCUSED -> "excused: away throughout the last cycle";
    };
  }

  private List<Page.Week> weeks() {
    LocalDate today = LocalDate.ofInstant(now, zone);
    LocalDate monday =
        today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).minusWeeks(WEEKS_BEFORE);
    return IntStream.range(0, WEEKS)
        .mapToObj(week -> monday.plusWeeks(week))
        .map(
            first ->
                new Page.Week(
                    IntStream.range(0, DayOfWeek.values().length)
                        .mapToObj(day -> day(first.plusDays(day), today))
                        .toList()))
        .toList();
  }

  /** Whose shifts begin on a day; by the short names, since there is little room. */
  private Page.Day day(LocalDate date, LocalDate today) {
    Instant from = date.atStartOfDay(zone).toInstant();
    Instant to = date.plusDays(1).atStartOfDay(zone).toInstant();
    List<String> engineers =
        duty.stints().stream()
            .filter(
                stint -> !stint.time().start().isBefore(from) && stint.time().start().isBefore(to))
            .filter(stint -> !standing.isMissed(stint.time().start()))
            .map(Stint::engineer)
            .map(engineer -> engineer.orElse("nobody"))
            .distinct()
            .toList();
    return new Page.Day(
        (date.getDayOfMonth() == 1 ? FIRST_DAY : DAY).format(date),
        date.equals(today),
        date.isBefore(today),
        engineers);
  }

  private List<Page.Work> work(List<OnCallLogEntry> entries, Predicate<OnCallLogEntry> wanted) {
    return entries.stream()
        .filter(LogEntries::isProblem)
        .filter(wanted)
        .sorted(
            Comparator.comparing(PageView::severity)
                .thenComparing(this::since)
                .thenComparing(entry -> entry.getMetadata().getName()))
        .map(
            entry ->
                new Page.Work(
                    written(severity(entry)),
                    written(entry.getSpec().type()),
                    standing(entry),
                    who(entry),
                    Moment.of(since(entry), zone)))
        .toList();
  }

  private static OnCallLogEntrySpec.Severity severity(OnCallLogEntry entry) {
    return Optional.ofNullable(entry.getStatus())
        .map(OnCallLogEntryStatus::severity)
        .or(() -> Optional.ofNullable(entry.getSpec().severity()))
        .orElse(OnCallLogEntrySpec.Severity.INFO);
  }

  /** Such as {@code Cluster operator}. */
  private static String written(Enum<?> value) {
    String name = value.name().replace('_', ' ');
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private Instant since(OnCallLogEntry entry) {
    try {
      return Optional.ofNullable(entry.getStatus())
          .map(OnCallLogEntryStatus::firstSeen)
          .or(() -> Optional.ofNullable(entry.getMetadata().getCreationTimestamp()))
          .map(Instant::parse)
          .orElse(now);
    } catch (DateTimeParseException e) {
      // Somebody else has written it: one entry is not to hide the page.
      return now;
    }
  }

  private String who(OnCallLogEntry entry) {
    String with =
        Optional.ofNullable(entry.getStatus())
            .map(OnCallLogEntryStatus::onCall)
            .map(this::known)
            .orElse("nobody");
    return "with " + with;
  }

  /** Where it stands, for those who wait. */
  private static String standing(OnCallLogEntry entry) {
    if (entry.getSpec().acknowledged()) {
      return "acknowledged";
    }
    return Optional.ofNullable(entry.getStatus())
            .filter(status -> status.phase() == OnCallLogEntryStatus.Phase.ESCALATED)
            .isPresent()
        ? "escalated"
        : "not acknowledged";
  }

  private String known(String engineer) {
    return ISOLATED.formatted(duty.known(engineer));
  }

  private List<Page.Bar> turns() {
    List<TurnsStatus> turns =
        orNone(status.turns()).stream()
            .sorted(Comparator.comparing(TurnsStatus::engineer))
            .toList();
    int most = turns.stream().mapToInt(TurnsStatus::turns).max().orElse(0);
    return IntStream.range(0, turns.size())
        .mapToObj(
            i -> {
              TurnsStatus one = turns.get(i);
              return new Page.Bar(
                  one.engineer(),
                  one.turns(),
                  i * Page.Bar.STEP,
                  most == 0 ? 0 : one.turns() * Page.Bar.LONGEST / most);
            })
        .toList();
  }

  /** Being off duty by the calendar is none, and of Ready the first line tells. */
  private List<Page.Trouble> troubles() {
    return Stream.ofNullable(status.conditions())
        .flatMap(List::stream)
        .filter(condition -> condition.getStatus().equals("False"))
        .filter(condition -> !SAID_ABOVE.contains(condition.getType()))
        .map(condition -> new Page.Trouble(condition.getType(), Standing.words(condition)))
        .toList();
  }

  private static <T> List<T> orNone(List<T> list) {
    return list == null ? List.of() : list;
  }
}
