package io.operatefirst.oncall.app;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.operatefirst.oncall.agenda.Rounds;
import io.operatefirst.oncall.intake.Lead;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One replica reconciles, the others stand by. The default times are those that OpenShift asks of
 * operators, so that a minute without an API server changes nothing.
 */
@Singleton
class Leadership {

  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

  private final KubernetesClient client;
  private final Duration leaseDuration;
  private final Duration renewDeadline;
  private final Duration retryPeriod;
  private final String leaseName;
  private final Clock clock;
  private final LeaseAge age;
  private final String identity;
  private volatile boolean ending;
  private volatile boolean leading;

  Leadership(
      KubernetesClient client,
      Clock clock,
      @ConfigProperty(name = "HOSTNAME", defaultValue = "oncall-operator") String pod,
      @ConfigProperty(name = "oncall.leader.lease-name") String leaseName,
      @ConfigProperty(name = "oncall.leader.lease-duration") Duration leaseDuration,
      @ConfigProperty(name = "oncall.leader.renew-deadline") Duration renewDeadline,
      @ConfigProperty(name = "oncall.leader.retry-period") Duration retryPeriod) {
    this.client = client;
    this.clock = clock;
    // By the pod people find it, and one that is started again in it is another.
    this.identity = pod + "_" + UUID.randomUUID();
    this.age = new LeaseAge(leaseDuration, System::nanoTime);
    this.leaseName = leaseName;
    this.leaseDuration = leaseDuration;
    this.renewDeadline = renewDeadline;
    this.retryPeriod = retryPeriod;
  }

  @Produces
  @Singleton
  LeaderElectionConfiguration configuration() {
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(leaseName)
        .withLeaseNamespace(client.getNamespace())
        .withIdentity(identity)
        .withLeaseDuration(leaseDuration)
        .withRenewDeadline(renewDeadline)
        .withRetryPeriod(retryPeriod)
        // System.exit, which the SDK would call, deadlocks inside the shutdown of a leader.
        .withExitOnStopLeading(false)
        .withLeaderCallbacks(new LeaderCallbacks(this::started, this::stopped, leader -> {}))
        .build();
  }

  /** Where there is no election, as in tests and development, the only replica leads. */
  @Produces
  @Singleton
  Lead lead() {
    return () -> leading || !isElected();
  }

  private static boolean isElected() {
    return ConfigUtils.isProfileActive("prod");
  }

  void begin(@Observes StartupEvent event, Rounds rounds) {
    if (isElected()) {
      rounds.every(retryPeriod, this::freeWhatIsForsaken);
    }
  }

  /** For the election, which every replica that stands by then tries to win as usual. */
  private void freeWhatIsForsaken() {
    if (leading || ending) {
      return;
    }
    try {
      Lease lease = lease();
      if (lease != null && age.isForsaken(lease, clock.instant())) {
        free(lease);
        LOG.info("a lease from the future, which nobody renews, was given free");
      }
    } catch (KubernetesClientException e) {
      LOG.debug("the lease was renewed meanwhile, or is looked at again later", e);
    }
  }

  private void started() {
    leading = true;
    LOG.info("this replica leads");
  }

  private void stopped() {
    leading = false;
    if (!ending) {
      LOG.info("this replica no longer leads and ends");
      Quarkus.asyncExit(1);
    }
  }

  /** Before the operator is stopped: that it then no longer leads is no reason to exit. */
  void ending(@Observes @Priority(1) ShutdownEvent event) {
    ending = true;
  }

  /**
   * After the operator was stopped, and so will not take it again, the lease is given back, so that
   * a rolling update need not wait for its end.
   */
  void giveBack(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent event) {
    try {
      Lease lease = lease();
      if (lease != null && identity.equals(lease.getSpec().getHolderIdentity())) {
        free(lease);
      }
    } catch (KubernetesClientException e) {
      LOG.warn("the lease was not given back; the next leader waits until it ends", e);
    }
  }

  private Lease lease() {
    return client.leases().inNamespace(client.getNamespace()).withName(leaseName).get();
  }

  /** As it was seen, or else it fails. */
  private void free(Lease lease) {
    client
        .resource(
            lease
                .edit()
                .editSpec()
                .withHolderIdentity("")
                .withLeaseDurationSeconds(1)
                .endSpec()
                .build())
        .update();
  }
}
