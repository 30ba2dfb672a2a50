package io.operatefirst.oncall.override;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.CoverStatus;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallOverrideStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** While a rotation is invalid, its overrides say that none of them begins or ends. */
class StandstillTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final String WAITS =
      "RotationNotReady: The rotation sre is not ready, as its condition Ready says: no cover begins"
          + " or ends until it is.";

  private final KubernetesSerialization serialization = new KubernetesSerialization();

  @Test
  void oneThatIsNewIsAnswered() {
    OnCallOverride override = override(1);

    assertThat(lines(override)).containsExactly("SCHEDULED", "Active=False " + WAITS);
  }

  @Test
  void whoCoversGoesOnTo() {
    OnCallOverride override = withStatus(override(1), "Active", "True", "Covering");

    assertThat(lines(override))
        .containsExactly(
            "ACTIVE",
            "Accepted=True Accepted: bob takes over from alice.",
            "Active=True " + WAITS,
            "Ineffective=False TakesEffect: Somebody has the duty that it passes on.");
    assertThat(new Standstill(override, NOW).status().covers())
        .extracting(CoverStatus::engineer)
        .containsExactly("bob");
  }

  @Test
  void whatHasEndedStays() {
    OnCallOverride override = withStatus(override(1), "Ended", "False", "Ended");

    assertThat(new Standstill(override, NOW).status()).isEqualTo(override.getStatus());
  }

  @Test
  void whatWasSaidOfAnEarlierEditIsOver() {
    OnCallOverride override = withStatus(override(2), "Rejected", "False", "UnknownEngineer");

    assertThat(lines(override)).containsExactly("SCHEDULED", "Active=False " + WAITS);
    assertThat(new Standstill(override, NOW).status().covers()).isEmpty();
    assertThat(new Standstill(override, NOW).status().observedGeneration()).isEqualTo(2);
  }

  @Test
  void thatThereIsNoSuchRotationIsOver() {
    OnCallOverride override = override(1);
    override.setStatus(OverrideView.ofUnknownRotation(override, NOW));

    assertThat(lines(override)).containsExactly("SCHEDULED", "Active=False " + WAITS);
  }

  @Test
  void itIsSaidOnce() {
    for (OnCallOverride override :
        List.of(override(1), withStatus(override(1), "Active", "True", "Covering"))) {
      OnCallOverrideStatus first = new Standstill(override, NOW).status();
      override.setStatus(
          serialization.unmarshal(serialization.asJson(first), OnCallOverrideStatus.class));

      assertThat(new Standstill(override, NOW.plusSeconds(60)).status())
          .isEqualTo(override.getStatus());
    }
  }

  private OnCallOverride override(int generation) {
    return serialization.unmarshal(
        """
        apiVersion: oncall.operate-first.cloud/v1alpha1
        kind: OnCallOverride
        metadata: {name: dentist, namespace: ops, generation: %d}
        spec: {rotation: sre, engineer: bob, for: alice, from: '2026-11-23', to: '2026-11-23'}
        """
            .formatted(generation),
        OnCallOverride.class);
  }

  /** As a valid rotation has left it, of its first generation. */
  private OnCallOverride withStatus(
      OnCallOverride override, String phase, String active, String reason) {
    override.setStatus(
        serialization.unmarshal(
            """
            observedGeneration: 1
            phase: %s
            covers:
            - {engineer: bob, for: alice, start: "2026-11-23T09:00:00Z", end: "2026-11-24T09:00:00Z"}
            conditions:
            - {type: Accepted, status: "True", reason: Accepted, observedGeneration: 1,
               message: bob takes over from alice., lastTransitionTime: "2026-11-23T09:00:00Z"}
            - {type: Active, status: "%s", reason: %s, observedGeneration: 1,
               message: any, lastTransitionTime: "2026-11-23T09:00:00Z"}
            - {type: Ineffective, status: "False", reason: TakesEffect, observedGeneration: 1,
               message: Somebody has the duty that it passes on.,
               lastTransitionTime: "2026-11-23T09:00:00Z"}
            """
                .formatted(phase, active, reason),
            OnCallOverrideStatus.class));
    return override;
  }

  private static List<String> lines(OnCallOverride override) {
    OnCallOverrideStatus status = new Standstill(override, NOW).status();
    List<String> lines = new ArrayList<>(List.of(status.phase().name()));
    status.conditions().stream()
        .map(
            condition ->
                "%s=%s %s: %s"
                    .formatted(
                        condition.getType(),
                        condition.getStatus(),
                        condition.getReason(),
                        condition.getMessage()))
        .forEach(lines::add);
    return lines;
  }
}
