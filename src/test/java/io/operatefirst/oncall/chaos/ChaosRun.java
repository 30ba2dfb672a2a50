package io.operatefirst.oncall.chaos;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.OperatorAccount;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.chaos.ChaosPlan.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.core.ConditionTimeoutException;

/** Carries out a plan, and judges what is then left behind. */
final class ChaosRun implements AutoCloseable {

  private static final Duration STARTED = Duration.ofMinutes(5);
  private static final Duration SETTLED = Duration.ofMinutes(5);

  /** Longer than one that has lost its lease goes on without having noticed that. */
  private static final Duration SHORTLY = Duration.ofSeconds(5);

  private final ChaosPlan plan;
  private final KubernetesClient client;
  private final String namespace;
  private final Stage stage;

  ChaosRun(ChaosPlan plan, ApiServer server, Clock clock, Path logs) throws IOException {
    this.plan = plan;
    client = server.client();
    namespace = server.newNamespaceWithSecrets("chaos");
    stage = new Stage(plan, server, clock, namespace, logs);
  }

  /** All that is wrong when it is over and calm again; nothing where every promise was kept. */
  List<String> violations() {
    await().atMost(STARTED).until(stage.replicas()::haveStarted);
    createTeams();
    for (Step step : plan.steps()) {
      step.act().happen(stage);
      LockSupport.parkNanos(step.then().toNanos());
    }
    stage.calm();
    // What a leader does that wakes up among all that others have done is part of the run.
    await().atMost(SETTLED).until(stage.replicas()::areAwake);
    try {
      await().atMost(SETTLED).pollInterval(Duration.ofSeconds(1)).until(() -> judged().isEmpty());
      // What comes too often may come late.
      LockSupport.parkNanos(SHORTLY.toNanos());
    } catch (ConditionTimeoutException e) {
      // Then what is wrong is said.
    }
    return judged();
  }

  /** How often each fault was met, and how often a leader was interrupted. */
  String met() {
    return "faults %s, interruptions %d"
        .formatted(stage.proxy().counted(), stage.replicas().interruptions().size());
  }

  private void createTeams() {
    client.resource(NoticeSink.signingKey(namespace)).create();
    for (Team team : plan.teams()) {
      client.resource(team.rotation(stage.sink().hook())).inNamespace(namespace).create();
    }
  }

  private List<String> judged() {
    Instant now = stage.now();
    List<OnCallLogEntry> entries =
        client.resources(OnCallLogEntry.class).inNamespace(namespace).list().getItems();
    List<String> violations = new ArrayList<>();
    for (int i = 0; i < plan.teams().size(); i++) {
      Team team = plan.teams().get(i);
      violations.addAll(
          LogPromise.violations(
              new Aftermath(
                  team,
                  client
                      .resources(OnCallRotation.class)
                      .inNamespace(namespace)
                      .withName(team.name())
                      .get(),
                  entries.stream()
                      .filter(entry -> entry.getSpec().rotation().equals(team.name()))
                      .toList(),
                  stage.alerts(i),
                  stage.sink().arrivals(),
                  stage.replicas().interruptions(),
                  stage.replicas().reached(),
                  now)));
    }
    return violations;
  }

  /** Nothing is left for the operators of the next run. */
  @Override
  public void close() {
    stage.close();
    client.resources(OnCallRotation.class).inNamespace(namespace).delete();
    client.resources(OnCallLogEntry.class).inNamespace(namespace).delete();
    client.leases().inNamespace(OperatorAccount.NAME).delete();
  }
}
