package io.operatefirst.oncall.chaos;

import static java.util.stream.Collectors.joining;

import io.operatefirst.oncall.schedule.check.Person;
import io.operatefirst.oncall.schedule.check.Spec;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A team whose rotation runs through the chaos: on duty around the clock, so that nothing has to
 * wait for a morning.
 *
 * @param engineers their names
 * @param weekly handed over every week, otherwise every day
 * @param shuffle each cycle has an order of its own
 * @param away one of them, and when
 * @param startDate before which nobody is on call
 */
record Team(
    String name,
    List<String> engineers,
    boolean weekly,
    LocalTime handoverTime,
    ZoneId zone,
    boolean shuffle,
    int minimumRest,
    Away away,
    LocalDate startDate) {

  /** From and to are both included. */
  record Away(String engineer, LocalDate from, LocalDate to) {}

  private static final List<String> ZONES =
      List.of("UTC", "Europe/Prague", "America/New_York", "Asia/Kolkata");
  private static final List<String> NAMES = List.of("alice", "bob", "carol", "dave", "erin");

  Team {
    engineers = List.copyOf(engineers);
  }

  static Team drawn(Random random, int number, LocalDate startDate) {
    List<String> engineers = NAMES.subList(0, 3 + random.nextInt(NAMES.size() - 2));
    LocalDate leaves = startDate.plusDays(random.nextInt(6));
    return new Team(
        "team-" + number,
        engineers,
        number > 0 && random.nextInt(3) == 0,
        LocalTime.of(random.nextInt(24), random.nextInt(60)),
        ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))),
        random.nextBoolean(),
        random.nextInt(2),
        new Away(
            engineers.get(random.nextInt(engineers.size())),
            leaves,
            leaves.plusDays(random.nextInt(5))),
        startDate);
  }

  /**
   * As it is written on the cluster.
   *
   * @param hook where its notices go, signed by the key of the Secret {@code hook}
   */
  String rotation(String hook) {
    return """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallRotation
        metadata: {name: %s}
        spec:
          engineers:
        %s
          schedule:
            cadence: %s
            startDate: "%s"
            timeZone: %s
            handoverTime: "%s"
            workingDays: [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday]
            coverage: {from: "00:00", to: "24:00"}
          order: {atEndOfList: %s, seed: "%s", minimumRest: %d}
          alerts: {from: [platform], matchers: ['team="%s"']}
          notifications: {webhook: {url: "%s", signingSecret: {name: hook, key: key}}}
        """
        .formatted(
            name,
            engineers.stream().map(this::engineer).collect(joining("\n")),
            weekly ? "Weekly" : "Daily",
            startDate,
            zone,
            handoverTime,
            shuffle ? "Shuffle" : "Repeat",
            name,
            minimumRest,
            name,
            hook);
  }

  private String engineer(String who) {
    return who.equals(away.engineer())
        ? "  - {name: %s, timeOff: [{from: \"%s\", to: \"%s\"}]}"
            .formatted(who, away.from(), away.to())
        : "  - {name: %s}".formatted(who);
  }

  /** The same, as the checker reads it. */
  Spec spec() {
    return new Spec(
        engineers.stream().map(this::person).toList(),
        weekly,
        handoverTime,
        DayOfWeek.MONDAY,
        zone,
        EnumSet.allOf(DayOfWeek.class),
        LocalTime.MIDNIGHT,
        LocalTime.MIDNIGHT,
        Set.of(),
        shuffle,
        name,
        minimumRest,
        Set.of(),
        startDate,
        false);
  }

  private Person person(String who) {
    return new Person(
        who,
        who.equals(away.engineer())
            ? Set.copyOf(away.from().datesUntil(away.to().plusDays(1)).toList())
            : Set.of());
  }

  static List<Team> drawn(Random random, LocalDate startDate, int teams) {
    return IntStream.range(0, teams).mapToObj(i -> drawn(random, i, startDate)).toList();
  }
}
