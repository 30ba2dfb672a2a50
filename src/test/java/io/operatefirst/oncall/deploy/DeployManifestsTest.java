package io.operatefirst.oncall.deploy;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.preview.CommandLineInterface;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is applied to a cluster: no right too many, a pod that OpenShift lets in, this version. */
class DeployManifestsTest {

  private static final Path DEPLOY = Path.of("deploy", "base");
  private static final Path SAMPLES = Path.of("deploy", "samples");
  private static final String NAME = "oncall-operator";
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private final PodSpec pod =
      read(Deployment.class, "deployment.yaml").getSpec().getTemplate().getSpec();
  private final Container container = pod.getContainers().get(0);

  @Test
  void kustomizationNamesEveryFile() throws IOException {
    Map<?, ?> kustomization = YAML.unmarshal(text("kustomization.yaml"), Map.class);
    List<String> resources =
        ((List<?>) kustomization.get("resources")).stream().map(String::valueOf).toList();
    try (Stream<Path> files = Files.list(DEPLOY)) {
      assertThat(resources)
          .containsExactlyInAnyOrderElementsOf(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> file.getFileName().toString())
                  .filter(name -> !name.equals("kustomization.yaml"))
                  .toList());
    }
  }

  /** Each was taken away once, and something broke. A new one is a decision, not a habit. */
  @Test
  void rightsAreThoseThatAreUsed() {
    assertThat(rights(read(ClusterRole.class, "clusterrole.yaml").getRules()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                entry("oncall.operate-first.cloud/oncallrotations", List.of("list", "watch")),
                entry("oncall.operate-first.cloud/oncallrotations/status", List.of("patch")),
                entry(
                    "oncall.operate-first.cloud/oncalllogentries",
                    List.of("create", "delete", "get", "list", "patch", "watch")),
                entry("oncall.operate-first.cloud/oncalllogentries/status", List.of("patch")),
                entry("oncall.operate-first.cloud/oncalloverrides", List.of("list", "watch")),
                entry("oncall.operate-first.cloud/oncalloverrides/status", List.of("patch")),
                entry("/events", List.of("create", "list", "watch")),
                entry("config.openshift.io/clusteroperators,clusterversions", List.of("list")),
                entry(
                    "console.openshift.io/consolenotifications",
                    List.of("create", "delete", "get", "list", "update")),
                entry("authentication.k8s.io/tokenreviews", List.of("create")),
                entry("authorization.k8s.io/subjectaccessreviews", List.of("create"))));
    assertThat(rights(read(Role.class, "role.yaml").getRules()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "coordination.k8s.io/leases",
                List.of("create"),
                "coordination.k8s.io/leases " + configured("oncall.leader.lease-name"),
                List.of("get", "patch", "update")));
  }

  /** Whoever writes a rotation has its Secrets read: where that is so is for its team to decide. */
  @Test
  void secretsAreReadOnlyWhereSomebodyAllowsIt() throws IOException {
    assertThat(rights(read(ClusterRole.class, "clusterrole-secrets.yaml").getRules()))
        .isEqualTo(Map.of("/secrets", List.of("get")));
    List<PolicyRule> own =
        Stream.of(
                read(ClusterRole.class, "clusterrole.yaml").getRules(),
                read(Role.class, "role.yaml").getRules())
            .flatMap(List::stream)
            .toList();
    assertThat(own).flatExtracting(PolicyRule::getResources).doesNotContain("secrets", "*");

    List<GenericKubernetesResource> bindings =
        everything().filter(one -> String.valueOf(one.getKind()).endsWith("RoleBinding")).toList();
    assertThat(bindings).hasSizeGreaterThanOrEqualTo(2);
    assertThat(bindings)
        .extracting(binding -> binding.<String>get("roleRef", "name"))
        .doesNotContain("oncall-secrets");
  }

  /**
   * A second replica is of use only where both do not go at once, and nothing else is let through.
   */
  @Test
  void onePodIsAlwaysThereAndOnlyWhatItSpeaksToIsReached() {
    Deployment deployment = read(Deployment.class, "deployment.yaml");
    Map<String, String> pods = deployment.getSpec().getSelector().getMatchLabels();
    PodDisruptionBudget budget = read(PodDisruptionBudget.class, "poddisruptionbudget.yaml");
    NetworkPolicy policy = read(NetworkPolicy.class, "networkpolicy.yaml");

    assertThat(deployment.getSpec().getReplicas()).isEqualTo(2);
    assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
    assertThat(
            List.of(
                budget.getSpec().getSelector(),
                policy.getSpec().getPodSelector(),
                pod.getTopologySpreadConstraints().get(0).getLabelSelector()))
        .allSatisfy(selector -> assertThat(selector.getMatchLabels()).isEqualTo(pods));
    assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(policy.getSpec().getIngress())
        .flatExtracting(NetworkPolicyIngressRule::getPorts)
        .extracting(port -> port.getPort().getIntVal())
        .containsExactly(container.getPorts().get(0).getContainerPort());
    assertThat(policy.getSpec().getEgress())
        .flatExtracting(NetworkPolicyEgressRule::getPorts)
        .extracting(port -> port.getPort().getIntVal())
        .doesNotContainNull()
        .contains(53, 443, 6443, 9095, 587, 993);
  }

  @Test
  void rightsAreGivenToTheServiceAccountOfThePod() {
    ClusterRoleBinding everywhere = read(ClusterRoleBinding.class, "clusterrolebinding.yaml");
    RoleBinding here = read(RoleBinding.class, "rolebinding.yaml");
    assertThat(List.of(everywhere.getRoleRef(), here.getRoleRef()))
        .containsExactly(
            refTo(read(ClusterRole.class, "clusterrole.yaml")),
            refTo(read(Role.class, "role.yaml")));
    Subject operator = new Subject(null, "ServiceAccount", NAME, NAME);
    assertThat(everywhere.getSubjects()).containsExactly(operator);
    assertThat(here.getSubjects()).containsExactly(operator);
    assertThat(pod.getServiceAccountName()).isEqualTo(NAME);
    assertThat(read(Namespace.class, "namespace.yaml").getMetadata().getName()).isEqualTo(NAME);
    assertThat(
            Stream.of(
                read(ServiceAccount.class, "serviceaccount.yaml"),
                read(Deployment.class, "deployment.yaml"),
                read(Role.class, "role.yaml"),
                here))
        .extracting(resource -> resource.getMetadata().getNamespace())
        .containsOnly(NAME);
  }

  @Test
  void podIsLetInByRestrictedV2() {
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getRunAsUser()).isNull();
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    SecurityContext context = container.getSecurityContext();
    assertThat(context.getRunAsUser()).isNull();
    assertThat(context.getAllowPrivilegeEscalation()).isFalse();
    assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(context.getCapabilities().getAdd()).isEmpty();
    assertThat(context.getReadOnlyRootFilesystem()).isTrue();
  }

  @Test
  void imageAndPortAreThoseOfThisBuild() throws Exception {
    String version =
        XPathFactory.newInstance()
            .newXPath()
            .evaluate(
                "/*/*[local-name()='version']",
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse("pom.xml"));
    assertThat(container.getImage()).endsWith(":" + version.replace("-SNAPSHOT", ""));
    assertThat(container.getPorts().get(0).getContainerPort())
        .hasToString(configured("quarkus.http.port"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void samplesAreValid(Path sample) throws IOException {
    String yaml = Files.readString(sample);
    KubernetesSerialization serialization = new KubernetesSerialization();
    HasMetadata resource = serialization.unmarshal(yaml, GenericKubernetesResource.class);
    String rotation = SAMPLES.resolve("sre.yaml").toString();
    String mistakes =
        switch (resource.getKind()) {
          case "OnCallRotation" -> mistakes("preview", "-f", sample.toString());
          case "OnCallOverride" ->
              mistakes("preview", "-f", rotation, "--overrides", sample.toString());
          // Of the log the preview reads handovers only; an unknown field could not be read here.
          default -> serialization.unmarshal(yaml, OnCallLogEntry.class) == null ? "empty" : "";
        };
    // A sample is applied to whatever namespace, by which it is shuffled.
    assertThat(mistakes.lines())
        .allMatch(line -> line.startsWith("without metadata.namespace and spec.order.seed "));
  }

  private static String mistakes(String... command) {
    StringWriter mistakes = new StringWriter();
    Clock clock = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    CommandLineInterface.commands(clock)
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(mistakes))
        .execute(command);
    return mistakes.toString();
  }

  static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files.sorted().toList();
    }
  }

  /** The verbs by the group, the resource and the names that they are given for. */
  private static Map<String, List<String>> rights(List<PolicyRule> rules) {
    return rules.stream()
        .collect(
            toMap(
                rule ->
                    (String.join(",", rule.getApiGroups())
                            + "/"
                            + String.join(",", rule.getResources())
                            + " "
                            + String.join(",", rule.getResourceNames()))
                        .strip(),
                PolicyRule::getVerbs));
  }

  private static RoleRef refTo(HasMetadata role) {
    return new RoleRef("rbac.authorization.k8s.io", role.getKind(), role.getMetadata().getName());
  }

  private static String configured(String property) {
    Properties properties = new Properties();
    try (var configuration =
        Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
      properties.load(configuration);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty(property);
  }

  /** Each resource that some kustomization, or OLM, applies. */
  private static Stream<GenericKubernetesResource> everything() throws IOException {
    try (Stream<Path> files = Files.walk(DEPLOY.getParent())) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .map(DeployManifestsTest::textOf)
          .flatMap(text -> Stream.of(text.split("(?m)^---$")))
          .filter(text -> !text.isBlank())
          .map(text -> YAML.unmarshal(text, GenericKubernetesResource.class))
          .toList()
          .stream();
    }
  }

  private static <T> T read(Class<T> type, String file) {
    return YAML.unmarshal(text(file), type);
  }

  private static String text(String file) {
    return textOf(DEPLOY.resolve(file));
  }

  private static String textOf(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
