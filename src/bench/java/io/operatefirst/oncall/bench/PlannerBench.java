package io.operatefirst.oncall.bench;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.schedule.Handovers;
import io.operatefirst.oncall.schedule.JollydayHolidays;
import io.operatefirst.oncall.schedule.PlannedShift;
import io.operatefirst.oncall.schedule.Planner;
import io.operatefirst.oncall.schedule.Roster;
import io.operatefirst.oncall.spec.RosterReader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.fortuna.ical4j.model.Period;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.RRule;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A year of shifts on working days: who has each by all the rules, and only when they are, which is
 * what a calendar library beside finds.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PlannerBench {

  private static final int SHIFTS = 260;
  private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");
  private static final ZonedDateTime START = ZonedDateTime.of(2026, 1, 5, 9, 0, 0, 0, PRAGUE);

  private static final String ROTATION =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata: {name: sre, namespace: team, uid: 3f0f3c2e-4f5d-4e8e-9a5b-0d3a3b1c2d4e}
      spec:
        engineers: [{name: alice}, {name: bob}, {name: carol}, {name: dave}, {name: erin}]
        schedule: {timeZone: Europe/Prague, startDate: "2026-01-05"}
      """;

  private final Planner planner = new Planner(roster());
  private final VEvent event = event();
  private final Period<ZonedDateTime> twoYears = new Period<>(START, START.plusYears(2));

  private static Roster roster() {
    KubernetesSerialization yaml = new KubernetesSerialization();
    RosterReader reader =
        new RosterReader(yaml, new JollydayHolidays(), Clock.fixed(START.toInstant(), PRAGUE));
    OnCallRotation rotation = yaml.unmarshal(ROTATION, OnCallRotation.class);
    return ((RosterReader.Reading.Valid) reader.read(rotation, false)).roster();
  }

  private static VEvent event() {
    VEvent event = new VEvent(START, START.plusDays(1), "On call");
    return event.add(new RRule<>("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=" + SHIFTS));
  }

  /** Ours. */
  @Benchmark
  public List<PlannedShift> planner() {
    List<PlannedShift> shifts =
        planner.shifts(Optional.empty(), START.toInstant()).limit(SHIFTS).toList();
    return all(shifts);
  }

  /** Ours, asked only when they are. */
  @Benchmark
  public List<Instant> boundaries() {
    Handovers handovers = planner.roster().handovers();
    return all(
        Stream.iterate(handovers.first(START.toLocalDate()), handovers::after)
            .limit(SHIFTS)
            .toList());
  }

  /** ical4j's. */
  @Benchmark
  public Set<Period<ZonedDateTime>> calendar() {
    return all(event.calculateRecurrenceSet(twoYears));
  }

  /** What is compared must be as many. */
  private static <T extends Collection<?>> T all(T shifts) {
    if (shifts.size() != SHIFTS) {
      throw new IllegalStateException("not a year: " + shifts.size());
    }
    return shifts;
  }
}
