package io.operatefirst.oncall;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The operator's own service account, with the roles that deploy/ gives it and nothing else: every
 * test of the operator on a real API server is one of its rights too.
 */
public final class OperatorAccount {

  /** Of the account, and of the namespace it is in. */
  public static final String NAME = "oncall-operator";

  /** As the API server knows it. */
  public static final String USER = "system:serviceaccount:" + NAME + ":" + NAME;

  private static final Path DEPLOY = Path.of("deploy", "base");
  private static final Set<String> KINDS =
      Set.of(
          "Namespace",
          "ServiceAccount",
          "ClusterRole",
          "ClusterRoleBinding",
          "Role",
          "RoleBinding");

  private OperatorAccount() {}

  /**
   * Makes it.
   *
   * @param admin a client with all rights
   */
  static void install(KubernetesClient admin) {
    List<HasMetadata> all = shipped(admin);
    // The namespace before what is in it.
    Stream.concat(
            all.stream().filter(one -> one.getKind().equals("Namespace")),
            all.stream().filter(one -> !one.getKind().equals("Namespace")))
        .forEach(one -> admin.resource(one).createOr(NonDeletingOperation::update));
    Granted.to(
        admin,
        NAME,
        NAME,
        new ResourceAttributesBuilder()
            .withGroup("coordination.k8s.io")
            .withResource("leases")
            .withVerb("create")
            .withNamespace(NAME)
            .build());
  }

  /** How it gets to the server: by a token, as in its pod. */
  static Config config(KubernetesClient admin) {
    String token =
        admin
            .serviceAccounts()
            .inNamespace(NAME)
            .withName(NAME)
            .tokenRequest(
                new TokenRequestBuilder()
                    .withNewSpec()
                    .withExpirationSeconds(Duration.ofHours(6).toSeconds())
                    .endSpec()
                    .build())
            .getStatus()
            .getToken();
    Config all = admin.getConfiguration();
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(all.getMasterUrl())
        .withCaCertFile(all.getCaCertFile())
        .withOauthToken(token)
        .withNamespace(NAME)
        .build();
  }

  /**
   * Lets it read the Secrets of a namespace, as its team does where a rotation has a token or key.
   */
  static void readsSecretsIn(KubernetesClient admin, String namespace) {
    admin
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName("oncall-secrets")
                .withNamespace(namespace)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "oncall-secrets")
                .addNewSubject(null, ServiceAccount.class.getSimpleName(), NAME, NAME)
                .build())
        .createOr(NonDeletingOperation::update);
    Granted.to(
        admin,
        NAME,
        NAME,
        new ResourceAttributesBuilder()
            .withResource("secrets")
            .withVerb("get")
            .withNamespace(namespace)
            .build());
  }

  private static List<HasMetadata> shipped(KubernetesClient admin) {
    try (Stream<Path> files = Files.list(DEPLOY)) {
      return files
          .filter(file -> !file.endsWith("kustomization.yaml"))
          .map(file -> read(admin, file))
          .filter(one -> KINDS.contains(one.getKind()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HasMetadata read(KubernetesClient admin, Path file) {
    try {
      return admin
          .getKubernetesSerialization()
          .unmarshal(Files.readString(file), GenericKubernetesResource.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
