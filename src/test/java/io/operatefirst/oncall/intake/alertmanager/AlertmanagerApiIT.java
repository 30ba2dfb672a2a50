package io.operatefirst.oncall.intake.alertmanager;

import static io.operatefirst.oncall.intake.alertmanager.AlertScene.SOME_POLLS;
import static io.operatefirst.oncall.intake.alertmanager.AlertScene.WATCHDOG;
import static io.operatefirst.oncall.intake.alertmanager.AlertScene.alert;
import static io.operatefirst.oncall.intake.alertmanager.AlertScene.entryOf;
import static io.operatefirst.oncall.intake.alertmanager.AlertScene.firing;
import static io.operatefirst.oncall.intake.alertmanager.AlertScene.names;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.intake.alertmanager.RealAlertmanagers.Posted;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What two real Alertmanagers tell becomes entries of the log, by asking them. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
@WithTestResource(RealAlertmanagers.class)
class AlertmanagerApiIT {

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;
  RealAlertmanagers alertmanagers;
  private AlertScene scene;

  @BeforeEach
  void today() {
    scene = AlertScene.today(client, clock);
    alertmanagers.post(WATCHDOG);
  }

  @AfterEach
  void rotationsGo() {
    client.resources(OnCallRotation.class).inAnyNamespace().delete();
  }

  @Test
  void eachNamespaceAndAlertnameIsExactlyOneEntry() throws IOException {
    List<Posted> alerts = OpenShiftAlerts.all();
    assertThat(alerts.stream().map(alert -> alert.labels().get("alertname")).distinct())
        .hasSize(119);
    alertmanagers.post(alerts);
    // Inhibited by KubeNodeUnreachable and by KubeDeploymentReplicasMismatch: see the routes.
    Set<String> inhibited = Set.of("TargetDown", "KubePodNotReady", "KubePodCrashLooping");
    inhibited.forEach(name -> alertmanagers.awaitState(name, "suppressed"));
    Set<Map<String, String>> expected =
        alerts.stream()
            .map(Posted::labels)
            .filter(labels -> !inhibited.contains(labels.get("alertname")))
            .filter(labels -> !labels.get("alertname").equals("Watchdog"))
            .map(
                labels ->
                    Map.of(
                        "namespace", labels.get("namespace"),
                        "alertname", labels.get("alertname")))
            .collect(toSet());
    assertThat(expected).hasSizeGreaterThan(120);

    scene.rotation("mass", "scene=mass");

    await("all are logged")
        .untilAsserted(() -> assertThat(scene.entries("mass")).hasSize(expected.size()));
    await("and no more come")
        .during(SOME_POLLS)
        .until(() -> scene.entries("mass").size() == expected.size());
    List<OnCallLogEntry> entries = scene.entries("mass");
    assertThat(entries.stream().map(OpenShiftAlerts::group).collect(toSet())).isEqualTo(expected);
    assertThat(entries)
        .allSatisfy(
            entry -> {
              assertThat(entry.getStatus().firing()).isTrue();
              assertThat(entry.getStatus().count()).isEqualTo(1);
              assertThat(entry.getStatus().members()).hasSize(2);
            });
    OnCallLogEntry disk = entryOf(entries, "NodeFilesystemSpaceFillingUp");
    assertThat(disk.getSpec().severity()).isEqualTo(OnCallLogEntrySpec.Severity.CRITICAL);
    OnCallLogEntry node = entryOf(entries, "KubeNodeNotReady");
    assertThat(node.getSpec().summary())
        .startsWith("KubeNodeNotReady in namespace ")
        .endsWith(": Node is not ready.");
    assertThat(node.getSpec().source().runbookURL()).endsWith("/KubeNodeNotReady.md");

    // Steady: asked again and again, nothing is written.
    Map<String, String> versions = scene.versions("mass");
    await("nothing is written")
        .during(SOME_POLLS)
        .until(() -> scene.versions("mass").equals(versions));

    // First what was inhibited, else it would begin to fire.
    alerts.sort(
        Comparator.comparing(alert -> !inhibited.contains(alert.labels().get("alertname"))));
    alertmanagers.post(alerts.stream().map(Posted::ended).toList());
    await("all are over")
        .untilAsserted(
            () ->
                assertThat(scene.entries("mass"))
                    .hasSize(expected.size())
                    .allSatisfy(entry -> assertThat(entry.getStatus().firing()).isFalse()));
  }

  @Test
  void whatIsSilencedIsNoEntryBeforeTheSilenceEnds() {
    String silence = alertmanagers.silence("alertname=Quiet");
    alertmanagers.amtool(
        "alert", "add", "alertname=Quiet", "scene=silence", "namespace=shop", "severity=critical");
    alertmanagers.post(alert("Loud", "silence"));
    scene.rotation("silence", "scene=\"silence\"");

    scene.awaitEntries("silence", entries -> assertThat(names(entries)).containsExactly("Loud"));
    await("nothing comes of it")
        .during(SOME_POLLS)
        .until(() -> scene.entries("silence").size() == 1);

    alertmanagers.amtool("silence", "expire", silence);
    scene.awaitEntries(
        "silence",
        entries -> {
          assertThat(names(entries)).containsExactly("Loud", "Quiet");
          assertThat(entryOf(entries, "Quiet").getStatus().firing()).isTrue();
        });

    // Silenced later: it goes on, and its entry is left alone.
    String later = alertmanagers.silence("alertname=Quiet");
    alertmanagers.awaitState("Quiet", "suppressed");
    Map<String, String> versions = scene.versions("silence");
    await("the entry stays as it is")
        .during(SOME_POLLS)
        .until(() -> scene.versions("silence").equals(versions));
    alertmanagers.amtool("silence", "expire", later);
  }

  @Test
  void whatComesBackIsTheSameEntryUntilAPersonHasResolvedIt() {
    Posted first = alert("ComesBack", "back");
    alertmanagers.post(first);
    scene.rotation("back", "scene=~\"ba.k\"");
    scene.awaitEntries(
        "back", entries -> assertThat(entries).singleElement().satisfies(firing(true, 1)));
    String name = scene.entries("back").get(0).getMetadata().getName();

    alertmanagers.post(first.ended());
    scene.awaitEntries(
        "back", entries -> assertThat(entries).singleElement().satisfies(firing(false, 1)));

    Posted second = first.again();
    alertmanagers.post(second);
    scene.awaitEntries(
        "back", entries -> assertThat(entries).singleElement().satisfies(firing(true, 2)));
    alertmanagers.post(second.ended());
    scene.awaitEntries(
        "back", entries -> assertThat(entries).singleElement().satisfies(firing(false, 2)));
    assertThat(scene.entries("back").get(0).getMetadata().getName()).isEqualTo(name);

    client
        .resources(OnCallLogEntry.class)
        .inNamespace(RealAlertmanagers.WIDE_NAMESPACE)
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"resolved\":true}}");
    alertmanagers.post(second.again());
    scene.awaitEntries(
        "back",
        entries -> {
          assertThat(entries).hasSize(2);
          assertThat(entries)
              .filteredOn(entry -> entry.getMetadata().getName().equals(name))
              .singleElement()
              .satisfies(firing(false, 2));
          assertThat(entries)
              .filteredOn(entry -> !entry.getMetadata().getName().equals(name))
              .singleElement()
              .satisfies(firing(true, 1))
              .satisfies(entry -> assertThat(entry.getStatus().previous()).isEqualTo(name));
        });
  }

  @Test
  void aRotationSeesItsOwnNamespaceOnlyWhateverItsMatchers() {
    String own = ApiServer.running().newNamespace("shop");
    alertmanagers.post(
        alert("Elsewhere", "sight"),
        Posted.of(Map.of("alertname", "NoNamespace", "scene", "sight")),
        Posted.of(Map.of("alertname", "Mine", "scene", "sight", "namespace", own)));
    scene.create(own, "everything", "namespace=~\".*\"", "platform");
    scene.rotation("control", "scene=sight");

    scene.awaitEntries(
        "control",
        entries -> assertThat(names(entries)).containsExactly("Elsewhere", "Mine", "NoNamespace"));
    await("only its own")
        .during(SOME_POLLS)
        .untilAsserted(
            () -> assertThat(names(scene.entries(own, "everything"))).containsExactly("Mine"));
    scene.awaitCondition(
        own,
        "everything",
        heard ->
            assertThat(heard.getMessage())
                .contains("of namespace " + own + " only (oncall.cluster-wide)"));
  }
}
