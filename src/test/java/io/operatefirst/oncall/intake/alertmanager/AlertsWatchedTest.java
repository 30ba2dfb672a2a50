package io.operatefirst.oncall.intake.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.status.Conditions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rotation of namespace shop, whatever its Alertmanagers answer. */
class AlertsWatchedTest {

  @ParameterizedTest
  @ValueSource(strings = {"namespace=bank", "namespace!=shop", "namespace=~\"bank|post\""})
  void matchersThatWantOthersOnlyAreNotAllowed(String matchers) {
    Condition condition = watched(matchers, false);

    assertThat(condition.getStatus()).isEqualTo("False");
    assertThat(condition.getReason()).isEqualTo(Conditions.NOT_ALLOWED);
    assertThat(condition.getMessage()).contains("spec.alerts.matchers", "oncall.cluster-wide");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"namespace=shop", "namespace=~\"bank|shop\"", "severity=critical", "namespace"})
  void othersAreAndSeeTheirOwn(String matchers) {
    assertThat(watched(matchers, false).getReason()).isEqualTo(Conditions.CONNECTED);
  }

  @Test
  void whoMaySeeAllMayAskForOthers() {
    assertThat(watched("namespace=bank", true).getReason()).isEqualTo(Conditions.CONNECTED);
  }

  private static Condition watched(String matchers, boolean wide) {
    OnCallRotation rotation =
        Serialization.unmarshal(
            """
            apiVersion: oncall.operate-first.cloud/v1alpha1
            kind: OnCallRotation
            metadata: {name: sre, namespace: shop}
            spec: {engineers: [{name: alice}], alerts: {from: [platform], matchers: ['%s']}}
            """
                .formatted(matchers),
            OnCallRotation.class);
    return AlertsWatched.of(rotation, List.of(), List.of(), List.of("platform"), wide);
  }
}
