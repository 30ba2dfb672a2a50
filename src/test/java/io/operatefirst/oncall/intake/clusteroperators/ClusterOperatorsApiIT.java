package io.operatefirst.oncall.intake.clusteroperators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.ApiServerResource;
import io.operatefirst.oncall.OpenShift;
import io.operatefirst.oncall.TestClock;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallLogEntrySpec.Severity;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.SourceSpec;
import io.operatefirst.oncall.status.Conditions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Parts of the platform that are not well, on a cluster that is OpenShift as far as it matters. */
@QuarkusTest
@WithTestResource(ApiServerResource.class)
@TestProfile(ClusterOperatorsApiIT.OneNamespaceSeesAll.class)
class ClusterOperatorsApiIT {

  private static final String WIDE = "sees-the-platform";
  private static final String OPERATORS = "clusteroperators";
  private static final String VERSIONS = "clusterversions";
  private static final String REQUIRED_OF_A_VERSION =
      "availableUpdates: [], desired: {image: any, version: 4.18.1}, observedGeneration: 1,"
          + " versionHash: any,";

  /** The administrator lets the rotations of one namespace see the whole cluster. */
  public static final class OneNamespaceSeesAll implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("oncall.cluster-wide", WIDE, "oncall.cluster-operators.poll-interval", "1s");
    }
  }

  private final KubernetesClient client = ApiServer.running().client();
  @Inject TestClock clock;

  private String name;

  @BeforeEach
  void oneRotation() {
    client.resources(OnCallRotation.class).inAnyNamespace().delete();
    clock.set(TestClock.START);
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(WIDE).endMetadata().build())
        .serverSideApply();
    // Another name for each test, so that none meets the entries of another.
    name = "sre-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    rotation(WIDE);
  }

  /** Other tests share the server, and are on a cluster that is no OpenShift. */
  @AfterEach
  void noOpenShift() {
    client.resources(OnCallRotation.class).inAnyNamespace().delete();
    OpenShift.undefine(ApiServer.running(), List.of(OPERATORS, VERSIONS));
  }

  @Test
  void aClusterThatIsNoOpenShiftHasNone() {
    awaitWatched(
        WIDE,
        watched -> {
          assertThat(watched.getStatus()).isEqualTo("False");
          assertThat(watched.getReason()).isEqualTo(Conditions.NOT_INSTALLED);
          assertThat(watched.getMessage())
              .isEqualTo(
                  "This cluster has no ClusterOperators: it is not OpenShift. Remove"
                      + " spec.clusterOperators.");
        });

    OpenShift.define(ApiServer.running(), List.of(OPERATORS, VERSIONS));

    awaitReason(WIDE, Conditions.CONNECTED);
  }

  @Test
  void eachBadConditionIsAnEntryUntilItIsWell() {
    openShift();
    operator("dns", "{type: Available, status: 'True'}", "{type: Degraded, status: 'False'}");
    operator(
        "console",
        "{type: Available, status: 'False', reason: Down, message: No pod is ready}",
        "{type: Degraded, status: 'True', reason: RouteHealth, message: Route answers 503}",
        "{type: Upgradeable, status: 'False', reason: Patched, message: Somebody patched it}",
        "{type: Progressing, status: 'True', reason: Rolling}");

    await("three entries").untilAsserted(() -> assertThat(entries(WIDE)).hasSize(3));
    entry(
        "Available",
        Severity.CRITICAL,
        "ClusterOperator console is not available: Down: No pod is ready");
    entry(
        "Degraded",
        Severity.WARNING,
        "ClusterOperator console is degraded: RouteHealth: Route answers 503");
    entry(
        "Upgradeable",
        Severity.INFO,
        "ClusterOperator console cannot be upgraded: Patched: Somebody patched it");
    assertThat(watched(WIDE).orElseThrow().getReason()).isEqualTo(Conditions.CONNECTED);

    operator(
        "console",
        "{type: Available, status: 'True'}",
        "{type: Degraded, status: 'True', reason: RouteHealth, message: Route answers 503}",
        "{type: Upgradeable, status: 'True'}");

    awaitFiring("Available", false);
    awaitFiring("Upgradeable", false);
    // Seen with each look, and nothing new.
    assertThat(about("Degraded").getStatus().firing()).isTrue();
    assertThat(about("Degraded").getStatus().count()).isEqualTo(1);
    assertThat(entries(WIDE)).hasSize(3);
  }

  @Test
  void theClusterVersionIsAPartToo() {
    openShift();
    component(
        VERSIONS,
        "version",
        "{type: Failing, status: 'True', reason: ClusterOperatorDown, message: Update stands still}");
    component(VERSIONS, "another", "{type: Failing, status: 'True'}");
    operator("version", "{type: Available, status: 'True'}");

    await("an entry").untilAsserted(() -> assertThat(entries(WIDE)).hasSize(1));
    OnCallLogEntry failing = about("Failing");
    assertThat(failing.getSpec().summary())
        .isEqualTo("ClusterVersion version is failing: ClusterOperatorDown: Update stands still");
    assertThat(failing.getSpec().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(failing.getSpec().source().clusterOperator())
        .isEqualTo(new SourceSpec.ClusterOperator("version", "Failing"));
  }

  @Test
  void whereNothingIsSeenNothingIsOver() {
    openShift();
    operator("console", "{type: Degraded, status: 'True', reason: RouteHealth}");
    await("an entry").untilAsserted(() -> assertThat(entries(WIDE)).hasSize(1));
    awaitFiring("Degraded", true);

    OpenShift.undefine(ApiServer.running(), List.of(OPERATORS));

    awaitReason(WIDE, Conditions.NOT_INSTALLED);
    assertThat(about("Degraded").getStatus().firing()).isTrue();
  }

  @Test
  void aRotationThatIsNotListedSeesNothing() {
    openShift();
    String elsewhere = ApiServer.running().newNamespace("elsewhere");
    rotation(elsewhere);
    operator("console", "{type: Available, status: 'False', reason: Down}");

    awaitWatched(
        elsewhere,
        watched -> {
          assertThat(watched.getStatus()).isEqualTo("False");
          assertThat(watched.getReason()).isEqualTo(Conditions.NOT_ALLOWED);
          assertThat(watched.getMessage()).contains(elsewhere).contains("oncall.cluster-wide");
        });
    await("the other sees it").untilAsserted(() -> assertThat(entries(WIDE)).hasSize(1));
    assertThat(entries(elsewhere)).isEmpty();
  }

  @Test
  void whoMayNotListIsToldWhichRightIsMissing() {
    openShift();
    try (KubernetesClient nobody =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(config())
                    .withImpersonateUsername("nobody")
                    .withImpersonateGroups("system:authenticated")
                    .build())
            .build()) {
      assertThat(new Platform(nobody).look())
          .isInstanceOfSatisfying(
              Look.Failed.class,
              failed -> {
                assertThat(failed.reason()).isEqualTo(Conditions.UNAUTHORIZED);
                assertThat(failed.message()).contains("list clusteroperators and clusterversions");
              });
    }
  }

  @Test
  void aServerThatDoesNotAnswerIsUnreachable() {
    try (KubernetesClient nowhere =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(config())
                    .withMasterUrl("https://127.0.0.1:1/")
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build()) {
      assertThat(new Platform(nowhere).look())
          .isInstanceOfSatisfying(
              Look.Failed.class,
              failed -> {
                assertThat(failed.reason()).isEqualTo(Conditions.UNREACHABLE);
                assertThat(failed.message()).contains("the API server does not answer");
              });
    }
  }

  private static Config config() {
    return Config.fromKubeconfig(ApiServer.running().kubeconfig());
  }

  private void openShift() {
    OpenShift.define(ApiServer.running(), List.of(OPERATORS, VERSIONS));
    awaitReason(WIDE, Conditions.CONNECTED);
  }

  private void operator(String operator, String... conditions) {
    component(OPERATORS, operator, conditions);
  }

  /** As its own operator writes it: first there, then with a status. */
  private void component(String plural, String component, String... conditions) {
    Stream<String> dated =
        Stream.of(conditions)
            .map(text -> text.replace("}", ", lastTransitionTime: '2026-11-23T07:30:00Z'}"));
    GenericKubernetesResource wanted =
        client
            .getKubernetesSerialization()
            .unmarshal(
                """
                apiVersion: config.openshift.io/v1
                kind: %s
                metadata: {name: %s}
                spec: {%s}
                status: {%s conditions: [%s]}
                """
                    .formatted(
                        plural.equals(OPERATORS) ? "ClusterOperator" : "ClusterVersion",
                        component,
                        plural.equals(OPERATORS)
                            ? ""
                            : "clusterID: 00000000-0000-4000-8000-000000000000",
                        plural.equals(OPERATORS) ? "" : REQUIRED_OF_A_VERSION,
                        String.join(", ", dated.toList())),
                GenericKubernetesResource.class);
    Resource<GenericKubernetesResource> resource =
        client
            .genericKubernetesResources(
                CustomResourceDefinitionContext.fromCrd(
                    OpenShift.definition(ApiServer.running(), plural)))
            .resource(wanted);
    if (resource.get() == null) {
      resource.create();
    }
    resource.updateStatus();
  }

  private void rotation(String namespace) {
    client
        .genericKubernetesResources(
            CustomResourceDefinitionContext.fromCustomResourceType(OnCallRotation.class))
        .inNamespace(namespace)
        .resource(
            client
                .getKubernetesSerialization()
                .unmarshal(
                    """
                    apiVersion: oncall.operate-first.cloud/v1alpha1
                    kind: OnCallRotation
                    metadata: {name: %s}
                    spec:
                      engineers: [{name: alice}, {name: bob}]
                      schedule: {startDate: "2026-11-23"}
                      clusterOperators: {}
                    """
                        .formatted(name),
                    GenericKubernetesResource.class))
        .create();
  }

  private List<OnCallLogEntry> entries(String namespace) {
    return client
        .resources(OnCallLogEntry.class)
        .inNamespace(namespace)
        .withLabel(OnCallLogEntry.ROTATION_LABEL, name)
        .withLabel(OnCallLogEntry.TYPE_LABEL, "ClusterOperator")
        .list()
        .getItems();
  }

  private OnCallLogEntry about(String condition) {
    return entries(WIDE).stream()
        .filter(entry -> entry.getSpec().source().clusterOperator().condition().equals(condition))
        .findFirst()
        .orElseThrow();
  }

  private void entry(String condition, Severity severity, String summary) {
    OnCallLogEntry entry = about(condition);
    assertThat(entry.getSpec().type()).isEqualTo(OnCallLogEntrySpec.Type.CLUSTER_OPERATOR);
    assertThat(entry.getSpec().severity()).isEqualTo(severity);
    assertThat(entry.getSpec().summary()).isEqualTo(summary);
    assertThat(entry.getSpec().source().startsAt()).isEqualTo("2026-11-23T07:30:00Z");
    assertThat(entry.getSpec().source().clusterOperator())
        .isEqualTo(new SourceSpec.ClusterOperator("console", condition));
    awaitFiring(condition, true);
  }

  private void awaitFiring(String condition, boolean firing) {
    await(condition)
        .untilAsserted(
            () -> {
              assertThat(about(condition).getStatus()).isNotNull();
              assertThat(about(condition).getStatus().firing()).isEqualTo(firing);
            });
  }

  private Optional<Condition> watched(String namespace) {
    return Optional.ofNullable(
            client
                .resources(OnCallRotation.class)
                .inNamespace(namespace)
                .withName(name)
                .get()
                .getStatus())
        .flatMap(
            status -> Conditions.find(status.conditions(), Conditions.CLUSTER_OPERATORS_WATCHED));
  }

  private void awaitWatched(String namespace, Consumer<Condition> asked) {
    await().untilAsserted(() -> assertThat(watched(namespace)).hasValueSatisfying(asked));
  }

  private void awaitReason(String namespace, String reason) {
    awaitWatched(namespace, watched -> assertThat(watched.getReason()).isEqualTo(reason));
  }
}
