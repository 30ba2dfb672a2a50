package io.operatefirst.oncall.soak;

import io.operatefirst.oncall.schedule.Cover;
import io.operatefirst.oncall.schedule.Draft;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.RandomDraft;
import io.operatefirst.oncall.schedule.Shift;
import io.operatefirst.oncall.schedule.Window;
import io.operatefirst.oncall.schedule.WorkCalendar;
import io.operatefirst.oncall.schedule.WorkCalendar.DutyTime;
import io.operatefirst.oncall.schedule.check.Judgement;
import io.operatefirst.oncall.schedule.check.Look;
import io.operatefirst.oncall.schedule.check.ScheduleChecker;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * A team over a quarter: it edits its rotation, its people agree among themselves, and it remembers
 * what it was shown.
 */
final class LivingTeam {

  /** Of what is agreed for whole shifts, none has begun: the longest begins a week before. */
  private static final int DAYS_AHEAD = 10;

  private static final int MOST_AGREED = 8;

  private final String name;
  private final Random random;
  private final RandomDraft edits;
  private final Draft draft;
  private final List<Look> looks = new ArrayList<>();
  private final NavigableMap<Instant, Optional<String>> shown = new TreeMap<>();
  private int committed;
  private int agreed;

  LivingTeam(String name, Random random, LocalDate startDate) {
    this.name = name;
    this.random = random;
    edits = new RandomDraft(random, startDate);
    draft = edits.draft();
  }

  String name() {
    return name;
  }

  Draft draft() {
    return draft;
  }

  /**
   * One or two changes of the list, the calendar, the people; or a pause, and its end. What comes
   * of it is valid: no day is a holiday and none at once.
   */
  void edit(Instant now) {
    if (random.nextInt(draft.isSuspended() ? 2 : 20) == 0) {
      edits.toggleSuspend();
    }
    for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
      edits.edit(LocalDate.ofInstant(now, draft.zone()));
    }
    WorkCalendar calendar = draft.roster().calendar();
    calendar.added().stream()
        .filter(calendar.removed()::contains)
        .forEach(both -> draft.noHoliday(both.toString()));
  }

  /**
   * A cover, or the two of a swap, of a time to come: the API server has a clock of its own, by
   * which all was agreed before the quarter.
   */
  List<Cover> agreement(Instant now) {
    agreed++;
    String override = name + "-" + agreed;
    String engineer = edits.somebody();
    String whose = edits.somebody();
    boolean countsAsTurn = random.nextBoolean();
    if (engineer.equals(whose) || random.nextInt(3) == 0) {
      return List.of(
          new Cover(
              override, Cover.NOT_YET, engineer, Optional.empty(), window(now), countsAsTurn));
    }
    boolean dates = random.nextBoolean();
    Cover cover =
        new Cover(
            override,
            Cover.NOT_YET,
            engineer,
            Optional.of(whose),
            window(now, dates),
            countsAsTurn);
    return random.nextInt(3) > 0
        ? List.of(cover)
        : List.of(
            cover,
            new Cover(
                override,
                Cover.NOT_YET,
                whose,
                Optional.of(engineer),
                window(now, dates),
                countsAsTurn));
  }

  private Window window(Instant now) {
    return window(now, random.nextBoolean());
  }

  private Window window(Instant now, boolean dates) {
    if (dates) {
      LocalDate from =
          LocalDate.ofInstant(now, draft.zone()).plusDays(DAYS_AHEAD + random.nextInt(8));
      return new Window.Dates(from, from.plusDays(random.nextInt(4)));
    }
    Instant start = now.plus(Duration.ofMinutes(30 + random.nextInt(60 * 24 * 4)));
    return new Window.Exactly(
        new Shift(start, start.plus(Duration.ofMinutes(15 + random.nextInt(60 * 40)))));
  }

  /** It is on the cluster since an instant of the API server's clock. */
  void hasAgreed(List<Cover> covers, Instant made) {
    draft.agree(
        covers.stream()
            .map(
                cover ->
                    new Cover(
                        cover.override(),
                        made,
                        cover.engineer(),
                        cover.whose(),
                        cover.window(),
                        cover.countsAsTurn()))
            .toArray(Cover[]::new));
  }

  /** The name of an override that is to be taken back, where there is one. */
  Optional<String> takenBack() {
    List<Cover> all = draft.overrides();
    if (all.isEmpty() || (all.size() < MOST_AGREED && random.nextBoolean())) {
      return Optional.empty();
    }
    String override = all.get(random.nextInt(all.size())).override();
    draft.takeBack(override);
    return Optional.of(override);
  }

  boolean isInCoverage(Instant now) {
    return draft.roster().calendar().dutyTime(now) == DutyTime.IN_COVERAGE;
  }

  /**
   * The operator has looked, and shows what it makes of it.
   *
   * @param log all handovers in their order
   * @param onCall who is on call by the status; empty: nobody
   */
  void looked(Instant now, List<Handover> log, Optional<String> onCall) {
    looks.add(
        new Look(
            now, draft.spec(), draft.overrides(), List.copyOf(log.subList(committed, log.size()))));
    committed = log.size();
    shown.put(now, onCall);
  }

  int handovers() {
    return committed;
  }

  /** All that it remembers. */
  List<String> looks() {
    return looks.stream().map(Look::toString).toList();
  }

  /** What the rules make of its log, and of nothing else. */
  Judgement judgement() {
    return ScheduleChecker.judge(looks);
  }

  /** What is wrong with its log by the rules, and where the log tells another than was shown. */
  List<String> violations(Judgement judgement) {
    List<String> violations = new ArrayList<>(judgement.violations());
    shown.forEach(
        (at, onCall) -> {
          Optional<String> logged = judgement.book().onCallAt(at);
          if (!logged.equals(onCall)) {
            violations.add("at " + at + " on call was " + onCall + ", not " + logged);
          }
        });
    return violations.stream().map(one -> name + ": " + one).toList();
  }
}
