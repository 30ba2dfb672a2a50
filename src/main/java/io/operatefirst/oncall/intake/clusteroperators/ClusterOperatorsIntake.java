package io.operatefirst.oncall.intake.clusteroperators;

import static java.util.stream.Collectors.partitioningBy;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.agenda.Rounds;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.intake.Lead;
import io.operatefirst.oncall.intake.Sight;
import io.operatefirst.oncall.log.Kind;
import io.operatefirst.oncall.log.Signal;
import io.operatefirst.oncall.logentry.LogBook;
import io.operatefirst.oncall.status.Conditions;
import io.operatefirst.oncall.status.ReportedConditions;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the platform for all rotations that ask for it.
 *
 * <p>It looks again and again and does not watch: the list is short, what counts is how things
 * stand and not what happened in between, and a look that failed is mended by the next one.
 */
@Singleton
class ClusterOperatorsIntake {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterOperatorsIntake.class);

  private final LogBook book;
  private final ReportedConditions conditions;
  private final Sight sight;
  private final Lead lead;
  private final Clock clock;
  private final Platform platform;
  private final PlatformHealth health = new PlatformHealth();
  private final long interval;
  private long lookedAt;

  ClusterOperatorsIntake(
      KubernetesClient client,
      LogBook book,
      ReportedConditions conditions,
      Sight sight,
      Lead lead,
      Clock clock,
      @ConfigProperty(name = "oncall.cluster-operators.poll-interval", defaultValue = "15s")
          Duration interval) {
    this.book = book;
    this.conditions = conditions;
    this.sight = sight;
    this.lead = lead;
    this.clock = clock;
    this.platform = new Platform(client);
    this.interval = interval.toNanos();
    this.lookedAt = System.nanoTime() - this.interval;
  }

  void begin(@Observes StartupEvent event, Rounds rounds) {
    rounds.every(Rounds.SECOND, this::sweep);
  }

  /** Looks where it is time to, and somebody asks for it. */
  void sweep() {
    if (lead.isHere() && book.isOpen() && System.nanoTime() - lookedAt >= interval) {
      lookedAt = System.nanoTime();
      look();
    }
  }

  private void look() {
    Map<Boolean, List<OnCallRotation>> asking =
        book.rotations().stream()
            .filter(
                rotation ->
                    rotation.getSpec() != null && rotation.getSpec().clusterOperators() != null)
            .collect(partitioningBy(sight::isWide));
    asking.get(false).forEach(rotation -> say(rotation, notAllowed(rotation)));
    List<OnCallRotation> seeing = asking.get(true);
    if (seeing.isEmpty()) {
      return;
    }
    Look look = platform.look();
    if (look instanceof Look.Seen seen) {
      List<Signal> signals =
          health.signals(seen.components(), clock.instant().truncatedTo(ChronoUnit.SECONDS));
      seeing.forEach(rotation -> report(rotation, signals));
    } else {
      Condition failure = failure(look);
      seeing.forEach(rotation -> say(rotation, failure));
    }
  }

  /** What cannot be written for one rotation is written at the next look, and disturbs no other. */
  private void report(OnCallRotation rotation, List<Signal> signals) {
    say(
        rotation,
        Conditions.yes(
            Conditions.CLUSTER_OPERATORS_WATCHED,
            Conditions.CONNECTED,
            "ClusterOperators and the ClusterVersion are watched."));
    try {
      book.report(rotation, Kind.CLUSTER_OPERATOR, signals, true);
    } catch (RuntimeException e) {
      LOG.warn(
          "the ClusterOperators were not written into the log of {}/{}, and will be soon",
          rotation.getMetadata().getNamespace(),
          rotation.getMetadata().getName(),
          e);
    }
  }

  private void say(OnCallRotation rotation, Condition condition) {
    conditions.report(ResourceID.fromResource(rotation), condition);
  }

  private static Condition notAllowed(OnCallRotation rotation) {
    return Conditions.no(
        Conditions.CLUSTER_OPERATORS_WATCHED,
        Conditions.NOT_ALLOWED,
        "ClusterOperators belong to the whole cluster, and rotations of namespace %s see only their own. Remove spec.clusterOperators, or ask the operator's administrator to add the namespace to oncall.cluster-wide."
            .formatted(rotation.getMetadata().getNamespace()));
  }

  private static Condition failure(Look look) {
    return look instanceof Look.Failed failed
        ? Conditions.no(Conditions.CLUSTER_OPERATORS_WATCHED, failed.reason(), failed.message())
        : Conditions.no(
            Conditions.CLUSTER_OPERATORS_WATCHED,
            Conditions.NOT_INSTALLED,
            "This cluster has no ClusterOperators: it is not OpenShift. Remove spec.clusterOperators.");
  }
}
