package io.operatefirst.oncall.soak;

import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.chaos.FiringAlerts;
import io.operatefirst.oncall.schedule.check.Judgement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** What goes wrong in the teams' namespace, and what the log is to say of it. */
final class Alerts implements AutoCloseable {

  private final Random random;
  private final String namespace;
  private final List<LivingTeam> teams;
  private final FiringAlerts firing = new FiringAlerts();
  private final List<Fired> fired = new ArrayList<>();

  /** An alert, since when, and whether whoever was on call was to react to it at once. */
  private record Fired(LivingTeam team, String name, Instant since, boolean inCoverage) {}

  Alerts(Random random, String namespace, List<LivingTeam> teams) {
    this.random = random;
    this.namespace = namespace;
    this.teams = teams;
  }

  /** Where whoever wants to know asks for them. */
  String url() {
    return firing.url();
  }

  /** Some fire no more, and others do now. */
  void fireAndResolve(Instant now) {
    for (Fired one : fired) {
      if (random.nextInt(12) == 0) {
        firing.resolve(one.name());
      }
    }
    for (LivingTeam team : teams) {
      if (random.nextInt(30) == 0) {
        String name = team.name() + "-alert-" + fired.size();
        fired.add(new Fired(team, name, now, team.isInCoverage(now)));
        firing.fire(name, namespace, team.name(), now);
      }
    }
  }

  /** The names of all that ever fired. */
  List<String> names() {
    return fired.stream().map(Fired::name).toList();
  }

  /** What is wrong with the entries of a team's alerts. */
  Stream<String> violations(LivingTeam team, Judgement judgement, Watched watched) {
    return fired.stream()
        .filter(one -> one.team().equals(team))
        .flatMap(one -> wrongWith(one, judgement, watched).stream());
  }

  /** Each alert has one entry, on whom the log says was on call. */
  private static Optional<String> wrongWith(Fired one, Judgement judgement, Watched watched) {
    List<OnCallLogEntry> its =
        watched.log(one.team().name()).filter(entry -> isOf(entry, one)).toList();
    if (its.size() != 1) {
      return Optional.of("%d entries of %s".formatted(its.size(), one.name()));
    }
    Optional<String> logged = judgement.book().onCallAt(one.since());
    Optional<String> told = Optional.ofNullable(its.get(0).getStatus().onCall());
    return one.inCoverage() && logged.isPresent() && !logged.equals(told)
        ? Optional.of("%s is on %s, on call was %s".formatted(one.name(), told, logged))
        : Optional.empty();
  }

  private static boolean isOf(OnCallLogEntry entry, Fired one) {
    return Settled.alertOf(entry).filter(one.name()::equals).isPresent();
  }

  @Override
  public void close() {
    firing.close();
  }
}
