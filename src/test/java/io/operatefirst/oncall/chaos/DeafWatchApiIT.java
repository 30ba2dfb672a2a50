package io.operatefirst.oncall.chaos;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.app.Replica;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** A watch whose connection is up and brings nothing hides an alert for moments only. */
@Execution(CONCURRENT)
class DeafWatchApiIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String NAMESPACE = "default";

  @AutoClose private final ApiServer server = ApiServer.another();
  @AutoClose private final FiringAlerts firing = new FiringAlerts();
  private final Clock clock = Clock.systemUTC();
  private final KubernetesClient client = server.client();
  private FaultProxy proxy;
  private Replica replica;

  @BeforeEach
  void aLeader() throws IOException {
    Config operator = server.operator();
    proxy =
        new FaultProxy(
            URI.create(operator.getMasterUrl()), Optional.of(operator.getCaCertFile()), 1);
    Path log = Path.of("target", "deaf-watch.log");
    Files.deleteIfExists(log);
    replica =
        new Replica(proxy.kubeconfig(operator), log.toFile())
            .with("ONCALL_ALERTMANAGERS_PLATFORM_URL", firing.url())
            .with("ONCALL_ALERTMANAGERS_PLATFORM_POLL_INTERVAL", "1S")
            .with("ONCALL_CLUSTER_WIDE", NAMESPACE)
            .with("ONCALL_WATCH_PATIENCE", "5S")
            .start();
  }

  @AfterEach
  void stop() {
    replica.stop();
    proxy.close();
  }

  @Test
  void aReplicaThatHearsNothingEnds() {
    client
        .resource(FiringAlerts.team(LocalDate.now(clock).minusDays(3)))
        .inNamespace(NAMESPACE)
        .create();
    fire("Heard");
    awaitShown(1);

    proxy.silenceWatches(Duration.ofHours(1));
    fire("Unheard");
    await().atMost(PATIENCE).until(replica::hasEnded);

    replica.start();
    awaitShown(2);
  }

  private void fire(String name) {
    firing.fire(name, NAMESPACE, "sre", clock.instant());
  }

  private void awaitShown(int number) {
    await()
        .atMost(PATIENCE)
        .until(() -> alerts().filter(entry -> entry.getStatus() != null).count() == number);
  }

  private Stream<OnCallLogEntry> alerts() {
    return client
        .resources(OnCallLogEntry.class)
        .inNamespace(NAMESPACE)
        .withLabel(OnCallLogEntry.TYPE_LABEL, "Alert")
        .list()
        .getItems()
        .stream();
  }
}
