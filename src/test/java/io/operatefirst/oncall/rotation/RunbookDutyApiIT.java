package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallLogEntryStatus.Phase;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the team wants it so, nobody is done with a shift while old runbooks are owed. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class RunbookDutyApiIT {

  private static final String HANDOVER = HandoverEntries.nameOf("sre", 2);

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;

  private Scene scene;
  private Instant noon;

  @BeforeEach
  void aPolicyOfThirteenHours() {
    Scene.clear(client);
    ZoneId zone = clock.setToNoon();
    noon = clock.instant();
    scene = new Scene(client, ApiServer.running().newNamespace("runbook-duty"), "sre");
    scene.create(
        """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallRotation
        metadata: {name: sre}
        spec:
          engineers: [{name: alice}, {name: bob}, {name: carol}]
          schedule:
            timeZone: %s
            startDate: "%s"
            handoverTime: "00:00"
            workingDays: [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday]
            coverage: {from: "00:00", to: "24:00"}
          order: {atEndOfList: Repeat}
          log: {runbookWithin: 13h}
        """
            .formatted(zone, LocalDate.ofInstant(noon, zone)));
    scene.awaitOnCall("alice", 1);
  }

  @Test
  void anAcknowledgedHandoverIsHeldUpByAnOldDebtUntilItIsPaid() {
    scene.task("disk", "summary: The disk is full, severity: Warning, resolved: true");
    scene.awaitEntry(
        "disk",
        status -> {
          assertThat(status.phase()).isEqualTo(Phase.RESOLVED);
          assertThat(status.onCall()).isEqualTo("alice");
        });
    clock.set(noon.plus(Duration.ofHours(12)));
    scene.awaitOnCall("bob", 2);
    scene.patch(HANDOVER, "{\"spec\":{\"acknowledgedBy\":\"bob\"}}");
    awaitHandedOver("True", Conditions.ACKNOWLEDGED);

    // By time alone.
    clock.set(noon.plus(Duration.ofHours(13)));
    awaitHandedOver("False", Conditions.RUNBOOKS_OVERDUE);
    assertThat(scene.condition(Conditions.HANDED_OVER).getMessage())
        .isEqualTo(
            "bob has acknowledged the handover, but alice owes the runbook of disk for longer than"
                + " spec.log.runbookWithin allows. Write it, and link it: oc patch ocl disk --type"
                + " merge -p '{\"spec\":{\"runbook\":\"https://…\"}}'");
    // Who has taken note is not asked again.
    scene.awaitEntry(HANDOVER, status -> assertThat(status.phase()).isEqualTo(Phase.CLOSED));

    scene.patch("disk", "{\"spec\":{\"runbook\":\"https://example.org/runbooks/disk\"}}");
    awaitHandedOver("True", Conditions.ACKNOWLEDGED);
  }

  private void awaitHandedOver(String value, String reason) {
    scene.awaitStatus(
        status ->
            assertThat(Conditions.find(status.conditions(), Conditions.HANDED_OVER))
                .hasValueSatisfying(
                    condition -> {
                      assertThat(condition.getReason()).isEqualTo(reason);
                      assertThat(condition.getStatus()).isEqualTo(value);
                    }));
  }
}
