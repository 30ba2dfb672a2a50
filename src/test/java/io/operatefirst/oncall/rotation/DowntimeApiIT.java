package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.HandoverSpec;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotationStatus.UpcomingShift;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Boundaries that passed while nobody looked are made up for, and a clock that errs does no harm.
 */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
class DowntimeApiIT {

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;

  private Scene scene;

  @BeforeEach
  void onTheFirstDay() {
    clock.set(TestClock.START);
    scene =
        new Scene(client, ApiServer.running().newNamespace("downtime"), "sre")
            .create(Scene.THREE.replace("Repeat", "Shuffle"));
    scene.awaitStatus(status -> assertThat(status.lastHandover().sequence()).isEqualTo(1));
  }

  @Test
  void nineDaysAreMadeUpForAsThePreviewHadIt() {
    List<UpcomingShift> previewed = scene.status().upcoming();
    int missed = 7; // nine days hold seven working days' boundaries

    clock.advance(Duration.ofDays(9));

    scene.awaitOnCall(previewed.get(missed - 1).engineer(), missed + 1);
    List<HandoverSpec> made =
        scene.entries().stream().map(entry -> entry.getSpec().handover()).toList();
    assertThat(made)
        .extracting(HandoverSpec::sequence)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    for (int i = 1; i < made.size(); i++) {
      UpcomingShift shift = previewed.get(i - 1);
      assertThat(made.get(i).to()).isEqualTo(shift.engineer());
      assertThat(made.get(i).at()).isEqualTo(shift.start());
      assertThat(made.get(i).shift().end()).isEqualTo(shift.end());
      assertThat(made.get(i).from()).isEqualTo(made.get(i - 1).to());
    }
    assertThat(scene.events("Handover"))
        .extracting(event -> event.getMessage())
        .anyMatch(message -> message.contains("6 handovers before it were made up for"))
        .hasSize(2);
  }

  @Test
  void aClockThatGoesBackChangesNothing() {
    clock.advance(Duration.ofDays(2));
    scene.awaitStatus(status -> assertThat(status.lastHandover().sequence()).isEqualTo(3));
    String onCall = scene.status().onCall();

    clock.advance(Duration.ofDays(-2));
    scene.patch("{\"spec\":{\"order\":{\"minimumRest\":0}}}");

    scene.awaitStatus(status -> assertThat(status.observedGeneration()).isEqualTo(2));
    assertThat(scene.status().onCall()).isEqualTo(onCall);
    assertThat(scene.entries()).hasSize(3);
  }

  @Test
  void anEditNeverInventsMissedHandovers() {
    // Wednesday to Friday become holidays on Tuesday, and on Friday noon they are taken back.
    clock.set(Instant.parse("2026-11-24T10:00:00Z"));
    scene.awaitStatus(status -> assertThat(status.lastHandover().sequence()).isEqualTo(2));
    scene.patch(
        "{\"spec\":{\"schedule\":{\"holidays\":{\"add\":[\"2026-11-25\",\"2026-11-26\",\"2026-11-27\"]}}}}");
    scene.awaitStatus(status -> assertThat(status.shift().end()).isEqualTo("2026-11-30T08:00:00Z"));
    clock.set(Instant.parse("2026-11-27T11:00:00Z"));
    scene.patch("{\"spec\":{\"schedule\":{\"holidays\":null}}}");
    scene.awaitStatus(status -> assertThat(status.observedGeneration()).isEqualTo(3));

    assertThat(scene.entries()).hasSize(2);
    clock.set(Instant.parse("2026-11-30T08:00:00Z"));
    scene.awaitStatus(status -> assertThat(status.lastHandover().sequence()).isEqualTo(3));
    assertThat(scene.entries())
        .extracting(DowntimeApiIT::at)
        .last()
        .isEqualTo("2026-11-30T08:00:00Z");
  }

  private static String at(OnCallLogEntry entry) {
    return entry.getSpec().handover().at();
  }
}
