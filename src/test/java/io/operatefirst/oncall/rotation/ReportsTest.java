package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.status.Conditions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of intakes and channels after a restart, before they are heard again. */
class ReportsTest {

  private static final String ROTATION =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata: {name: sre, namespace: ops}
      spec:
        engineers: [{name: alice, email: alice@example.org}]
        alerts: {from: [platform]}
        notifications: {email: {from: oncall@example.org}}
      status:
        conditions:
        - {type: AlertsWatched, status: "False", reason: Unreachable, message: It is down.}
        - {type: EmailSent, status: "%s", reason: %s, message: As it was.}
      """;

  @Test
  void aChannelThatFailedForTheMomentIsNotSaidToFailStill() {
    assertThat(types("False", "Unreachable", List.of())).containsExactly("AlertsWatched");
    assertThat(types("False", "RateLimited", List.of())).containsExactly("AlertsWatched");
  }

  @Test
  void allElseIsAsItWas() {
    assertThat(types("False", "Unauthorized", List.of()))
        .containsExactly("AlertsWatched", "EmailSent");
    assertThat(types("True", "Delivered", List.of())).containsExactly("AlertsWatched", "EmailSent");
  }

  @Test
  void whatIsHeardIsSaid() {
    Condition down = Conditions.no("EmailSent", "Unreachable", "It is down.");

    assertThat(types("False", "Unreachable", List.of(down)))
        .containsExactly("AlertsWatched", "EmailSent");
  }

  private static List<String> types(String status, String reason, List<Condition> heard) {
    OnCallRotation rotation =
        new KubernetesSerialization()
            .unmarshal(ROTATION.formatted(status, reason), OnCallRotation.class);
    return new Reports(rotation, heard).conditions().stream().map(Condition::getType).toList();
  }
}
