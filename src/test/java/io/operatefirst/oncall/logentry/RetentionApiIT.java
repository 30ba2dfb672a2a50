package io.operatefirst.oncall.logentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallLogEntryStatus.Phase;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.log.Kind;
import io.operatefirst.oncall.log.Member;
import io.operatefirst.oncall.log.Observation;
import io.operatefirst.oncall.log.Severity;
import io.operatefirst.oncall.log.Signal;
import io.operatefirst.oncall.log.SignalKey;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done with leaves the log after some time, and nothing else does. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
@TestProfile(RetentionApiIT.EachSecond.class)
class RetentionApiIT {

  private static final String DONE =
      "resolved: true, resolution: restarted it, runbook: 'https://example.org/runbook'";

  /** The log is tidied all the time. */
  public static final class EachSecond implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("oncall.retention.every", "1s");
    }
  }

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;
  @Inject LogBook book;
  @Inject RetentionRound round;

  private String namespace;

  @BeforeEach
  void today() {
    noRotation();
    // The server alone says when an entry is made.
    clock.set(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    namespace = ApiServer.running().newNamespace("retention");
  }

  @AfterEach
  void noRotation() {
    client.resources(OnCallRotation.class).inAnyNamespace().delete();
  }

  @Test
  void whatIsDoneWithGoesAndNothingElse() {
    rotation("sre", "3d");
    firing("disk");
    task("done", DONE);
    task("owes-its-runbook", "resolved: true, severity: Warning");
    task("open", "severity: Info");
    awaitPhase("done", Phase.CLOSED);
    awaitPhase("owes-its-runbook", Phase.RESOLVED);
    awaitPhase("open", Phase.OPEN);

    clock.advance(Duration.ofDays(2));
    task("done-later", DONE);
    awaitPhase("done-later", Phase.CLOSED);
    clock.advance(Duration.ofDays(2));
    awaitGone("done");

    assertThat(names()).contains("done-later", "owes-its-runbook", "open");
    clock.advance(Duration.ofDays(2));
    awaitGone("done-later");

    clock.advance(Duration.ofDays(30));
    task("done-last", DONE);
    awaitPhase("done-last", Phase.CLOSED);
    clock.advance(Duration.ofDays(4));
    awaitGone("done-last");
    assertThat(names()).contains("owes-its-runbook", "open");
    assertThat(types()).contains(OnCallLogEntrySpec.Type.HANDOVER, OnCallLogEntrySpec.Type.ALERT);
  }

  @Test
  void whoPaysADebtLateFindsItForAsLongAsAnybody() {
    rotation("sre", "3d");
    task("owes-its-runbook", "resolved: true, severity: Warning");
    awaitPhase("owes-its-runbook", Phase.RESOLVED);
    clock.advance(Duration.ofDays(30));

    entry("owes-its-runbook")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"spec\":{\"runbook\":\"https://example.org/runbook\"}}");
    awaitPhase("owes-its-runbook", Phase.CLOSED);

    clock.advance(Duration.ofDays(2));
    round.go();
    assertThat(names()).contains("owes-its-runbook");
    clock.advance(Duration.ofDays(2));
    awaitGone("owes-its-runbook");
  }

  /** One that the schema would not let in today, as an earlier one might have. */
  @Test
  void oneRotationThatCannotBeReadStopsNoOther() {
    rotation("sre", "90d");
    task("done", DONE);
    awaitPhase("done", Phase.CLOSED);
    OnCallRotation sre = parse("sre", "3d");
    awaitKnownAsClosed("done", sre);
    clock.advance(Duration.ofDays(4));
    OnCallRotation broken = parse("broken", "soon");

    round.go(List.of(broken, sre, broken));

    assertThat(entry("done").get()).isNull();
  }

  @Test
  void whatSomebodyHasJustEditedStays() {
    rotation("sre", "3d");
    task("done", DONE);
    awaitPhase("done", Phase.CLOSED);
    OnCallLogEntry known = entry("done").get();
    entry("done").patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"resolved\":false}}");
    awaitPhase("done", Phase.OPEN);

    round.remove(known);

    assertThat(entry("done").get()).isNotNull();
    round.remove(entry("done").get());
    assertThat(entry("done").get()).isNull();
  }

  /** An alert that somebody calls over, and that fires on. */
  private void firing(String alert) {
    await("the log is open").until(() -> rotation("sre").isPresent());
    book.report(
        rotation("sre").orElseThrow(),
        Kind.ALERT,
        List.of(
            new Signal(
                SignalKey.of(Kind.ALERT, Map.of("alertname", alert)),
                alert,
                Optional.of("https://example.org/runbook"),
                Optional.empty(),
                new Observation(
                    true,
                    1,
                    List.of(
                        new Member(
                            "1",
                            clock.instant(),
                            Severity.WARNING,
                            Map.of(),
                            Member.State.FIRING,
                            false))))),
        false);
    String name =
        client
            .resources(OnCallLogEntry.class)
            .inNamespace(namespace)
            .withLabel(OnCallLogEntry.TYPE_LABEL, "Alert")
            .list()
            .getItems()
            .get(0)
            .getMetadata()
            .getName();
    entry(name).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"resolved\":true}}");
    awaitPhase(name, Phase.CLOSED);
  }

  private Optional<OnCallRotation> rotation(String name) {
    return book.rotation(namespace, name);
  }

  /** With its status: until then each of its entries is written once more. */
  private void rotation(String name, String retention) {
    create(OnCallRotation.class, yaml(name, retention));
    await(name).until(() -> rotation(name).filter(known -> known.getStatus() != null).isPresent());
  }

  private OnCallRotation parse(String name, String retention) {
    OnCallRotation rotation =
        client.getKubernetesSerialization().unmarshal(yaml(name, retention), OnCallRotation.class);
    rotation.getMetadata().setNamespace(namespace);
    return rotation;
  }

  private static String yaml(String name, String retention) {
    return """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallRotation
        metadata: {name: %s}
        spec:
          engineers: [{name: alice}, {name: bob}]
          log: {retention: "%s"}
        """
        .formatted(name, retention);
  }

  private void task(String name, String spec) {
    create(
        OnCallLogEntry.class,
        """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallLogEntry
        metadata: {name: %s}
        spec: {rotation: sre, type: Task, %s}
        """
            .formatted(name, spec));
  }

  private void create(Class<? extends CustomResource<?, ?>> type, String yaml) {
    client
        .genericKubernetesResources(CustomResourceDefinitionContext.fromCustomResourceType(type))
        .inNamespace(namespace)
        .resource(
            client.getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class))
        .create();
  }

  private Resource<OnCallLogEntry> entry(String name) {
    return client.resources(OnCallLogEntry.class).inNamespace(namespace).withName(name);
  }

  private List<String> names() {
    return entries().stream().map(entry -> entry.getMetadata().getName()).toList();
  }

  private List<OnCallLogEntrySpec.Type> types() {
    return entries().stream().map(entry -> entry.getSpec().type()).toList();
  }

  private List<OnCallLogEntry> entries() {
    return client.resources(OnCallLogEntry.class).inNamespace(namespace).list().getItems();
  }

  private void awaitPhase(String name, Phase phase) {
    await(name)
        .untilAsserted(
            () -> {
              assertThat(entry(name).get().getStatus()).isNotNull();
              assertThat(entry(name).get().getStatus().phase()).isEqualTo(phase);
            });
  }

  /** A round goes by what the operator knows, which comes a moment after the server. */
  private void awaitKnownAsClosed(String name, OnCallRotation rotation) {
    await(name + " is known")
        .until(
            () ->
                book.entries(rotation)
                    .filter(entry -> entry.getMetadata().getName().equals(name))
                    .anyMatch(
                        entry ->
                            entry.getStatus() != null
                                && entry.getStatus().phase() == Phase.CLOSED));
  }

  private void awaitGone(String name) {
    await(name).until(() -> entry(name).get() == null);
  }
}
