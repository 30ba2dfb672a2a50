package io.operatefirst.oncall.logentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.EscalationStatus;
import io.operatefirst.oncall.api.EscalationStatus.Step;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallLogEntryStatus.Phase;
import io.operatefirst.oncall.log.Severity;
import io.operatefirst.oncall.rotation.Scene;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing sits unseen: what nobody acknowledges goes to more and more people. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class EscalationApiIT {

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

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;
  @Inject LogBook book;

  private Scene scene;
  private ZoneId zone;

  @BeforeEach
  void anEmptyServer() {
    Scene.clear(client);
    scene = new Scene(client, ApiServer.running().newNamespace("escalation"), "sre");
    zone = clock.setToNoon();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  @Test
  void aMistakeInTheSpecStopsNoEscalation() {
    rotation("00:00", "24:00");
    Instant since = critical("down");
    scene.awaitEntry("down", status -> assertThat(status.onCall()).isEqualTo("alice"));
    scene.patch("{\"spec\":{\"faq\":[{\"pattern\":\"quota(\",\"answer\":\"Ask.\"}]}}");
    scene.awaitCondition(Conditions.READY, "False", Conditions.INVALID_SPEC);

    clock.set(since.plus(Duration.ofMinutes(15)));
    scene.awaitEntry(
        "down",
        status ->
            assertThat(status.escalations())
                .containsExactly(step(Step.REMINDED, since, 15, "alice")));
  }

  @Test
  void oneAfterTheOtherIsToldUntilSomebodyTakesNote() {
    rotation("00:00", "24:00");
    Instant since = critical("down");
    scene.awaitEntry(
        "down",
        status -> {
          assertThat(status.escalations()).isNull();
          assertThat(escalated(status).getReason()).isEqualTo(Conditions.NOT_ESCALATED);
        });

    clock.set(since.plus(Duration.ofMinutes(15)));
    scene.awaitEntry(
        "down",
        status -> {
          assertThat(status.escalations()).containsExactly(step(Step.REMINDED, since, 15, "alice"));
          assertThat(status.phase()).isEqualTo(Phase.OPEN);
          assertThat(escalated(status).getReason()).isEqualTo(Conditions.REMINDED);
        });

    clock.set(since.plus(Duration.ofMinutes(30)));
    scene.awaitEntry(
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
    scene.awaitEntry(
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
    scene.patch("down", "{\"spec\":{\"acknowledgedBy\":\"bob\"}}");
    scene.awaitEntry(
        "down",
        status -> {
          assertThat(status.phase()).isEqualTo(Phase.ACKNOWLEDGED);
          assertThat(status.escalations()).hasSize(3);
        });
  }

  /** Many, since each is looked at while it is written, or after that. */
  @Test
  void whatAnIntakeReportsIsNoException() {
    rotation("00:00", "24:00");
    Instant since = clock.instant();
    Alarm alarm = new Alarm(book, scene, clock);
    List<String> entries =
        IntStream.range(0, 20).mapToObj(i -> alarm.rings(Severity.CRITICAL, "Down" + i)).toList();

    clock.set(since.plus(Duration.ofMinutes(15)));

    for (String entry : entries) {
      scene.awaitEntry(
          entry,
          status ->
              assertThat(status.escalations())
                  .containsExactly(step(Step.REMINDED, since, 15, "alice")));
    }
  }

  @Test
  void itStopsTheMomentSomebodyAcknowledges() {
    rotation("00:00", "24:00");
    Instant since = critical("seen");
    clock.set(since.plus(Duration.ofMinutes(15)));
    scene.awaitEntry("seen", status -> assertThat(status.escalations()).hasSize(1));

    scene.patch("seen", "{\"spec\":{\"acknowledgedBy\":\"alice\"}}");
    scene.awaitEntry("seen", status -> assertThat(status.phase()).isEqualTo(Phase.ACKNOWLEDGED));
    // A second one, which nobody acknowledges, shows when there was time enough for both.
    Instant other = critical("unseen");
    clock.set(other.plus(Duration.ofHours(2)));
    scene.awaitEntry("unseen", status -> assertThat(status.escalations()).isNotEmpty());

    assertThat(scene.entry("seen").get().getStatus().escalations()).hasSize(1);
  }

  @Test
  void whatIsNoneOfTheSeveritiesWaits() {
    rotation("00:00", "24:00");
    create("later", "severity: Warning");
    Instant since = critical("now");

    clock.set(since.plus(Duration.ofHours(5)));
    scene.awaitEntry("now", status -> assertThat(status.escalations()).hasSize(1));

    assertThat(scene.entry("later").get().getStatus().escalations()).isNull();
    // Until the rotation says otherwise.
    scene.patch("{\"spec\":{\"escalation\":{\"acknowledgeWithin\":{\"Warning\":\"1h\"}}}}");
    scene.awaitEntry("later", status -> assertThat(status.escalations()).hasSize(1));
  }

  @Test
  void outsideCoverageNobodyIsDisturbed() {
    Instant opens = today().atTime(15, 0).atZone(zone).toInstant();
    rotation("15:00", "17:00");
    critical("noon");
    scene.awaitEntry("noon", status -> assertThat(status.waitsUntil()).isEqualTo(opens.toString()));

    clock.set(opens.plus(Duration.ofMinutes(14)));
    // Looked at again, as is anything that changes.
    scene.patch("noon", "{\"spec\":{\"summary\":\"It is still down\"}}");
    scene.awaitEntry(
        "noon",
        status -> {
          assertThat(status.observedGeneration()).isEqualTo(2);
          assertThat(status.escalations()).isNull();
        });

    Instant due = opens.plus(Duration.ofMinutes(15));
    clock.set(due);
    scene.awaitEntry(
        "noon",
        status ->
            assertThat(status.escalations())
                .containsExactly(
                    new EscalationStatus(Step.REMINDED, due.toString(), List.of("alice"))));

    // The operator was away until the evening: the next is told in the morning.
    clock.set(opens.plus(Duration.ofHours(3)));
    scene.patch("noon", "{\"spec\":{\"summary\":\"It is down in the evening, too\"}}");
    scene.awaitEntry("noon", status -> assertThat(status.observedGeneration()).isEqualTo(3));
    assertThat(scene.entry("noon").get().getStatus().escalations()).hasSize(1);
  }

  /** Three boundaries are worked off at once; only the last is to be acknowledged. */
  @Test
  void ofSeveralHandoversTheLastIsToBeAcknowledged() {
    rotation("00:00", "24:00");
    Instant handover = today().plusDays(3).atStartOfDay(zone).toInstant();

    clock.set(handover);

    scene.awaitEntry(
        "sre-handover-000004",
        status -> {
          assertThat(status.phase()).isEqualTo(Phase.OPEN);
          assertThat(escalated(status).getReason()).isEqualTo(Conditions.NOT_ESCALATED);
        });
    for (String before : List.of("sre-handover-000002", "sre-handover-000003")) {
      scene.awaitEntry(
          before,
          status -> {
            assertThat(status.phase()).isEqualTo(Phase.CLOSED);
            assertThat(condition(status, Conditions.ACKNOWLEDGED).getReason())
                .isEqualTo(Conditions.SUPERSEDED);
            assertThat(status.escalations()).isNull();
          });
    }

    clock.set(handover.plus(Duration.ofHours(1)));
    scene.awaitEntry(
        "sre-handover-000004",
        status ->
            assertThat(status.escalations())
                .extracting(EscalationStatus::step, EscalationStatus::to)
                .containsExactly(tuple(Step.REMINDED, List.of("alice"))));
    scene.patch("sre-handover-000004", "{\"spec\":{\"acknowledgedBy\":\"alice\"}}");
    scene.awaitEntry(
        "sre-handover-000004", status -> assertThat(status.phase()).isEqualTo(Phase.CLOSED));
  }

  private void rotation(String from, String to) {
    scene
        .create(ROTATION.formatted(zone, today(), from, to))
        .awaitStatus(status -> assertThat(status.lastHandover()).isNotNull());
  }

  /** When it came in. */
  private Instant critical(String name) {
    return create(name, "severity: Critical");
  }

  private Instant create(String name, String severity) {
    scene.task(name, "summary: It is down, " + severity);
    return Instant.parse(scene.entry(name).get().getMetadata().getCreationTimestamp());
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

  private List<Event> events(String entry) {
    return client.v1().events().inNamespace(scene.namespace()).list().getItems().stream()
        .filter(event -> event.getInvolvedObject().getName().equals(entry))
        .toList();
  }
}
