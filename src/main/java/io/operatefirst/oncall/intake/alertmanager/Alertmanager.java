package io.operatefirst.oncall.intake.alertmanager;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One configured Alertmanager, which is asked from time to time, and what it said last. */
final class Alertmanager {

  private static final Logger LOG = LoggerFactory.getLogger(Alertmanager.class);

  /** A poll ends long before that: what is older is not known to hold any more. */
  private static final Duration SLACK = Duration.ofSeconds(30);

  private final String name;
  private final AlertmanagersConfig.Cluster cluster;
  private final AlertmanagerClient client;
  private final Clock clock;
  private final Duration watchdogPatience;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile long askedAt;
  private volatile boolean everAsked;
  private volatile Standing standing;
  private volatile Long toldAt;

  Alertmanager(
      String name,
      AlertmanagersConfig.Cluster cluster,
      AlertmanagerClient client,
      Clock clock,
      Duration watchdogPatience) {
    this.name = name;
    this.cluster = cluster;
    this.client = client;
    this.clock = clock;
    this.watchdogPatience = watchdogPatience;
  }

  String name() {
    return name;
  }

  Duration pollInterval() {
    return cluster.pollInterval();
  }

  int replicas() {
    return cluster.url().size();
  }

  /** Asks it where that is due, and returns at once. */
  void askWhenDue(Executor executor) {
    boolean due = !everAsked || age(askedAt).compareTo(pollInterval()) >= 0;
    if (due && asking.compareAndSet(false, true)) {
      askedAt = System.nanoTime();
      everAsked = true;
      try {
        executor.execute(this::ask);
      } catch (RuntimeException e) {
        asking.set(false);
        throw e;
      }
    }
  }

  private void ask() {
    try {
      take(client.ask());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("asking Alertmanager {} failed", name, e);
      take(new Answer.Failed(false, "the operator has failed to ask it: see its log"));
    } finally {
      asking.set(false);
    }
  }

  private void take(Answer answer) {
    Standing before = standing;
    Standing now =
        Standing.after(
            before, answer, System.nanoTime(), clock.instant().truncatedTo(ChronoUnit.SECONDS));
    if (answer instanceof Answer.Failed failed) {
      if (before == null || before.told().isPresent()) {
        LOG.warn("Alertmanager {} does not answer: {}", name, failed.why());
      }
    } else {
      toldAt = now.at();
      if (before == null || before.told().isEmpty()) {
        LOG.info("Alertmanager {} is heard", name);
      }
    }
    standing = now;
  }

  /** How it stands; empty before it was asked for the first time. */
  Optional<Standing> standing() {
    return Optional.ofNullable(standing);
  }

  /** How it stands, where it was reached and what it said is known to hold. */
  Optional<Standing> heard() {
    return standing()
        .filter(last -> last.told().isPresent())
        .filter(last -> age(last.at()).compareTo(pollInterval().plus(SLACK)) < 0);
  }

  /** Since when it does not tell of its Watchdog any more, where that is too long. */
  Optional<Instant> watchdogMissingSince() {
    return standing()
        .flatMap(Standing::withoutWatchdog)
        .filter(missing -> age(missing.at()).compareTo(watchdogPatience) >= 0)
        .map(Standing.Since::instant);
  }

  /** How long ago it was last heard; empty where it never was. */
  Optional<Duration> sinceTold() {
    return Optional.ofNullable(toldAt).map(Alertmanager::age);
  }

  private static Duration age(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }
}
