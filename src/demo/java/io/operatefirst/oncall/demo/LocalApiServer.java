package io.operatefirst.oncall.demo;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubeapitest.Utils;
import io.fabric8.kubeapitest.binary.BinaryManager;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real kube-apiserver with its etcd, as processes of this machine. */
final class LocalApiServer implements ApiServer {

  private static final Logger LOG = LoggerFactory.getLogger(LocalApiServer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final KubeAPIServer server;
  private final Path directory;
  private final String version;

  private LocalApiServer(KubeAPIServer server, Path directory, String version) {
    this.server = server;
    this.directory = directory;
    this.version = version;
  }

  /**
   * Starts it with a new data directory and new certificates.
   *
   * @throws io.fabric8.kubeapitest.KubeAPITestException where it does not get ready
   */
  static LocalApiServer start(ServerBinaries binaries) {
    Path directory = layOut(binaries);
    KubeAPIServer server =
        new KubeAPIServer(
            KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withTestDir(directory.toString())
                .withApiServerVersion(binaries.version())
                .withOfflineMode(true)
                .withUpdateKubeConfig(false)
                .withStartupTimeout((int) PATIENCE.toMillis())
                .build());
    LocalApiServer started = new LocalApiServer(server, directory, binaries.version());
    boolean ready = false;
    try {
      server.start();
      Files.writeString(started.file(), forPeople(server.getKubeConfigYaml()));
      ready = true;
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!ready) {
        started.close();
      }
    }
  }

  /** A directory as kube-api-test wants it; the binaries stay where they are. */
  private static Path layOut(ServerBinaries binaries) {
    try {
      Path directory = Files.createTempDirectory("oncall-demo-");
      Path versions = Files.createDirectory(directory.resolve(BinaryManager.BINARY_LIST_DIR));
      Files.createSymbolicLink(
          versions.resolve(binaries.version() + ServerBinaries.PLATFORM), binaries.directory());
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * kubectl caches by server name what a server offers. When kube-api-test asked it whether this
   * one is ready there were no CRDs, so that people need another name for it.
   */
  private static String forPeople(String kubeconfig) {
    return kubeconfig.replaceAll(
        "(\\s+)server: https://127\\.0\\.0\\.1:",
        "$1tls-server-name: 127.0.0.1$1server: https://localhost:");
  }

  private Path file() {
    return directory.resolve("kubeconfig");
  }

  @Override
  public String description() {
    return "a real kube-apiserver %s with etcd".formatted(version);
  }

  @Override
  public Config access() {
    return Config.fromKubeconfig(server.getKubeConfigYaml());
  }

  @Override
  public Optional<Path> kubeconfig() {
    return Optional.of(file());
  }

  /** Ends both processes; Ctrl-C in a terminal may have done so already. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (RuntimeException e) {
      LOG.debug("the API server had ended before", e);
    }
    try {
      Utils.deleteDirectory(directory.toFile());
    } catch (IOException e) {
      LOG.warn("{} was not deleted", directory, e);
    }
  }
}
