package io.operatefirst.oncall.intake.alertmanager;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
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
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What two real Alertmanagers tell becomes entries of the log, by asking them. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
@WithTestResource(RealAlertmanagers.class)
class AlertmanagerApiIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Enough for the operator to have asked again and again. */
  private static final Duration SOME_POLLS = Duration.ofSeconds(4);

  private static final Posted WATCHDOG =
      Posted.of(Map.of("alertname", "Watchdog", "severity", "none"));

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;
  RealAlertmanagers alertmanagers;

  @BeforeAll
  static void theNamespaceThatSeesAll() {
    KubernetesClient client = ApiServer.running().client();
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(RealAlertmanagers.WIDE_NAMESPACE)
                .endMetadata()
                .build())
        .create();
  }

  @BeforeEach
  void today() {
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
    clock.set(Instant.now().truncatedTo(ChronoUnit.DAYS).plus(12, ChronoUnit.HOURS));
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

    rotation("mass", "scene=mass");

    await("all are logged")
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(entries("mass")).hasSize(expected.size()));
    await("and no more come")
        .during(SOME_POLLS)
        .atMost(PATIENCE)
        .until(() -> entries("mass").size() == expected.size());
    List<OnCallLogEntry> entries = entries("mass");
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
    Map<String, String> versions = versions("mass");
    await("nothing is written")
        .during(SOME_POLLS)
        .atMost(PATIENCE)
        .until(() -> versions("mass").equals(versions));

    // First what was inhibited, else it would begin to fire.
    alerts.sort(
        Comparator.comparing(alert -> !inhibited.contains(alert.labels().get("alertname"))));
    alertmanagers.post(alerts.stream().map(Posted::ended).toList());
    await("all are over")
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(entries("mass"))
                    .hasSize(expected.size())
                    .allSatisfy(entry -> assertThat(entry.getStatus().firing()).isFalse()));
  }

  @Test
  void whatIsSilencedIsNoEntryBeforeTheSilenceEnds() {
    String silence = alertmanagers.silence("alertname=Quiet");
    alertmanagers.amtool(
        "alert", "add", "alertname=Quiet", "scene=silence", "namespace=shop", "severity=critical");
    alertmanagers.post(alert("Loud", "silence"));
    rotation("silence", "scene=\"silence\"");

    awaitEntries("silence", entries -> assertThat(names(entries)).containsExactly("Loud"));
    await("nothing comes of it")
        .during(SOME_POLLS)
        .atMost(PATIENCE)
        .until(() -> entries("silence").size() == 1);

    alertmanagers.amtool("silence", "expire", silence);
    awaitEntries(
        "silence",
        entries -> {
          assertThat(names(entries)).containsExactly("Loud", "Quiet");
          assertThat(entryOf(entries, "Quiet").getStatus().firing()).isTrue();
        });

    // Silenced later: it goes on, and its entry is left alone.
    String later = alertmanagers.silence("alertname=Quiet");
    alertmanagers.awaitState("Quiet", "suppressed");
    Map<String, String> versions = versions("silence");
    await("the entry stays as it is")
        .during(SOME_POLLS)
        .atMost(PATIENCE)
        .until(() -> versions("silence").equals(versions));
    alertmanagers.amtool("silence", "expire", later);
  }

  @Test
  void whatComesBackIsTheSameEntryUntilAPersonHasResolvedIt() {
    Posted first = alert("ComesBack", "back");
    alertmanagers.post(first);
    rotation("back", "scene=~\"ba.k\"");
    awaitEntries("back", entries -> assertThat(entries).singleElement().satisfies(firing(true, 1)));
    String name = entries("back").get(0).getMetadata().getName();

    alertmanagers.post(first.ended());
    awaitEntries(
        "back", entries -> assertThat(entries).singleElement().satisfies(firing(false, 1)));

    Posted second = first.again();
    alertmanagers.post(second);
    awaitEntries("back", entries -> assertThat(entries).singleElement().satisfies(firing(true, 2)));
    alertmanagers.post(second.ended());
    awaitEntries(
        "back", entries -> assertThat(entries).singleElement().satisfies(firing(false, 2)));
    assertThat(entries("back").get(0).getMetadata().getName()).isEqualTo(name);

    client
        .resources(OnCallLogEntry.class)
        .inNamespace(RealAlertmanagers.WIDE_NAMESPACE)
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"resolved\":true}}");
    alertmanagers.post(second.again());
    awaitEntries(
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
  void anAlertmanagerThatIsGoneEndsNothingAndDoublesNothing() {
    Posted alert = alert("Outage", "outage");
    alertmanagers.post(alert);
    rotation("outage", "scene=outage");
    awaitEntries(
        "outage", entries -> assertThat(entries).singleElement().satisfies(firing(true, 1)));
    awaitCondition(
        RealAlertmanagers.WIDE_NAMESPACE,
        "outage",
        heard -> {
          assertThat(heard.getStatus()).isEqualTo("True");
          assertThat(heard.getReason()).isEqualTo(Conditions.CONNECTED);
        });

    alertmanagers.stopFirst();
    awaitCondition(
        RealAlertmanagers.WIDE_NAMESPACE,
        "outage",
        heard -> {
          assertThat(heard.getReason()).isEqualTo(Conditions.CONNECTED);
          assertThat(heard.getMessage()).contains("1 of 2 replicas do not answer");
        });
    alertmanagers.postToSecond(alert("OnOneOnly", "outage"));
    awaitEntries(
        "outage", entries -> assertThat(names(entries)).containsExactly("OnOneOnly", "Outage"));

    Map<String, String> versions = versions("outage");
    alertmanagers.stopAll();
    awaitCondition(
        RealAlertmanagers.WIDE_NAMESPACE,
        "outage",
        heard -> {
          assertThat(heard.getStatus()).isEqualTo("False");
          assertThat(heard.getReason()).isEqualTo(Conditions.UNREACHABLE);
          assertThat(heard.getMessage())
              .contains("Alertmanager platform has not answered since ")
              .contains("127.0.0.1:")
              .contains("nothing listens there");
        });
    await("nothing else changes")
        .during(SOME_POLLS)
        .atMost(PATIENCE)
        .until(() -> versions("outage").equals(versions));

    alertmanagers.startAll();
    alertmanagers.post(WATCHDOG, alert);
    awaitCondition(
        RealAlertmanagers.WIDE_NAMESPACE,
        "outage",
        heard -> assertThat(heard.getReason()).isEqualTo(Conditions.CONNECTED));
    awaitEntries(
        "outage",
        entries -> {
          assertThat(names(entries)).containsExactly("OnOneOnly", "Outage");
          assertThat(entryOf(entries, "Outage")).satisfies(firing(true, 1));
          assertThat(entryOf(entries, "OnOneOnly")).satisfies(firing(false, 1));
        });
  }

  @Test
  void whereOneOfTwoIsLostTheOtherIsHeardAndNothingEnds() {
    Posted alert = alert("Half", "half");
    alertmanagers.post(alert);
    create(RealAlertmanagers.WIDE_NAMESPACE, "half", "scene=half", "platform, lost");
    // Sees that it is over, since it asks nobody who is lost.
    rotation("whole", "scene=half");
    awaitEntries("half", entries -> assertThat(entries).singleElement().satisfies(firing(true, 1)));
    awaitCondition(
        RealAlertmanagers.WIDE_NAMESPACE,
        "half",
        heard -> {
          assertThat(heard.getReason()).isEqualTo(Conditions.UNREACHABLE);
          assertThat(heard.getMessage()).startsWith("Alertmanager lost has not answered since ");
        });

    alertmanagers.post(alert.ended(), alert("Other", "half"));
    awaitEntries(
        "whole",
        entries -> {
          assertThat(names(entries)).containsExactly("Half", "Other");
          assertThat(entryOf(entries, "Half")).satisfies(firing(false, 1));
        });
    awaitEntries("half", entries -> assertThat(names(entries)).containsExactly("Half", "Other"));
    assertThat(entryOf(entries("half"), "Half")).satisfies(firing(true, 1));
  }

  @Test
  void aRotationSeesItsOwnNamespaceOnlyWhateverItsMatchers() {
    String own = ApiServer.running().newNamespace("shop");
    alertmanagers.post(
        alert("Elsewhere", "sight"),
        Posted.of(Map.of("alertname", "NoNamespace", "scene", "sight")),
        Posted.of(Map.of("alertname", "Mine", "scene", "sight", "namespace", own)));
    create(own, "everything", "namespace=~\".*\"", "platform");
    rotation("control", "scene=sight");

    awaitEntries(
        "control",
        entries -> assertThat(names(entries)).containsExactly("Elsewhere", "Mine", "NoNamespace"));
    await("only its own")
        .during(SOME_POLLS)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(names(entries(own, "everything"))).containsExactly("Mine"));
    awaitCondition(
        own,
        "everything",
        heard ->
            assertThat(heard.getMessage())
                .contains("of namespace " + own + " only (oncall.cluster-wide)"));
  }

  @Test
  void aWatchdogThatIsSilentIsSaidAndNeverLogged() {
    rotation("dog", "alertname=Watchdog");
    awaitCondition(
        RealAlertmanagers.WIDE_NAMESPACE,
        "dog",
        heard -> assertThat(heard.getReason()).isEqualTo(Conditions.CONNECTED));

    alertmanagers.post(WATCHDOG.ended());
    awaitCondition(
        RealAlertmanagers.WIDE_NAMESPACE,
        "dog",
        heard -> {
          assertThat(heard.getStatus()).isEqualTo("False");
          assertThat(heard.getReason()).isEqualTo(Conditions.WATCHDOG_MISSING);
          assertThat(heard.getMessage()).startsWith("Alerts may not come through: ");
        });

    alertmanagers.post(WATCHDOG.again());
    awaitCondition(
        RealAlertmanagers.WIDE_NAMESPACE,
        "dog",
        heard -> assertThat(heard.getReason()).isEqualTo(Conditions.CONNECTED));
    assertThat(entries("dog")).isEmpty();
  }

  @Test
  void whoNamesAnAlertmanagerThatIsNotThereIsTold() {
    create(RealAlertmanagers.WIDE_NAMESPACE, "typo", "scene=typo", "platfrom");
    create(RealAlertmanagers.WIDE_NAMESPACE, "nobody", "scene=typo", "");

    awaitCondition(
        RealAlertmanagers.WIDE_NAMESPACE,
        "typo",
        heard -> {
          assertThat(heard.getReason()).isEqualTo(Conditions.NOT_INSTALLED);
          assertThat(heard.getMessage())
              .startsWith(
                  "No Alertmanager is configured by the name platfrom; there is lost, platform.");
        });
    awaitCondition(
        RealAlertmanagers.WIDE_NAMESPACE,
        "nobody",
        heard -> assertThat(heard.getMessage()).startsWith("No alerts are heard: "));
  }

  private static Posted alert(String name, String scene) {
    return Posted.of(
        Map.of("alertname", name, "scene", scene, "namespace", "shop", "severity", "warning"));
  }

  private void rotation(String name, String matcher) {
    create(RealAlertmanagers.WIDE_NAMESPACE, name, matcher, "platform");
  }

  private void create(String namespace, String name, String matcher, String from) {
    OnCallRotation rotation =
        client
            .getKubernetesSerialization()
            .unmarshal(
                """
                apiVersion: oncall.operate-first.cloud/v1alpha1
                kind: OnCallRotation
                metadata:
                  name: %s
                spec:
                  engineers: [{name: alice}, {name: bob}]
                  schedule: {startDate: "%s"}
                  alerts: {from: [%s], matchers: ['%s']}
                  log: {maxOpenEntries: 1000}
                """
                    .formatted(name, clock.instant().toString().substring(0, 10), from, matcher),
                OnCallRotation.class);
    client.resource(rotation).inNamespace(namespace).create();
  }

  private List<OnCallLogEntry> entries(String rotation) {
    return entries(RealAlertmanagers.WIDE_NAMESPACE, rotation);
  }

  /** The entries of alerts, by their names. */
  private List<OnCallLogEntry> entries(String namespace, String rotation) {
    return client
        .resources(OnCallLogEntry.class)
        .inNamespace(namespace)
        .withLabel(OnCallLogEntry.ROTATION_LABEL, rotation)
        .list()
        .getItems()
        .stream()
        .filter(entry -> entry.getSpec().type() == OnCallLogEntrySpec.Type.ALERT)
        .filter(entry -> entry.getStatus() != null)
        .sorted(Comparator.comparing(entry -> entry.getSpec().summary()))
        .toList();
  }

  private Map<String, String> versions(String rotation) {
    return entries(rotation).stream()
        .collect(
            toMap(
                entry -> entry.getMetadata().getName(),
                entry -> entry.getMetadata().getResourceVersion()));
  }

  private void awaitEntries(String rotation, Consumer<List<OnCallLogEntry>> asked) {
    await(rotation).atMost(PATIENCE).untilAsserted(() -> asked.accept(entries(rotation)));
  }

  private void awaitCondition(String namespace, String name, Consumer<Condition> asked) {
    await(name)
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              OnCallRotation rotation =
                  client
                      .resources(OnCallRotation.class)
                      .inNamespace(namespace)
                      .withName(name)
                      .get();
              assertThat(
                      Optional.ofNullable(rotation.getStatus())
                          .flatMap(
                              status ->
                                  Conditions.find(status.conditions(), Conditions.ALERTS_WATCHED)))
                  .hasValueSatisfying(asked);
            });
  }

  private static Consumer<OnCallLogEntry> firing(boolean firing, int count) {
    return entry -> {
      assertThat(entry.getStatus().firing()).isEqualTo(firing);
      assertThat(entry.getStatus().count()).isEqualTo(count);
    };
  }

  private static List<String> names(List<OnCallLogEntry> entries) {
    return entries.stream()
        .map(entry -> OpenShiftAlerts.group(entry).get("alertname"))
        .sorted()
        .toList();
  }

  private static OnCallLogEntry entryOf(List<OnCallLogEntry> entries, String alertname) {
    return entries.stream()
        .filter(entry -> alertname.equals(OpenShiftAlerts.group(entry).get("alertname")))
        .findFirst()
        .orElseThrow();
  }
}
