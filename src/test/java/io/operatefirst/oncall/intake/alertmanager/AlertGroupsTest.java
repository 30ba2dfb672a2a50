package io.operatefirst.oncall.intake.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.intake.Sight;
import io.operatefirst.oncall.intake.alertmanager.AlertGroups.Extent;
import io.operatefirst.oncall.log.Member;
import io.operatefirst.oncall.log.Severity;
import io.operatefirst.oncall.log.Signal;
import io.operatefirst.oncall.status.Conditions;
import io.operatefirst.oncall.status.ReportedConditions;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which alerts concern a rotation, and which of them are one happening. */
class AlertGroupsTest {

  private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
  private static final Sight ALL_NAMESPACES = new Sight(Set.of("sre"));

  @Test
  void alertsOfOneNamespaceAndNameAreOne() {
    List<Signal> signals =
        signals(
            "{}",
            alert("PodNotReady", "shop", "pod", "b", NINE.plusSeconds(1)),
            alert("PodNotReady", "shop", "pod", "a", NINE),
            alert("PodNotReady", "payments", "pod", "a", NINE),
            alert("DiskFull", "shop", "pod", "a", NINE));

    assertThat(signals).hasSize(3);
    assertThat(keys(signals))
        .contains(Map.of("namespace", "shop", "alertname", "PodNotReady"))
        .doesNotHaveDuplicates();
    Signal pods = of(signals, "PodNotReady", "shop");
    assertThat(pods.observation().complete()).isTrue();
    assertThat(pods.observation().members())
        .extracting(member -> member.labels())
        .containsExactly(Map.of("pod", "a"), Map.of("pod", "b"));
  }

  @Test
  void groupsAreByTheLabelsThatTheRotationSays() {
    List<Signal> signals =
        signals(
            "{groupBy: [pod, team]}",
            alert("One", "shop", "pod", "a", NINE),
            alert("Two", "payments", "pod", "a", NINE));

    assertThat(keys(signals)).containsExactly(Map.of("pod", "a"));
    assertThat(signals.get(0).summary()).isEqualTo("Alerts, pod a");
  }

  @Test
  void allMatchersHold() {
    assertThat(
            keys(
                signals(
                    "{matchers: ['alertname=~\"Pod.*\"', 'pod!=b']}",
                    alert("PodNotReady", "shop", "pod", "a", NINE),
                    alert("PodCrash", "shop", "pod", "b", NINE),
                    alert("DiskFull", "shop", "pod", "a", NINE))))
        .extracting(key -> key.get("alertname"))
        .containsExactly("PodNotReady");
  }

  @Test
  void aMatcherThatIsNoneIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> signals("{matchers: ['nonsense']}"));
  }

  @Test
  void theWatchdogIsNever() {
    assertThat(signals("{}", alert("Watchdog", "shop", "pod", "a", NINE))).isEmpty();
  }

  @Test
  void otherNamespacesAreSeenOnlyByWhomTheAdministratorLets() {
    Alert own = alert("A", "sre", "pod", "a", NINE);
    Alert other = alert("B", "shop", "pod", "a", NINE);
    Alert ofNone = new Alert("f", Map.of("alertname", "C"), Map.of(), NINE, firing(), none());

    assertThat(signals("{matchers: ['namespace=~\".*\"']}", own, other, ofNone)).hasSize(3);
    AlertGroups groups =
        new AlertGroups(
            rotation("{matchers: ['namespace=~\".*\"']}"), new Sight(Set.of("x")), a -> false);
    assertThat(keys(groups.signals(List.of(own, other, ofNone), Extent.ALL)))
        .extracting(key -> key.get("alertname"))
        .containsExactly("A");
  }

  @Test
  void whatIsKnownInPartOrPushedIsNotAllThereIs() {
    AlertGroups groups = new AlertGroups(rotation("{}"), ALL_NAMESPACES, a -> false);
    List<Alert> alerts = List.of(alert("A", "shop", "pod", "a", NINE));

    assertThat(groups.signals(alerts, Extent.PART).get(0).observation())
        .satisfies(seen -> assertThat(seen.complete()).isFalse())
        .satisfies(seen -> assertThat(seen.members()).noneMatch(Member::pushed));
    assertThat(groups.signals(alerts, Extent.PUSHED).get(0).observation())
        .satisfies(seen -> assertThat(seen.complete()).isFalse())
        .satisfies(seen -> assertThat(seen.members()).allMatch(Member::pushed));
  }

  @Test
  void severityIsTheLabelAndWhatNobodyKnowsIsAWarning() {
    assertThat(severity("critical")).isEqualTo(Severity.CRITICAL);
    assertThat(severity("Page")).isEqualTo(Severity.CRITICAL);
    assertThat(severity("warning")).isEqualTo(Severity.WARNING);
    assertThat(severity("info")).isEqualTo(Severity.INFO);
    assertThat(severity("none")).isEqualTo(Severity.INFO);
    assertThat(severity("ticket")).isEqualTo(Severity.WARNING);
    assertThat(severity("")).isEqualTo(Severity.WARNING);
  }

  /** Whoever may push an alert writes what others see in a terminal. */
  @Test
  void whatATerminalObeysDoesNotComeIn() {
    Alert alert =
        new Alert(
            "f",
            Map.of("alertname", "Disk\u001b[2JFull", "namespace", "shop"),
            Map.of("summary", "\u001b[31mThe disk\u009b0m is full."),
            NINE,
            firing(),
            Optional.empty());

    assertThat(signals("{}", alert))
        .extracting(Signal::summary)
        .containsExactly("Disk [2JFull in namespace shop: [31mThe disk 0m is full.");
  }

  @Test
  void whatPeopleReadComesFromTheAnnotations() {
    Alert alert =
        new Alert(
            "f",
            Map.of("alertname", "DiskFull", "namespace", "shop"),
            Map.of("summary", " The disk\n is full. ", "runbook_url", "https://example.org/disk"),
            NINE,
            firing(),
            Optional.of("https://prometheus.example.org/graph"));

    assertThat(signals("{}", alert))
        .singleElement()
        .satisfies(
            signal -> {
              assertThat(signal.summary())
                  .isEqualTo("DiskFull in namespace shop: The disk is full.");
              assertThat(signal.runbook()).contains("https://example.org/disk");
              assertThat(signal.link()).contains("https://prometheus.example.org/graph");
            });
  }

  @Test
  void aMessageAndTheApiMeanTheSameBeginning() {
    assertThat(alert("A", "shop", "pod", "a", Instant.parse("2026-11-23T09:00:00.123456789Z")))
        .isEqualTo(alert("A", "shop", "pod", "a", Instant.parse("2026-11-23T09:00:00.123Z")));
  }

  @Test
  void alertsAboutClusterOperatorsAreLeftToTheIntakeThatWatchesThem() {
    OnCallRotation rotation = rotation("{}");
    ReportedConditions intakes = new ReportedConditions();
    Alert down = alert("ClusterOperatorDown", "openshift", "name", "dns", NINE);
    Alert flapping = alert("ClusterOperatorFlapping", "openshift", "name", "dns", NINE);

    assertThat(ClusterOperatorAlerts.reportedFor(rotation, intakes).test(down)).isFalse();

    ResourceID id = ResourceID.fromResource(rotation);
    String type = Conditions.CLUSTER_OPERATORS_WATCHED;
    intakes.report(id, Conditions.no(type, Conditions.NOT_INSTALLED, ""));
    assertThat(ClusterOperatorAlerts.reportedFor(rotation, intakes).test(down)).isFalse();

    intakes.report(id, Conditions.yes(type, Conditions.CONNECTED, ""));
    assertThat(ClusterOperatorAlerts.reportedFor(rotation, intakes).test(down)).isTrue();
    assertThat(ClusterOperatorAlerts.reportedFor(rotation, intakes).test(flapping)).isFalse();
  }

  private static Severity severity(String label) {
    Map<String, String> labels = new HashMap<>(Map.of("alertname", "A", "severity", label));
    return signals("{}", new Alert("f", labels, Map.of(), NINE, firing(), none()))
        .get(0)
        .observation()
        .members()
        .get(0)
        .severity();
  }

  private static List<Signal> signals(String spec, Alert... alerts) {
    return new AlertGroups(rotation(spec), ALL_NAMESPACES, alert -> false)
        .signals(List.of(alerts), Extent.ALL);
  }

  private static OnCallRotation rotation(String alerts) {
    return new KubernetesSerialization()
        .unmarshal(
            """
            apiVersion: oncall.operate-first.cloud/v1alpha1
            kind: OnCallRotation
            metadata: {name: sre, namespace: sre}
            spec: {engineers: [{name: alice}], clusterOperators: {}, alerts: %s}
            """
                .formatted(alerts),
            OnCallRotation.class);
  }

  private static Alert alert(
      String name, String namespace, String label, String value, Instant since) {
    return new Alert(
        name + namespace + value,
        Map.of("alertname", name, "namespace", namespace, label, value),
        Map.of(),
        since,
        firing(),
        none());
  }

  private static Member.State firing() {
    return Member.State.FIRING;
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private static List<Map<String, String>> keys(Collection<Signal> signals) {
    return signals.stream()
        .map(signal -> (Map<String, String>) new TreeMap<>(signal.key().labels()))
        .toList();
  }

  private static Signal of(Collection<Signal> signals, String name, String namespace) {
    return signals.stream()
        .filter(
            signal ->
                signal
                    .key()
                    .labels()
                    .equals(new TreeMap<>(Map.of("alertname", name, "namespace", namespace))))
        .findFirst()
        .orElseThrow();
  }
}
