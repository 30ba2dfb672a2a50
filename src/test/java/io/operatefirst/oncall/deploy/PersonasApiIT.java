package io.operatefirst.oncall.deploy;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallRotation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the three roles for people allow, and nothing else: asked of the server that decides. */
class PersonasApiIT {

  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private final ApiServer server = ApiServer.running();
  private final String namespace = server.newNamespace("personas");

  @ParameterizedTest
  @CsvSource({
    "viewer,   oncallrotations,         get list watch",
    "viewer,   oncalllogentries,        get list watch",
    "viewer,   oncalloverrides,         get list watch",
    "engineer, oncallrotations,         get list watch",
    "engineer, oncalllogentries,        create get list patch update watch",
    "engineer, oncalloverrides,         create delete get list patch update watch",
    "lead,     oncallrotations,         create delete get list patch update watch",
    "lead,     oncalllogentries,        create delete get list patch update watch",
    "lead,     oncalloverrides,         create delete get list patch update watch",
    "viewer,   oncallrotations/status,  ",
    "engineer, oncallrotations/status,  ",
    "engineer, oncalllogentries/status, ",
    "engineer, oncalloverrides/status,  ",
    "lead,     oncallrotations/status,  ",
    "lead,     oncalllogentries/status, ",
    "lead,     oncalloverrides/status,  ",
    "lead,     oncallrotations/alerts,  create",
    "engineer, oncallrotations/alerts,  ",
  })
  void allowsWhatItSaysAndNothingElse(String persona, String resource, String verbs)
      throws IOException {
    try (KubernetesClient client = somebodyWith(persona)) {
      TreeSet<String> allowed =
          VERBS.stream()
              .filter(verb -> isAllowed(client, resource, verb))
              .collect(toCollection(TreeSet::new));
      assertThat(allowed)
          .isEqualTo(verbs == null ? new TreeSet<>() : new TreeSet<>(List.of(verbs.split(" "))));
    }
  }

  @Test
  void anEngineerWorksOnTheLogAndSwapsButDoesNotEditTheList() throws IOException {
    OnCallRotation rotation = sample("sre.yaml", OnCallRotation.class);
    server.client().resource(rotation).create();
    try (KubernetesClient engineer = somebodyWith("engineer")) {
      OnCallLogEntry task = engineer.resource(sample("task.yaml", OnCallLogEntry.class)).create();
      merge(engineer, task, "{\"spec\":{\"acknowledgedBy\":\"alice\"}}");
      engineer.resource(sample("cover.yaml", OnCallOverride.class)).create();

      assertForbidden(() -> engineer.resource(task).delete());
      assertForbidden(() -> engineer.resource(rotation).delete());
      assertForbidden(() -> merge(engineer, rotation, "{\"spec\":{\"suspend\":true}}"));
      assertThat(server.client().resource(task).get().getSpec().acknowledgedBy())
          .isEqualTo("alice");
    }
  }

  @Test
  void eachIsPartOfTheRoleOfTheClusterThatPeopleHave() throws IOException {
    assertThat(role("viewer").getMetadata().getLabels())
        .containsOnlyKeys("rbac.authorization.k8s.io/aggregate-to-view");
    assertThat(role("engineer").getMetadata().getLabels())
        .containsOnlyKeys("rbac.authorization.k8s.io/aggregate-to-edit");
    assertThat(role("lead").getMetadata().getLabels())
        .containsOnlyKeys("rbac.authorization.k8s.io/aggregate-to-admin");
  }

  private static void merge(KubernetesClient client, HasMetadata resource, String patch) {
    client.resource(resource).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  private static void assertForbidden(Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            KubernetesClientException.class,
            refused -> assertThat(refused.getCode()).isEqualTo(403));
  }

  private static boolean isAllowed(KubernetesClient client, String resource, String verb) {
    List<String> parts = Arrays.asList(resource.split("/"));
    return client
        .resource(
            new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace(client.getNamespace())
                .withGroup(OnCallRotation.GROUP)
                .withResource(parts.get(0))
                .withSubresource(parts.size() > 1 ? parts.get(1) : "")
                .withVerb(verb)
                .endResourceAttributes()
                .endSpec()
                .build())
        .create()
        .getStatus()
        .getAllowed();
  }

  /** Somebody who has that role in the namespace of the test. */
  private KubernetesClient somebodyWith(String persona) throws IOException {
    ClusterRole role = role(persona);
    KubernetesClient all = server.client();
    all.resource(role).createOr(there -> all.resource(role).update());
    all.resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName(persona)
                .withNamespace(namespace)
                .endMetadata()
                .withNewRoleRef(
                    "rbac.authorization.k8s.io", "ClusterRole", role.getMetadata().getName())
                .addNewSubject("rbac.authorization.k8s.io", "User", persona, null)
                .build())
        .create();
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(all.getConfiguration())
                .withNamespace(namespace)
                .withImpersonateUsername(persona)
                .build())
        .build();
  }

  private static ClusterRole role(String persona) throws IOException {
    return YAML.unmarshal(
        Files.readString(Path.of("deploy", "base", "clusterrole-" + persona + ".yaml")),
        ClusterRole.class);
  }

  private <R extends HasMetadata> R sample(String file, Class<R> type) throws IOException {
    R resource = YAML.unmarshal(Files.readString(Path.of("deploy", "samples", file)), type);
    resource.getMetadata().setNamespace(namespace);
    return resource;
  }
}
