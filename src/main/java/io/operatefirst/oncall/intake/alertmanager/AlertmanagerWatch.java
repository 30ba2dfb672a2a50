package io.operatefirst.oncall.intake.alertmanager;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.agenda.Rounds;
import io.operatefirst.oncall.api.AlertsSpec;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.intake.Lead;
import io.operatefirst.oncall.intake.Sight;
import io.operatefirst.oncall.log.Kind;
import io.operatefirst.oncall.logentry.LogBook;
import io.operatefirst.oncall.status.ReportedConditions;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the Alertmanagers that rotations name, and reports to each rotation's log what concerns it.
 * What an Alertmanager that was not reached has told before stays as it is.
 */
@Singleton
public class AlertmanagerWatch {

  private static final Logger LOG = LoggerFactory.getLogger(AlertmanagerWatch.class);

  private static final int MOST_AT_A_TIME = 16;

  /** After a report has failed, so that a server that is down is not asked each second. */
  private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(5);

  private final LogBook book;
  private final Lead lead;
  private final Sight sight;
  private final ReportedConditions intakes;
  private final Map<String, Alertmanager> alertmanagers;
  private final ExecutorService asking;
  private final Map<ResourceID, Reported> reported = new HashMap<>();

  /** What a rotation was told last: which spec of it, and which answers. */
  private record Basis(String uid, Long generation, Map<String, Long> answers) {}

  private record Reported(Basis basis, boolean stored, long at) {
    boolean isEnoughFor(Basis now) {
      return stored ? basis.equals(now) : System.nanoTime() - at < BEFORE_ANOTHER_TRY.toNanos();
    }
  }

  AlertmanagerWatch(
      LogBook book,
      Lead lead,
      Sight sight,
      ReportedConditions intakes,
      Clock clock,
      AlertmanagersConfig config,
      @ConfigProperty(name = "oncall.watchdog-patience", defaultValue = "3m")
          Duration watchdogPatience) {
    this.book = book;
    this.lead = lead;
    this.sight = sight;
    this.intakes = intakes;
    this.alertmanagers = new TreeMap<>();
    config
        .byName()
        .forEach(
            (name, cluster) ->
                alertmanagers.put(
                    name,
                    new Alertmanager(
                        name,
                        cluster,
                        new AlertmanagerClient(cluster, AlertmanagerClient.Limits.DEFAULT),
                        clock,
                        watchdogPatience)));
    // One for each, so that one that hangs keeps none of the others waiting.
    this.asking =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(MOST_AT_A_TIME, alertmanagers.size())),
            task -> {
              Thread thread = new Thread(task, "alertmanager");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** How long ago each configured Alertmanager was last heard; empty where it never was. */
  public Map<String, Optional<Duration>> sinceHeard() {
    return alertmanagers.values().stream()
        .collect(toMap(Alertmanager::name, Alertmanager::sinceTold));
  }

  @PreDestroy
  void stop() {
    asking.shutdownNow();
  }

  void begin(@Observes StartupEvent event, Rounds rounds) {
    rounds.every(Rounds.SECOND, this::sweep);
  }

  /** Asks who is to be asked again, and reports what is new. */
  void sweep() {
    if (!lead.isHere() || !book.isOpen()) {
      return;
    }
    List<OnCallRotation> rotations =
        book.rotations().stream().filter(AlertmanagerWatch::asksForAlerts).toList();
    Set<String> named =
        rotations.stream()
            .flatMap(rotation -> rotation.getSpec().alerts().from().stream())
            .collect(toSet());
    alertmanagers.values().stream()
        .filter(alertmanager -> named.contains(alertmanager.name()))
        .forEach(alertmanager -> alertmanager.askWhenDue(asking));
    for (OnCallRotation rotation : rotations) {
      try {
        hear(rotation);
      } catch (RuntimeException e) {
        LOG.error("the alerts of rotation {} were not looked at", nameOf(rotation), e);
      }
    }
    reported.keySet().retainAll(rotations.stream().map(ResourceID::fromResource).collect(toSet()));
  }

  private static boolean asksForAlerts(OnCallRotation rotation) {
    return rotation.getSpec() != null
        && rotation.getSpec().alerts() != null
        && rotation.getMetadata().getDeletionTimestamp() == null;
  }

  private void hear(OnCallRotation rotation) {
    AlertsSpec spec = rotation.getSpec().alerts();
    if (spec.from().isEmpty()) {
      intakes.report(
          ResourceID.fromResource(rotation),
          spec.webhook() ? AlertsWatched.byWebhook() : AlertsWatched.byNobody());
      return;
    }
    List<String> unknown =
        spec.from().stream().filter(name -> !alertmanagers.containsKey(name)).distinct().toList();
    List<Alertmanager> named =
        alertmanagers.values().stream().filter(one -> spec.from().contains(one.name())).toList();
    if (named.stream().anyMatch(alertmanager -> alertmanager.standing().isEmpty())) {
      return;
    }
    intakes.report(
        ResourceID.fromResource(rotation),
        AlertsWatched.of(rotation, named, unknown, alertmanagers.keySet(), sight.isWide(rotation)));
    report(rotation, named, unknown.isEmpty());
  }

  private void report(OnCallRotation rotation, List<Alertmanager> named, boolean allAreThere) {
    Map<String, Standing> heard = new TreeMap<>();
    named.forEach(one -> one.heard().ifPresent(standing -> heard.put(one.name(), standing)));
    Map<String, Long> answers = new TreeMap<>();
    heard.forEach((name, standing) -> answers.put(name, standing.at()));
    Basis basis =
        new Basis(rotation.getMetadata().getUid(), rotation.getMetadata().getGeneration(), answers);
    ResourceID id = ResourceID.fromResource(rotation);
    Reported last = reported.get(id);
    if (heard.isEmpty() || (last != null && last.isEnoughFor(basis))) {
      return;
    }
    boolean everything = allAreThere && heard.size() == named.size();
    List<Alert> alerts =
        heard.values().stream()
            .flatMap(standing -> standing.told().orElseThrow().alerts().stream())
            .toList();
    boolean stored = store(rotation, alerts, everything);
    reported.put(id, new Reported(basis, stored, System.nanoTime()));
  }

  private boolean store(OnCallRotation rotation, List<Alert> alerts, boolean everything) {
    AlertGroups groups;
    try {
      groups =
          new AlertGroups(rotation, sight, ClusterOperatorAlerts.reportedFor(rotation, intakes));
    } catch (IllegalArgumentException e) {
      // Its condition Ready says what is wrong with it.
      LOG.debug("rotation {} has a matcher that is none", nameOf(rotation), e);
      return true;
    }
    try {
      book.report(
          rotation,
          Kind.ALERT,
          groups.signals(alerts, everything ? AlertGroups.Extent.ALL : AlertGroups.Extent.PART),
          everything);
      return true;
    } catch (RuntimeException e) {
      LOG.warn("the alerts of rotation {} were not all stored and are again", nameOf(rotation), e);
      return false;
    }
  }

  private static String nameOf(OnCallRotation rotation) {
    return rotation.getMetadata().getNamespace() + "/" + rotation.getMetadata().getName();
  }
}
