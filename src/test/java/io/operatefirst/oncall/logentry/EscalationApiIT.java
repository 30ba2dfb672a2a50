package io.operatefirst.oncall.logentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.EscalationStatus;
import io.operatefirst.oncall.api.EscalationStatus.Step;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallLogEntryStatus.Phase;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing sits unseen: what nobody acknowledges goes to more and more people. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class EscalationApiIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Covered around the clock, since the server alone says when an entry is made. */
  private static final String ROTATION =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata:
        name: sre
      spec:
        engineers: [{name: alice}, {name: bob}, {name: carol}]
        schedule:
          timeZone: %s
          startDate: "%s"
          handoverTime: "00:00"
          workingDays: [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday]
          coverage: {from: "%s", to: "%s"}
        order: {atEndOfList: Repeat}
        escalation:
          acknowledgeWithin: {Critical: 15m}
          acknowledgeHandoverWithin: 1h
      """;

  @Inject KubernetesClient client;
  @Inject TestClock clock;

  private String namespace;
  private ZoneId zone;

  @BeforeEach
  void anEmptyServer() {
    client.resources(OnCallRotation.class).inAnyNamespace().delete();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                client
                    .resources(OnCallRotation.class)
                    .inAnyNamespace()
                    .list()
                    .getItems()
                    .isEmpty());
    namespace = ApiServer.running().newNamespace("escalation");
    clock.set(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    // Where it is noon now, so that no test runs over midnight.
    int ahead = 12 - clock.instant().atZone(ZoneOffset.UTC).getHour();
    zone = ZoneId.of("Etc/GMT" + (ahead > 0 ? "-" : "+") + Math.abs(ahead));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  @Test
  void oneAfterTheOtherIsToldUntilSomebodyTakesNote() {
    rotation("00:00", "24:00");
    Instant since = critical("down");
    awaitStatus(
        "down",
        status -> {
          assertThat(status.escalations()).isNull();
          assertThat(escalated(status).getReason()).isEqualTo(Conditions.NOT_ESCALATED);
        });

    clock.set(since.plus(Duration.ofMinutes(15)));
    awaitStatus(
        "down",
        status -> {
          assertThat(status.escalations()).containsExactly(step(Step.REMINDED, since, 15, "alice"));
          assertThat(status.phase()).isEqualTo(Phase.OPEN);
          assertThat(escalated(status).getReason()).isEqualTo(Conditions.REMINDED);
        });

    clock.set(since.plus(Duration.ofMinutes(30)));
    awaitStatus(
        "down",
        status -> {
          assertThat(status.escalations())
              .containsExactly(
                  step(Step.REMINDED, since, 15, "alice"),
                  step(Step.NEXT_ENGINEER, since, 30, "bob"));
          assertThat(status.phase()).isEqualTo(Phase.ESCALATED);
          assertThat(escalated(status).getReason()).isEqualTo(Conditions.NEXT_ENGINEER_TOLD);
          assertThat(escalated(status).getMessage())
              .startsWith("bob was told ")
              .contains("If nobody acknowledges it, everybody on the list is told ");
        });

    clock.set(since.plus(Duration.ofMinutes(45)));
    awaitStatus(
        "down",
        status ->
            assertThat(status.escalations())
                .last()
                .isEqualTo(step(Step.EVERYBODY, since, 45, "alice", "bob", "carol")));
    assertThat(events("down"))
        .extracting(Event::getType, Event::getReason)
        .containsExactlyInAnyOrder(
            tuple("Normal", "Reminded"),
            tuple("Warning", "Escalated"),
            tuple("Warning", "Escalated"));

    // What was done stays on the entry.
    patch("down", "{\"spec\":{\"acknowledgedBy\":\"bob\"}}");
    awaitStatus(
        "down",
        status -> {
          assertThat(status.phase()).isEqualTo(Phase.ACKNOWLEDGED);
          assertThat(status.escalations()).hasSize(3);
        });
  }

  @Test
  void itStopsTheMomentSomebodyAcknowledges() {
    rotation("00:00", "24:00");
    Instant since = critical("seen");
    clock.set(since.plus(Duration.ofMinutes(15)));
    awaitStatus("seen", status -> assertThat(status.escalations()).hasSize(1));

    patch("seen", "{\"spec\":{\"acknowledgedBy\":\"alice\"}}");
    awaitStatus("seen", status -> assertThat(status.phase()).isEqualTo(Phase.ACKNOWLEDGED));
    // A second one, which nobody acknowledges, shows when there was time enough for both.
    Instant other = critical("unseen");
    clock.set(other.plus(Duration.ofHours(2)));
    awaitStatus("unseen", status -> assertThat(status.escalations()).isNotEmpty());

    assertThat(entry("seen").get().getStatus().escalations()).hasSize(1);
  }

  @Test
  void whatIsNoneOfTheSeveritiesWaits() {
    rotation("00:00", "24:00");
    create("later", "severity: Warning");
    Instant since = critical("now");

    clock.set(since.plus(Duration.ofHours(5)));
    awaitStatus("now", status -> assertThat(status.escalations()).hasSize(1));

    assertThat(entry("later").get().getStatus().escalations()).isNull();
    // Until the rotation says otherwise.
    client
        .resources(OnCallRotation.class)
        .inNamespace(namespace)
        .withName("sre")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"spec\":{\"escalation\":{\"acknowledgeWithin\":{\"Warning\":\"1h\"}}}}");
    awaitStatus("later", status -> assertThat(status.escalations()).hasSize(1));
  }

  @Test
  void outsideCoverageNobodyIsDisturbed() {
    Instant opens = today().atTime(15, 0).atZone(zone).toInstant();
    rotation("15:00", "17:00");
    critical("noon");
    awaitStatus("noon", status -> assertThat(status.waitsUntil()).isEqualTo(opens.toString()));

    clock.set(opens.plus(Duration.ofMinutes(14)));
    // Looked at again, as is anything that changes.
    patch("noon", "{\"spec\":{\"summary\":\"It is still down\"}}");
    awaitStatus(
        "noon",
        status -> {
          assertThat(status.observedGeneration()).isEqualTo(2);
          assertThat(status.escalations()).isNull();
        });

    Instant due = opens.plus(Duration.ofMinutes(15));
    clock.set(due);
    awaitStatus(
        "noon",
        status ->
            assertThat(status.escalations())
                .containsExactly(
                    new EscalationStatus(Step.REMINDED, due.toString(), List.of("alice"))));

    // The operator was away until the evening: the next is told in the morning.
    clock.set(opens.plus(Duration.ofHours(3)));
    patch("noon", "{\"spec\":{\"summary\":\"It is down in the evening, too\"}}");
    awaitStatus("noon", status -> assertThat(status.observedGeneration()).isEqualTo(3));
    assertThat(entry("noon").get().getStatus().escalations()).hasSize(1);
  }

  /** Three boundaries are worked off at once; only the last is to be acknowledged. */
  @Test
  void ofSeveralHandoversTheLastIsToBeAcknowledged() {
    rotation("00:00", "24:00");
    await().atMost(PATIENCE).until(() -> entry("sre-handover-000001").get() != null);
    Instant handover = today().plusDays(3).atStartOfDay(zone).toInstant();

    clock.set(handover);

    awaitStatus(
        "sre-handover-000004",
        status -> {
          assertThat(status.phase()).isEqualTo(Phase.OPEN);
          assertThat(escalated(status).getReason()).isEqualTo(Conditions.NOT_ESCALATED);
        });
    for (String before : List.of("sre-handover-000002", "sre-handover-000003")) {
      awaitStatus(
          before,
          status -> {
            assertThat(status.phase()).isEqualTo(Phase.CLOSED);
            assertThat(condition(status, Conditions.ACKNOWLEDGED).getReason())
                .isEqualTo(Conditions.SUPERSEDED);
            assertThat(status.escalations()).isNull();
          });
    }

    clock.set(handover.plus(Duration.ofHours(1)));
    awaitStatus(
        "sre-handover-000004",
        status ->
            assertThat(status.escalations())
                .extracting(EscalationStatus::step, EscalationStatus::to)
                .containsExactly(tuple(Step.REMINDED, List.of("alice"))));
    patch("sre-handover-000004", "{\"spec\":{\"acknowledgedBy\":\"alice\"}}");
    awaitStatus(
        "sre-handover-000004", status -> assertThat(status.phase()).isEqualTo(Phase.CLOSED));
  }

  private void rotation(String from, String to) {
    client
        .resource(
            client
                .getKubernetesSerialization()
                .unmarshal(ROTATION.formatted(zone, today(), from, to), OnCallRotation.class))
        .inNamespace(namespace)
        .create();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                client
                        .resources(OnCallRotation.class)
                        .inNamespace(namespace)
                        .withName("sre")
                        .get()
                        .getStatus()
                    != null);
  }

  /** When it came in. */
  private Instant critical(String name) {
    return create(name, "severity: Critical");
  }

  private Instant create(String name, String severity) {
    OnCallLogEntry task =
        client
            .getKubernetesSerialization()
            .unmarshal(
                """
                apiVersion: oncall.operate-first.cloud/v1alpha1
                kind: OnCallLogEntry
                metadata: {name: %s}
                spec: {rotation: sre, type: Task, summary: It is down, %s}
                """
                    .formatted(name, severity),
                OnCallLogEntry.class);
    return Instant.parse(
        client.resource(task).inNamespace(namespace).create().getMetadata().getCreationTimestamp());
  }

  private static EscalationStatus step(Step step, Instant since, int minutes, String... to) {
    return new EscalationStatus(
        step, since.plus(Duration.ofMinutes(minutes)).toString(), List.of(to));
  }

  private static Condition escalated(OnCallLogEntryStatus status) {
    return condition(status, Conditions.ESCALATED);
  }

  private static Condition condition(OnCallLogEntryStatus status, String type) {
    return Conditions.find(status.conditions(), type).orElseThrow();
  }

  private Resource<OnCallLogEntry> entry(String name) {
    return client.resources(OnCallLogEntry.class).inNamespace(namespace).withName(name);
  }

  private void patch(String name, String json) {
    entry(name).patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }

  private List<Event> events(String entry) {
    return client.v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> event.getInvolvedObject().getName().equals(entry))
        .toList();
  }

  private void awaitStatus(String name, Consumer<OnCallLogEntryStatus> asked) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () -> {
              OnCallLogEntry entry = entry(name).get();
              assertThat(entry).isNotNull();
              assertThat(entry.getStatus()).isNotNull();
              asked.accept(entry.getStatus());
            });
  }
}
