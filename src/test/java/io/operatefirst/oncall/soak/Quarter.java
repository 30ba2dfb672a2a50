package io.operatefirst.oncall.soak;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.OperatorAccount;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.app.Replica;
import io.operatefirst.oncall.chaos.OperatorsClock;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.check.Judgement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Lives through some weeks: the operator's clock is set from hour to hour and stands still in
 * between, until the operator has done what was due and shows it.
 */
final class Quarter implements AutoCloseable {

  private static final LocalDate FIRST_DAY = LocalDate.of(2027, 1, 1);
  private static final Duration PAST_THE_HOUR = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration POLL = Duration.ofMillis(100);

  /**
   * How long the operator lives until it is killed, in parts of the whole: what it gathers with
   * time shows where one life is many times another.
   */
  private static final List<Integer> SHARES = List.of(1, 2, 4, 8, 15);

  private static final int ALL_SHARES = 30;

  /** The operator does not work at one thing more than so often in a second of its clock. */
  private static final int POLLS_A_TICK = 20;

  /** The operator looks at what it tells as metrics more often than this. */
  private static final Duration LOOKS = Duration.ofSeconds(20);

  /**
   * The SDK's timers keep a task for each reconciliation until they wake up, and sleep through each
   * step of the clock: so they wake each minute, which is some days here.
   */
  private static final List<String> TIMERS =
      Stream.of("ROTATION", "OVERRIDE", "LOGENTRY")
          .map("QUARKUS_OPERATOR_SDK_CONTROLLERS_%s_MAX_RECONCILIATION_INTERVAL"::formatted)
          .toList();

  private final Random random;
  private final int days;
  private final Path logs;
  private final KubernetesClient client;
  private final String namespace;
  private final OperatorsClock clock = new OperatorsClock();
  private final Gauges gauges;
  private final Replica operator;
  private final List<LivingTeam> teams;
  private final People people;
  private final Alerts alerts;
  private final Watched watched;
  private final Lives lives = new Lives();
  private Instant now;
  private Instant started;
  private int steps;

  /**
   * Starts it.
   *
   * @param seed from which all follows that people do
   * @param rotations how many teams there are
   * @param days how long it is
   * @param logs the directory for what the operator prints
   */
  Quarter(long seed, int rotations, int days, ApiServer server, Path logs) throws IOException {
    this.random = new Random(seed);
    this.days = days;
    this.logs = logs;
    client = server.patientClient();
    namespace = server.newNamespaceWithSecrets("soak");
    LocalDate start = FIRST_DAY.plusDays(random.nextInt(365));
    now = start.atStartOfDay().toInstant(ZoneOffset.UTC).plus(PAST_THE_HOUR);
    teams =
        IntStream.range(0, rotations)
            .mapToObj(
                i -> new LivingTeam("team-" + i, random, start.plusDays(random.nextInt(20) - 15)))
            .toList();
    people = new People(random, new Random(seed), client, namespace, teams);
    alerts = new Alerts(random, namespace, teams);
    Files.createDirectories(logs);
    gauges = new Gauges(server, namespace);
    operator =
        new Replica(server.operatorKubeconfig(), logs.resolve("operator.log").toFile())
            .with("ONCALL_ALERTMANAGERS_PLATFORM_URL", alerts.url())
            .with("ONCALL_ALERTMANAGERS_PLATFORM_POLL_INTERVAL", "1S")
            .with("QUARKUS_HTTP_PORT", gauges.port())
            .with("ONCALL_CLUSTER_WIDE", namespace)
            .with("ONCALL_WEBHOOK_HOSTS", people.host())
            // Longer than any step of the clock, by which the leader would think that it has ended.
            .with("ONCALL_LEADER_LEASE_DURATION", "240H")
            .with("ONCALL_LEADER_RENEW_DEADLINE", "200H");
    TIMERS.forEach(variable -> operator.with(variable, "1M"));
    clock.environment().forEach(operator::with);
    watched = new Watched(client, namespace);
  }

  /** All that is wrong with the log when it is over. */
  List<String> violations() {
    clock.stopAt(now);
    startOperator();
    people.begin();
    settle();
    Instant end = now.plus(Duration.ofDays(days));
    Iterator<Duration> longest = lives(days, random).iterator();
    Instant restart = now.plus(longest.next());
    while (now.isBefore(end)) {
      if (now.isAfter(restart)) {
        restart();
        restart = longest.hasNext() ? now.plus(longest.next()) : end;
      } else {
        goOn(1 + random.nextInt(6));
        alerts.fireAndResolve(now);
        settle();
      }
      moveTo(now.plus(Duration.ofMinutes(1)));
      if (people.edit(now)) {
        settle();
      }
      moveTo(now.plus(Duration.ofMinutes(1)));
      if (people.agree(now)) {
        settle();
      }
      people.respond(watched.problems());
    }
    restart();
    return judged();
  }

  /** In any order. */
  private static List<Duration> lives(int days, Random random) {
    List<Duration> lives =
        new ArrayList<>(SHARES.stream().map(Duration.ofDays(days)::multipliedBy).toList());
    lives.replaceAll(life -> life.dividedBy(ALL_SHARES));
    lives.removeIf(life -> life.toDays() < 1);
    Collections.shuffle(lives, random);
    return lives;
  }

  /** To ten past an hour: no boundary is then, nor in the minutes after. */
  private void goOn(int hours) {
    moveTo(now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(hours)).plus(PAST_THE_HOUR));
  }

  private void moveTo(Instant instant) {
    now = instant;
    clock.stopAt(now);
  }

  private void startOperator() {
    operator.start();
    started = now;
    await().atMost(PATIENCE).until(operator::leads);
  }

  /** It ends (SIGKILL), people go on, and it is started again hours or days later. */
  private void restart() {
    double lived = Duration.between(started, now).toHours() / 24.0;
    long before = liveHeap("end");
    operator.stop();
    leaveLease();
    people.edit(now);
    goOn(1 + random.nextInt(random.nextInt(4) == 0 ? 24 * 4 : 6));
    startOperator();
    settle();
    awaitTwoLooks();
    lives.add(lived, before, liveHeap("start"));
  }

  /**
   * Micrometer's MultiGauge keeps the ids of the look before, so all are held twice from then on.
   */
  private void awaitTwoLooks() {
    await().atMost(PATIENCE).until(gauges::areThere);
    Duration second = gauges.uptime().plus(LOOKS);
    await().atMost(PATIENCE).until(() -> gauges.uptime().compareTo(second) > 0);
  }

  private long liveHeap(String when) {
    try {
      return LiveHeap.of(operator.pid(), logs.resolve("%s-%s.txt".formatted(now, when)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until all that is due is done and shown, and takes down what is there. */
  private void settle() {
    Settled settled = new Settled(now, people.generations(), people.agreements(), alerts.names());
    Instant[] ticked = {now};
    int[] polls = {0};
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .untilAsserted(
            () -> {
              ticked[0] = now.plusSeconds(polls[0]++ / POLLS_A_TICK);
              clock.stopAt(ticked[0]);
              assertThat(settled.missing(watched))
                  .as("what the operator has not looked at, of %s", now)
                  .isEmpty();
            });
    steps++;
    Map<String, OnCallRotation> rotations =
        watched.rotations().stream()
            .collect(toMap(rotation -> rotation.getMetadata().getName(), Function.identity()));
    for (LivingTeam team : teams) {
      List<Handover> handovers = watched.handovers(team.name());
      team.looked(
          lookedAt(handovers, ticked[0]),
          handovers,
          Optional.ofNullable(rotations.get(team.name()).getStatus().onCall()));
    }
  }

  /** What acts at once acts at the second to which the clock had ticked on until then. */
  private Instant lookedAt(List<Handover> handovers, Instant ticked) {
    return handovers.stream()
        .map(Handover::at)
        .filter(at -> at.isAfter(now) && !at.isAfter(ticked))
        .max(Comparator.naturalOrder())
        .orElse(now);
  }

  private List<String> judged() {
    List<String> violations = new ArrayList<>();
    for (LivingTeam team : teams) {
      Judgement judgement = team.judgement();
      List<String> its = team.violations(judgement);
      if (!its.isEmpty()) {
        keep(team);
      }
      violations.addAll(its);
      alerts.violations(team, judgement, watched).forEach(violations::add);
    }
    return violations;
  }

  /** For whoever looks into it. */
  private void keep(LivingTeam team) {
    try {
      Files.write(logs.resolve(team.name() + ".txt"), team.looks());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the operator has gathered in its lives. */
  Lives lives() {
    return lives;
  }

  /** How much there was to judge. */
  String seen() {
    return "%d looks at %d rotations, %d handovers, %d alerts, %d overrides, %s"
        .formatted(
            steps,
            teams.size(),
            teams.stream().mapToInt(LivingTeam::handovers).sum(),
            alerts.names().size(),
            people.agreements().size(),
            lives);
  }

  /** Nothing is left for the operator of the next one. */
  @Override
  public void close() {
    operator.stop();
    watched.close();
    people.close();
    alerts.close();
    leaveLease();
    client.resources(OnCallRotation.class).inNamespace(namespace).delete();
    client.resources(OnCallOverride.class).inNamespace(namespace).delete();
    client.resources(OnCallLogEntry.class).inNamespace(namespace).delete();
    client.close();
  }

  private void leaveLease() {
    client.leases().inNamespace(OperatorAccount.NAME).delete();
  }
}
