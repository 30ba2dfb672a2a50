package io.operatefirst.oncall.chaos;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * All that is to happen in a run. It follows from the seed alone; what the operator is doing at
 * that moment does not.
 *
 * @param steps in their order
 */
record ChaosPlan(long seed, int replicas, List<Team> teams, List<Step> steps) {

  /** What happens, and how long the operator then has until the next does. */
  record Step(Act act, Duration then) {}

  private static final LocalDate START = LocalDate.of(2027, 3, 1);
  private static final int BOUNDARIES = 4;
  private static final int ALERTS = 4;
  private static final int DISTURBANCES = 9;

  ChaosPlan {
    teams = List.copyOf(teams);
    steps = List.copyOf(steps);
  }

  static ChaosPlan of(long seed) {
    Random random = new Random(seed);
    int replicas = 2 + Math.floorMod(seed, 2);
    // Passed over: of all small seeds the first that is drawn is the same.
    random.nextInt(2);
    // Anywhere in the year, so that clocks change in some of the runs.
    LocalDate start = START.plusDays(random.nextInt(300));
    List<Team> teams = Team.drawn(random, start, 2);
    List<Act> acts = new ArrayList<>();
    for (int i = 0; i < BOUNDARIES; i++) {
      acts.add(new Act.Boundary());
    }
    for (int i = 0; i < ALERTS; i++) {
      acts.add(new Act.Alert(i % teams.size()));
    }
    for (int i = 0; i < DISTURBANCES; i++) {
      acts.add(Act.disturbance(random, replicas));
    }
    acts.add(new Act.Change(Weather.CALM));
    Collections.shuffle(acts, random);
    acts.add(0, new Act.Boundary());
    return new ChaosPlan(
        seed,
        replicas,
        teams,
        acts.stream()
            .map(act -> new Step(act, Duration.ofMillis(200 + random.nextInt(2000))))
            .toList());
  }

  @Override
  public String toString() {
    return "seed %d, %d replicas%n%s%n%s"
        .formatted(
            seed,
            replicas,
            teams.stream().map(team -> "  " + team).collect(joining("\n")),
            steps.stream()
                .map(step -> "  %s, then %d ms".formatted(step.act(), step.then().toMillis()))
                .collect(joining("\n")));
  }
}
