package io.operatefirst.oncall.intake.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.intake.Sight;
import io.operatefirst.oncall.intake.alertmanager.WebhookPayload.BadPayload;
import io.operatefirst.oncall.logentry.Stored;
import java.util.Set;

/** Whatever is pushed: it is refused with a reason, or becomes entries that the server takes. */
class WebhookFuzzTest {

  private static final OnCallRotation ROTATION =
      Stored.rotation(
          """
          apiVersion: oncall.operate-first.cloud/v1alpha1
          kind: OnCallRotation
          metadata: {name: sre, namespace: sre, uid: u}
          spec:
            engineers: [{name: alice}]
            alerts: {webhook: true, groupBy: [namespace, alertname, pod]}
          """);

  private final AlertGroups groups =
      new AlertGroups(ROTATION, new Sight(Set.of("sre")), alert -> false);

  @FuzzTest
  void webhook(byte[] body) throws BadPayload {
    WebhookPayload payload;
    try {
      payload = WebhookPayload.read(body);
    } catch (BadPayload e) {
      assertThat(e.getMessage()).isNotBlank();
      return;
    }
    assertThat(WebhookPayload.read(body)).isEqualTo(payload);
    groups
        .signals(payload.alerts(), AlertGroups.Extent.PUSHED)
        .forEach(signal -> Stored.holds(ROTATION, signal));
  }
}
