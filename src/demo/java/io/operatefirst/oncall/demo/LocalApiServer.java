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
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real kube-apiserver with its etcd, as processes of this machine. */
final class LocalApiServer implements ApiServer {

  private static final Logger LOG = LoggerFactory.getLogger(LocalApiServer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * For this machine only. Without a network it would find no address that it could advertise; this
   * one is for documentation (RFC 5737), and nobody goes there.
   */
  private static final List<String> FLAGS =
      List.of("--bind-address", "127.0.0.1", "--advertise-address", "192.0.2.1");

  private final KubeAPIServer server;
  private final Path directory;
  private final String version;

  /** One that will have a new data directory and new certificates. */
  LocalApiServer(ServerBinaries binaries) {
    directory = layOut(binaries);
    version = binaries.version();
    server =
        new KubeAPIServer(
            KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withTestDir(directory.toString())
                .withApiServerVersion(version)
                .withApiServerFlags(FLAGS)
                .withOfflineMode(true)
                .withUpdateKubeConfig(false)
                .withStartupTimeout((int) PATIENCE.toMillis())
                .build());
  }

  /**
   * Starts it.
   *
   * @throws io.fabric8.kubeapitest.KubeAPITestException where it does not get ready
   */
  void start() {
    server.start();
    try {
      Files.writeString(file(), forPeople(server.getKubeConfigYaml()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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

  /** Ends both processes, if there are any: Ctrl-C in a terminal ends them, too. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (RuntimeException e) {
      LOG.debug("the API server had not begun, or ended before", e);
    }
    try {
      Utils.deleteDirectory(directory.toFile());
    } catch (IOException e) {
      LOG.warn("{} was not deleted", directory, e);
    }
  }
}
