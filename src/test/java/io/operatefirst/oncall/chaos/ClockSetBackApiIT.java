package io.operatefirst.oncall.chaos;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.app.Replica;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A wall clock that is set back stops nothing until it has caught up. */
class ClockSetBackApiIT {

  private static final Duration A_DAY = Duration.ofDays(1);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String NAMESPACE = "default";

  @AutoClose private static ApiServer server;

  private final Clock rightClock = Clock.systemUTC();
  private final FiringAlerts firing = new FiringAlerts();
  private final OperatorsClock clock = new OperatorsClock();
  private final KubernetesClient client = server.client();
  private Replica replica;

  @BeforeAll
  static void start() {
    assumeTrue(OperatorsClock.canBeSet(), "there is no C compiler for the clock");
    server = ApiServer.another();
  }

  @BeforeEach
  void aLeaderOfTomorrow() throws IOException {
    clock.set(A_DAY);
    Path log = Path.of("target", "clock-set-back.log");
    Files.deleteIfExists(log);
    replica =
        new Replica(server.operatorKubeconfig(), log.toFile())
            .with("ONCALL_ALERTMANAGERS_PLATFORM_URL", firing.url())
            .with("ONCALL_ALERTMANAGERS_PLATFORM_POLL_INTERVAL", "1S")
            .with("ONCALL_CLUSTER_WIDE", NAMESPACE);
    clock.environment().forEach(replica::with);
    replica.start();
    awaitThatItLeads();
  }

  @AfterEach
  void stop() throws InterruptedException {
    replica.stop();
    firing.close();
    client.resources(OnCallRotation.class).inNamespace(NAMESPACE).delete();
    client.resources(OnCallLogEntry.class).inNamespace(NAMESPACE).delete();
    client.leases().inAnyNamespace().delete();
  }

  @Test
  void aLeaseFromTheFutureWhoseHolderIsGoneIsTaken() throws InterruptedException {
    replica.stop();
    clock.set(Duration.ZERO);
    replica.start();

    awaitThatItLeads();
  }

  @Test
  void whatIsLookedAfterAgainAndAgainStillIs() {
    client.resource(rotation()).inNamespace(NAMESPACE).create();
    firing.fire("Before", NAMESPACE, "sre", rightClock.instant());
    awaitEntries(1);

    clock.set(Duration.ZERO);
    firing.fire("After", NAMESPACE, "sre", rightClock.instant());

    awaitEntries(2);
  }

  /** More often than it is looked at in a second. */
  @Test
  void eachChangeOfARotationIsSeen() {
    OnCallRotation rotation = client.resource(rotation()).inNamespace(NAMESPACE).create();
    awaitThatItIsSeen(rotation);

    clock.set(Duration.ZERO);

    for (int change = 0; change < 5; change++) {
      awaitThatItIsSeen(
          client
              .resource(rotation)
              .patch(
                  PatchContext.of(PatchType.JSON_MERGE),
                  "{\"spec\":{\"suspend\":%b}}".formatted(change % 2 == 0)));
    }
  }

  private OnCallRotation rotation() {
    return FiringAlerts.team(LocalDate.now(rightClock).minusDays(3));
  }

  private void awaitThatItIsSeen(OnCallRotation written) {
    await("generation " + written.getMetadata().getGeneration())
        .atMost(PATIENCE)
        .until(
            () -> client.resource(written).get().getStatus(),
            status ->
                status != null
                    && written.getMetadata().getGeneration().equals(status.observedGeneration()));
  }

  private void awaitThatItLeads() {
    await().atMost(PATIENCE).until(replica::leads);
  }

  private void awaitEntries(int number) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                client
                        .resources(OnCallLogEntry.class)
                        .inNamespace(NAMESPACE)
                        .withLabel(OnCallLogEntry.TYPE_LABEL, "Alert")
                        .list()
                        .getItems()
                        .size()
                    == number);
  }
}
