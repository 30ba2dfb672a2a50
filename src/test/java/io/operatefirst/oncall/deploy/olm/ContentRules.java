package io.operatefirst.oncall.deploy.olm;

import static io.operatefirst.oncall.deploy.olm.Bundle.list;
import static io.operatefirst.oncall.deploy.olm.Bundle.texts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What may be in a bundle, and in what form: the validators "bundle", "customresourcedefinition",
 * "object" and "alpha-deprecated-apis", and opm's own look at it before it goes into a catalog.
 */
final class ContentRules {

  private static final String KEYS = "operators.operatorframework.io.bundle.";
  private static final Pattern IMAGE =
      Pattern.compile(
          "([a-z0-9.-]+(:\\d+)?/)?[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*"
              + "(:\\w[\\w.-]{0,127})?(@sha256:[0-9a-f]{64})?");
  private static final Pattern LABEL = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final int CONFIG_MAP = 1 << 20;

  /**
   * What OLM knows how to install, beside the ClusterServiceVersion. Not NetworkPolicy: OLM 0.32
   * does, and those before refuse the whole bundle.
   */
  private static final Set<String> KINDS =
      Set.of(
          "CustomResourceDefinition",
          "ClusterRole",
          "ClusterRoleBinding",
          "Service",
          "ServiceAccount",
          "Role",
          "RoleBinding",
          "PrometheusRule",
          "ServiceMonitor",
          "PodMonitor",
          "Secret",
          "ConfigMap",
          "PodDisruptionBudget",
          "PriorityClass",
          "VerticalPodAutoscaler",
          "ConsoleYAMLSample",
          "ConsoleQuickStart",
          "ConsoleCLIDownload",
          "ConsoleLink",
          "ConsolePlugin");

  /** Versions of APIs that are gone since Kubernetes 1.22, 1.25 or 1.26. */
  private static final Set<String> REMOVED =
      Set.of(
          "apiextensions.k8s.io/v1beta1",
          "scheduling.k8s.io/v1beta1",
          "rbac.authorization.k8s.io/v1beta1",
          "apiregistration.k8s.io/v1beta1",
          "authentication.k8s.io/v1beta1",
          "authorization.k8s.io/v1beta1",
          "admissionregistration.k8s.io/v1beta1",
          "coordination.k8s.io/v1beta1",
          "extensions/v1beta1",
          "networking.k8s.io/v1beta1",
          "storage.k8s.io/v1beta1",
          "certificates.k8s.io/v1beta1",
          "batch/v1beta1",
          "discovery.k8s.io/v1beta1",
          "events.k8s.io/v1beta1",
          "autoscaling/v2beta1",
          "autoscaling/v2beta2",
          "policy/v1beta1",
          "node.k8s.io/v1beta1",
          "flowcontrol.apiserver.k8s.io/v1beta1");

  private static final Set<String> DEFAULT_SCCS =
      Set.of(
          "privileged",
          "restricted",
          "anyuid",
          "hostaccess",
          "hostmount-anyuid",
          "hostnetwork",
          "node-exporter",
          "nonroot");

  static final List<Rule> ALL =
      List.of(
          new Rule("bundle: what it owns is in it", b -> defined(b).containsAll(owned(b))),
          new Rule("bundle: it owns the CRDs in it", b -> owned(b).containsAll(defined(b))),
          new Rule(
              "bundle: no CRD is there twice",
              b -> defined(b).stream().allMatch(new HashSet<>()::add)),
          new Rule(
              "bundle: the account of the pod is OLM's to make",
              ContentRules::makesNoAccountOfAPod),
          new Rule(
              "bundle: related images are images",
              b -> images(b).allMatch(image -> IMAGE.matcher(image).matches())),
          new Rule(
              "bundle: it fits into a ConfigMap",
              b -> b.content().path("size").asInt() < CONFIG_MAP * 0.85),
          new Rule("bundle: it has no release beside its version", b -> !b.spec().has("release")),
          new Rule(
              "crd: it is named by plural and group",
              b -> crds(b).allMatch(ContentRules::isNamedWell)),
          new Rule("crd: its names are labels", b -> crds(b).allMatch(ContentRules::hasLabelNames)),
          new Rule(
              "crd: one version is stored, and served",
              b -> crds(b).allMatch(ContentRules::storesOne)),
          new Rule(
              "crd: it has a scope",
              b ->
                  crds(b)
                      .allMatch(
                          crd ->
                              Set.of("Namespaced", "Cluster")
                                  .contains(crd.at("/spec/scope").asText()))),
          new Rule(
              "object: a disruption budget lets pods go",
              b -> b.manifests("PodDisruptionBudget").stream().allMatch(ContentRules::letsPodsGo)),
          new Rule(
              "object: no priority is everybody's",
              b ->
                  b.manifests("PriorityClass").stream()
                      .noneMatch(one -> one.path("globalDefault").asBoolean())),
          new Rule(
              "object: nobody may change disruption budgets",
              b ->
                  given(b)
                      .noneMatch(
                          rule ->
                              allows(
                                  rule,
                                  "policy",
                                  "poddisruptionbudgets",
                                  Set.of("*", "create", "update", "patch")))),
          new Rule(
              "object: nobody may change the default SCCs",
              b -> given(b).noneMatch(ContentRules::changesDefaultSccs)),
          new Rule(
              "apis: none is removed",
              b ->
                  b.manifests().stream()
                      .map(one -> one.path("apiVersion").asText())
                      .noneMatch(REMOVED::contains)),
          new Rule(
              "apis: no right is to one that is removed",
              b ->
                  b.rules().stream()
                      .noneMatch(
                          rule -> texts(rule.path("resources")).contains("podsecuritypolicies"))),
          new Rule(
              "opm: OLM installs all kinds in it",
              b ->
                  b.manifests().stream()
                      .map(one -> one.path("kind").asText())
                      .allMatch(KINDS::contains)),
          new Rule(
              "opm: it says where its files are",
              b ->
                  b.metadata(KEYS + "mediatype.v1").equals("registry+v1")
                      && b.metadata(KEYS + "manifests.v1").equals("manifests/")
                      && b.metadata(KEYS + "metadata.v1").equals("metadata/")),
          new Rule(
              "opm: it says which package it is",
              b -> b.metadata(KEYS + "package.v1").equals(ServiceVersion.PACKAGE)),
          new Rule(
              "opm: the default channel is one of its channels",
              b ->
                  List.of(b.metadata(KEYS + "channels.v1").split(","))
                      .contains(b.metadata(KEYS + "channel.default.v1"))),
          new Rule(
              "opm: the image's labels say the same",
              b -> b.content().path("labels").equals(b.content().path("annotations"))));

  private ContentRules() {}

  private static Stream<JsonNode> crds(Bundle bundle) {
    return bundle.manifests("CustomResourceDefinition").stream();
  }

  private static List<String> defined(Bundle bundle) {
    return crds(bundle)
        .flatMap(
            crd ->
                list(crd.at("/spec/versions")).stream()
                    .map(
                        version ->
                            "%s %s %s"
                                .formatted(
                                    crd.at("/metadata/name").asText(),
                                    version.path("name").asText(),
                                    crd.at("/spec/names/kind").asText())))
        .toList();
  }

  private static List<String> owned(Bundle bundle) {
    return bundle.owned().stream()
        .map(
            owned ->
                "%s %s %s"
                    .formatted(
                        owned.path("name").asText(),
                        owned.path("version").asText(),
                        owned.path("kind").asText()))
        .toList();
  }

  private static boolean makesNoAccountOfAPod(Bundle bundle) {
    List<String> made =
        bundle.manifests("ServiceAccount").stream()
            .map(account -> account.at("/metadata/name").asText())
            .toList();
    return bundle.deployments().stream()
        .map(one -> one.at("/spec/template/spec/serviceAccountName").asText())
        .noneMatch(made::contains);
  }

  private static Stream<String> images(Bundle bundle) {
    return list(bundle.spec().path("relatedImages")).stream()
        .map(one -> one.path("image").asText());
  }

  private static boolean isNamedWell(JsonNode crd) {
    String name = crd.at("/spec/names/plural").asText() + "." + crd.at("/spec/group").asText();
    return crd.at("/metadata/name").asText().equals(name);
  }

  private static boolean hasLabelNames(JsonNode crd) {
    JsonNode names = crd.at("/spec/names");
    return Stream.of("plural", "singular", "kind")
        .map(field -> names.path(field).asText().toLowerCase(Locale.ROOT))
        .allMatch(name -> LABEL.matcher(name).matches());
  }

  private static boolean storesOne(JsonNode crd) {
    List<JsonNode> stored =
        list(crd.at("/spec/versions")).stream()
            .filter(one -> one.path("storage").asBoolean())
            .toList();
    return stored.size() == 1 && stored.get(0).path("served").asBoolean();
  }

  private static boolean letsPodsGo(JsonNode budget) {
    JsonNode spec = budget.path("spec");
    return !Set.of("0", "0%").contains(spec.path("maxUnavailable").asText())
        && !spec.path("minAvailable").asText().equals("100%");
  }

  /** The rights that roles in the bundle give. */
  private static Stream<JsonNode> given(Bundle bundle) {
    return Stream.of("Role", "ClusterRole")
        .flatMap(kind -> bundle.manifests(kind).stream())
        .flatMap(role -> list(role.path("rules")).stream());
  }

  private static boolean allows(JsonNode rule, String group, String resource, Set<String> verbs) {
    return texts(rule.path("apiGroups")).contains(group)
        && texts(rule.path("resources")).contains(resource)
        && texts(rule.path("verbs")).stream().anyMatch(verbs::contains);
  }

  private static boolean changesDefaultSccs(JsonNode rule) {
    return allows(
            rule,
            "security.openshift.io",
            "securitycontextconstraints",
            Set.of("*", "delete", "update", "patch"))
        && texts(rule.path("resourceNames")).stream().anyMatch(DEFAULT_SCCS::contains);
  }
}
