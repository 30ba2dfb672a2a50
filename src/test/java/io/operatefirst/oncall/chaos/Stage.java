package io.operatefirst.oncall.chaos;

import io.fabric8.kubernetes.client.Config;
import io.operatefirst.oncall.ApiServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The operator and all that it meets: its replicas, their clocks, and what they are connected to.
 */
final class Stage implements AutoCloseable {

  /** What has been listed and watched is in the logs, for whoever looks into a violation. */
  private static final String WATCHED = "QUARKUS_LOG_CATEGORY__IO_FABRIC8_KUBERNETES_CLIENT_";

  private static final Duration SHORTLY = Duration.ofSeconds(2);
  private static final Duration QUIET = Duration.ofMinutes(30);

  private final List<Team> teams;
  private final Clock clock;
  private final String namespace;
  private final FiringAlerts firing = new FiringAlerts();
  private final NoticeSink sink;
  private final FaultProxy proxy;
  private final Replicas replicas;
  private final List<Set<String>> alerts = new ArrayList<>();
  private Duration ahead;
  private Instant furthest;

  /**
   * Starts it, a day before the teams do.
   *
   * @param clock one that is right
   * @param namespace of the teams
   * @param logs the directory for what the replicas print
   */
  Stage(ChaosPlan plan, ApiServer server, Clock clock, String namespace, Path logs)
      throws IOException {
    this.teams = plan.teams();
    this.clock = clock;
    this.namespace = namespace;
    teams.forEach(team -> alerts.add(new TreeSet<>()));
    sink = new NoticeSink(clock);
    Config operator = server.operator();
    proxy =
        new FaultProxy(
            URI.create(operator.getMasterUrl()),
            Optional.of(operator.getCaCertFile()),
            plan.seed());
    furthest = teams.get(0).startDate().minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    ahead = Duration.ofSeconds(Duration.between(clock.instant(), furthest).toSeconds());
    Files.createDirectories(logs);
    replicas =
        new Replicas(
            plan.replicas(),
            clock,
            ahead,
            proxy.kubeconfig(operator),
            Map.of(
                "ONCALL_ALERTMANAGERS_PLATFORM_URL",
                firing.url(),
                "ONCALL_ALERTMANAGERS_PLATFORM_POLL_INTERVAL",
                "1S",
                "ONCALL_CLUSTER_WIDE",
                namespace,
                "ONCALL_WEBHOOK_HOSTS",
                sink.host(),
                WATCHED + "INFORMERS_IMPL_CACHE__LEVEL",
                "DEBUG",
                WATCHED + "DSL_INTERNAL__LEVEL",
                "DEBUG"),
            logs);
  }

  Replicas replicas() {
    return replicas;
  }

  FaultProxy proxy() {
    return proxy;
  }

  NoticeSink sink() {
    return sink;
  }

  /** The names of those of a team that were fired. */
  Set<String> alerts(int team) {
    return alerts.get(team);
  }

  /** What the clocks of the operator say, but for one that is wrong. */
  Instant now() {
    return clock.instant().plus(ahead);
  }

  void nearBoundary() {
    setClocks(nextBoundary(now()).minus(SHORTLY));
  }

  void moveClocks(Duration by) {
    setClocks(now().plus(by));
  }

  /** Until all clocks are set again. */
  void skewClock(int replica, Duration by) {
    replicas.setClock(replica, ahead.plus(by));
    reached(now().plus(by).plus(QUIET));
  }

  void fire(int team) {
    Set<String> known = alerts.get(team);
    String name = teams.get(team).name() + "-alert-" + known.size();
    known.add(name);
    firing.fire(name, namespace, teams.get(team).name(), now());
  }

  /** All is well again, and the clocks are past all that they have reached before. */
  void calm() {
    proxy.weather(Weather.CALM);
    setClocks(quiet());
  }

  private void reached(Instant instant) {
    furthest = instant.isAfter(furthest) ? instant : furthest;
  }

  private void setClocks(Instant now) {
    reached(now());
    ahead = Duration.ofSeconds(Duration.between(clock.instant(), now).toSeconds());
    replicas.setClocks(ahead);
    reached(now);
  }

  private Instant nextBoundary(Instant after) {
    return teams.stream()
        .map(team -> nextBoundary(team, after))
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** On the day of a clock change perhaps not to the hour, which does not matter here. */
  private static Instant nextBoundary(Team team, Instant after) {
    LocalDate day = LocalDate.ofInstant(after, team.zone());
    LocalDate first = day.isBefore(team.startDate()) ? team.startDate() : day;
    return Stream.iterate(first, date -> date.plusDays(1))
        .filter(date -> !team.weekly() || date.getDayOfWeek() == DayOfWeek.MONDAY)
        .map(date -> date.atTime(team.handoverTime()).atZone(team.zone()).toInstant())
        .filter(boundary -> boundary.isAfter(after.plus(SHORTLY)))
        .findFirst()
        .orElseThrow();
  }

  /** After all that was reached, and a while before anything else is due. */
  private Instant quiet() {
    return Stream.iterate(furthest.plus(Duration.ofMinutes(1)), at -> at.plus(QUIET))
        .filter(at -> nextBoundary(at).isAfter(at.plus(QUIET)))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    replicas.close();
    proxy.close();
    sink.close();
    firing.close();
  }
}
