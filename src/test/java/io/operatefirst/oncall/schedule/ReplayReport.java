package io.operatefirst.oncall.schedule;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The replay in a form that people read.
 *
 * @param replay what is told
 */
record ReplayReport(Replay replay) {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd", Locale.ROOT);
  private static final LocalTime HANDOVER = LocalTime.of(9, 0);

  String render() {
    return """
        # A real list, replayed

        The on-call list of Operate First was written down %d times between %s and %s:
        people joined, left and came back, and handing over every week became handing over every day. Here that
        history is worked through until %s by the rules of this project, and beside it by the rule of the chat
        bot that the team had then: `members[dayOfYear %% members.length]`, every day of the calendar.

        People are numbers. Handover is at 09:00 in Europe/Prague, Czech public holidays are not worked, each list
        counts from noon of its date, and the lists are shuffled with the seed `%s`. A test makes this page and
        fails when it is out of date.

        ## The whole time

        A turn is one shift, of a week or of a day. Who takes over from somebody who left the list in mid-shift has a
        turn, who left has none. Working days are those on which one had to react.

        %s
        ## The last list, day by day

        From %s on the list did not change: %d people, %d working days, one shift on each.

        %s
        ## The shifts

        `03 07-12` is engineer-03 from 12 July on. In brackets: from noon, in place of somebody who left.

        %s"""
        .formatted(
            replay.history().revisions().size(),
            replay.history().first().date(),
            replay.history().last().date(),
            Replay.LAST_DAY,
            Replay.SEED,
            everybody(),
            replay.history().last().date(),
            replay.history().last().members().size(),
            daysOfLastList().count(),
            lastList(),
            shifts());
  }

  private String everybody() {
    StringBuilder table =
        new StringBuilder(
            """
            | Engineer | Turns of a week | Turns of a day | Working days | Old bot: working days | Old bot: weekend days | Old bot: holidays |
            |---|--:|--:|--:|--:|--:|--:|
            """);
    for (String name : names()) {
      table.append(row(number(name), name::equals));
    }
    return table.append(row("all", name -> true)).toString();
  }

  private String row(String label, Predicate<String> who) {
    Predicate<LocalDate> old = date -> who.test(new OldBot(replay.history()).onCall(date));
    return "| %s | %d | %d | %d | %d | %d | %d |\n"
        .formatted(
            label,
            turns(Cadence.WEEKLY, who),
            turns(Cadence.DAILY, who),
            days(Replay::isWorkingDay, date -> who.test(replay.onCall(date))),
            days(Replay::isWorkingDay, old),
            days(Replay::isWeekend, old),
            days(date -> Replay.isHoliday(date) && !Replay.isWeekend(date), old));
  }

  private String lastList() {
    StringBuilder table =
        new StringBuilder(
            """
            | Engineer | Turns | Old bot: working days | Old bot: weekend days |
            |---|--:|--:|--:|
            """);
    OldBot bot = new OldBot(replay.history());
    LocalDate from = replay.history().last().date();
    for (String name : replay.history().last().members().stream().sorted().toList()) {
      table.append(
          "| %s | %d | %d | %d |\n"
              .formatted(
                  number(name),
                  daysOfLastList().filter(date -> replay.onCall(date).equals(name)).count(),
                  daysOfLastList().filter(date -> bot.onCall(date).equals(name)).count(),
                  replay
                      .days()
                      .filter(date -> !date.isBefore(from) && Replay.isWeekend(date))
                      .filter(date -> bot.onCall(date).equals(name))
                      .count()));
    }
    return table.toString();
  }

  private Stream<LocalDate> daysOfLastList() {
    LocalDate from = replay.history().last().date();
    return replay.days().filter(date -> !date.isBefore(from)).filter(Replay::isWorkingDay);
  }

  private String shifts() {
    StringBuilder text = new StringBuilder();
    for (RosterHistory.Revision revision : replay.history().revisions()) {
      text.append(
          "**%s, %s: %s**\n\n"
              .formatted(
                  revision.date(),
                  revision.cadence().name().toLowerCase(Locale.ROOT),
                  revision.members().stream().map(ReplayReport::number).collect(joining(" "))));
      Map<Integer, List<Handover>> cycles =
          replay.log().stream()
              .filter(handover -> inForce(handover).equals(revision))
              .collect(groupingBy(h -> h.state().cycle().number(), TreeMap::new, toList()));
      cycles.forEach(
          (cycle, handovers) ->
              text.append(
                  "- cycle %d: %s\n"
                      .formatted(
                          cycle,
                          handovers.stream().map(ReplayReport::shift).collect(joining(", ")))));
      text.append("\n");
    }
    return text.toString().stripTrailing() + "\n";
  }

  /** A handover in the morning of the day of a change still goes by the list before. */
  private RosterHistory.Revision inForce(Handover handover) {
    LocalDate date = Replay.date(handover);
    boolean before =
        timeOf(handover).equals(HANDOVER) && !date.equals(replay.history().first().date());
    return replay.history().on(before ? date.minusDays(1) : date);
  }

  private static String shift(Handover handover) {
    String since = number(handover.to().orElseThrow()) + " " + DAY.format(Replay.date(handover));
    return timeOf(handover).equals(HANDOVER) ? since : "(" + since + ")";
  }

  private static LocalTime timeOf(Handover handover) {
    return LocalTime.ofInstant(handover.at(), Replay.ZONE);
  }

  private int turns(Cadence cadence, Predicate<String> who) {
    List<Handover> log = replay.log();
    int turns = 0;
    for (int i = 0; i < log.size(); i++) {
      boolean givenBack =
          i + 1 < log.size() && log.get(i + 1).reason() == Handover.Reason.ENGINEER_REMOVED;
      if (!givenBack
          && who.test(log.get(i).to().orElseThrow())
          && inForce(log.get(i)).cadence() == cadence) {
        turns++;
      }
    }
    return turns;
  }

  private long days(Predicate<LocalDate> kind, Predicate<LocalDate> onCall) {
    return replay.days().filter(kind).filter(onCall).count();
  }

  private List<String> names() {
    return replay.history().revisions().stream()
        .flatMap(revision -> revision.members().stream())
        .distinct()
        .sorted()
        .toList();
  }

  private static String number(String engineer) {
    return engineer.substring(engineer.length() - 2);
  }
}
