package io.operatefirst.oncall;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A real API server with the project's CRDs, for what the mock cannot do; started by the first test
 * that asks, stopped with the JVM.
 *
 * <p>It runs the binaries of API_SERVER_DIR and API_SERVER_VERSION; without a directory the
 * binaries of that version, or of a default one, are downloaded.
 */
public final class ApiServer implements AutoCloseable {

  private static final String DEFAULT_VERSION = "1.36.2";

  /** Quarkus loads test classes by several class loaders, which share nothing but this. */
  private static final String KUBECONFIG = "oncall.test.kubeconfig";

  /** What the operator has asked of the servers of this run, a file for each. */
  public static final Path AUDIT = Path.of("target", "audit");

  private static final Path AUDIT_POLICY = Path.of("src", "test", "resources", "audit-policy.yaml");

  private static ApiServer running;

  private final String kubeconfig;
  private final Path audit;
  private final KubernetesClient client;
  private final Runnable end;

  private ApiServer(String kubeconfig, Path audit, Runnable end) {
    this.end = end;
    this.kubeconfig = kubeconfig;
    this.audit = audit;
    this.client =
        new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig)).build();
  }

  /** The server, ready for custom resources. */
  public static ApiServer running() {
    synchronized (System.getProperties()) {
      if (running == null) {
        String known = System.getProperty(KUBECONFIG);
        running = known == null ? start() : new ApiServer(known, AUDIT, () -> {});
        if (known == null) {
          running.prepare();
          System.setProperty(KUBECONFIG, running.kubeconfig);
        }
      }
      return running;
    }
  }

  /**
   * Another one, for a test whose operators must not meet those of other tests. Whoever asks for it
   * closes it: with each that is left behind all that follows is slower.
   */
  public static ApiServer another() {
    ApiServer server = start();
    server.prepare();
    return server;
  }

  /**
   * What the operator has asked of it, a line of JSON for each request; the directory of all such
   * files where another class loader has started it.
   */
  public Path audit() {
    return audit;
  }

  /** A client with all rights, which stays open as long as the server runs. */
  public KubernetesClient client() {
    return client;
  }

  /** One with all rights, which waits as long as a server may take that is hard at work. */
  public KubernetesClient patientClient() {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(client.getConfiguration())
                .withRequestTimeout((int) Duration.ofMinutes(3).toMillis())
                .build())
        .build();
  }

  /** What kubectl needs to get there with all rights; it names files, it does not hold them. */
  public String kubeconfig() {
    return kubeconfig;
  }

  /** How the operator gets there: as its own service account, with the roles that are shipped. */
  public Config operator() {
    return OperatorAccount.config(client);
  }

  /** The same, as a file for a process of its own. */
  public Path operatorKubeconfig() {
    Config config = operator();
    return kubeconfigOf(config.getOauthToken(), config.getNamespace());
  }

  /**
   * A file by which whoever has a token gets there.
   *
   * @param namespace where they are if they do not say
   */
  public Path kubeconfigOf(String token, String namespace) {
    Config all = client.getConfiguration();
    String text =
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: test, cluster: {server: "%s", certificate-authority: "%s"}}]
        users: [{name: somebody, user: {token: "%s"}}]
        contexts: [{name: test, context: {cluster: test, user: somebody, namespace: %s}}]
        current-context: test
        """
            .formatted(all.getMasterUrl(), all.getCaCertFile(), token, namespace);
    try {
      Path file = Files.createTempFile("kubeconfig", ".yaml");
      Files.writeString(file, text);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new namespace: nothing on a bare API server would ever empty a used one. */
  public String newNamespace(String prefix) {
    return client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withGenerateName(prefix + "-")
                .endMetadata()
                .build())
        .create()
        .getMetadata()
        .getName();
  }

  /** The same, and its team lets the operator read the Secrets in it. */
  public String newNamespaceWithSecrets(String prefix) {
    String namespace = newNamespace(prefix);
    OperatorAccount.readsSecretsIn(client, namespace);
    return namespace;
  }

  /** The token of a new service account, which may do nothing yet. */
  public String tokenOfNew(String account, String namespace) {
    client
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(account)
                .withNamespace(namespace)
                .endMetadata()
                .build())
        .create();
    return client
        .serviceAccounts()
        .inNamespace(namespace)
        .withName(account)
        .tokenRequest()
        .getStatus()
        .getToken();
  }

  /** Whether the server is that version of Kubernetes 1, or a newer one. */
  public boolean isAtLeast(int minor) {
    String found = client.getKubernetesVersion().getMinor();
    return Integer.parseInt(found.replaceAll("\\D", "")) >= minor;
  }

  @Override
  public void close() {
    client.close();
    end.run();
  }

  private static ApiServer start() {
    Path audit = auditLog();
    KubeAPIServerConfigBuilder config =
        KubeAPIServerConfigBuilder.anAPIServerConfig()
            .withApiServerVersion(environment("API_SERVER_VERSION").orElse(DEFAULT_VERSION))
            .withUpdateKubeConfig(false)
            // As OpenShift has it: who names an owner needs a right to it.
            .withApiServerFlag("--enable-admission-plugins", "OwnerReferencesPermissionEnforcement")
            .withApiServerFlag("--audit-policy-file", AUDIT_POLICY.toAbsolutePath().toString())
            .withApiServerFlag("--audit-log-path", audit.toString());
    environment("API_SERVER_DIR").ifPresent(dir -> config.withTestDir(dir).withOfflineMode(true));
    KubeAPIServer server = new KubeAPIServer(config.build());
    server.start();
    Thread last = new Thread(server::stop);
    Runtime.getRuntime().addShutdownHook(last);
    Runnable end =
        () -> {
          Runtime.getRuntime().removeShutdownHook(last);
          server.stop();
        };
    return new ApiServer(server.getKubeConfigYaml(), audit, end);
  }

  private static Path auditLog() {
    try {
      Files.createDirectories(AUDIT);
      return Files.createTempFile(AUDIT.toAbsolutePath(), "server-", ".log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }

  private void prepare() {
    applyCrds();
    OperatorAccount.install(client);
  }

  private void applyCrds() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("crds"), "*.yml")) {
      for (Path file : files) {
        CustomResourceDefinition crd =
            client
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .load(Files.newInputStream(file))
                .create();
        // Established comes a little earlier than the first answer.
        await(crd.getMetadata().getName())
            .atMost(Duration.ofMinutes(2))
            .ignoreExceptionsInstanceOf(KubernetesClientException.class)
            .until(() -> isServed(crd));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isServed(CustomResourceDefinition crd) {
    return client
            .genericKubernetesResources(CustomResourceDefinitionContext.fromCrd(crd))
            .inAnyNamespace()
            .list()
        != null;
  }
}
