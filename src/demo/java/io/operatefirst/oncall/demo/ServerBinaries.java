package io.operatefirst.oncall.demo;

import static java.util.stream.Collectors.toCollection;

import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubeapitest.KubeAPITestException;
import io.fabric8.kubeapitest.Utils;
import io.fabric8.kubeapitest.binary.BinaryManager;
import io.fabric8.kubeapitest.binary.OSInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where the binaries of a real API server are.
 *
 * @param directory holds kube-apiserver, etcd and kubectl
 * @param version of kube-apiserver, such as 1.36.2
 */
record ServerBinaries(Path directory, String version) {

  /** What kubebuilder's users have: a directory with the binaries. */
  static final String ASSETS = "KUBEBUILDER_ASSETS";

  /** Set to anything, it lets the demo download them where there are none. */
  static final String DOWNLOAD = "ONCALL_DEMO_DOWNLOAD";

  private static final String DOWNLOADED_VERSION = "1.36.2";

  /** How directories end that hold binaries for this machine. */
  static final String PLATFORM = Utils.platformSuffix(new OSInfo());

  private static final List<String> NEEDED = List.of("kube-apiserver", "etcd", "kubectl");
  private static final String VERSION_PREFIX = "Kubernetes v";
  private static final long PATIENCE_SECONDS = 20;

  /** The first that can be used: those the user points to, else those in the project's cache. */
  static Optional<ServerBinaries> find(Map<String, String> environment) {
    return Stream.concat(assets(environment).stream(), cached(cache(environment)).stream())
        .flatMap(directory -> in(directory).stream())
        .findFirst();
  }

  /**
   * Downloads them into the project's cache, if the user has asked for it.
   *
   * @throws KubeAPITestException where they cannot be had
   */
  static Optional<ServerBinaries> download(Map<String, String> environment) {
    if (environment.getOrDefault(DOWNLOAD, "").isBlank()) {
      return Optional.empty();
    }
    BinaryManager manager =
        new BinaryManager(
            KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withTestDir(cache(environment).toString())
                .withApiServerVersion(DOWNLOADED_VERSION)
                .withOfflineMode(false)
                .withUpdateKubeConfig(false)
                .build());
    manager.initAndDownloadIfRequired();
    return in(manager.binaries().getApiServer().toPath().getParent());
  }

  /** Below it lies {@code k8s/<version>-<platform>}, as .ci/api-server leaves it. */
  static Path cache(Map<String, String> environment) {
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path caches = xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
    return caches.resolve("oncall-operator");
  }

  private static Optional<Path> assets(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(ASSETS))
        .filter(directory -> !directory.isBlank())
        .map(Path::of);
  }

  private static Optional<Path> cached(Path cache) {
    Path versions = cache.resolve(BinaryManager.BINARY_LIST_DIR);
    if (!Files.isDirectory(versions)) {
      return Optional.empty();
    }
    try (Stream<Path> directories = Files.list(versions)) {
      List<String> names =
          directories
              .map(directory -> directory.getFileName().toString())
              .filter(name -> name.endsWith(PLATFORM))
              .map(name -> name.substring(0, name.length() - PLATFORM.length()))
              .collect(toCollection(ArrayList::new)); // which is sorted in place below
      return names.isEmpty()
          ? Optional.empty()
          : Optional.of(versions.resolve(Utils.getLatestVersion(names) + PLATFORM));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<ServerBinaries> in(Path directory) {
    return NEEDED.stream().allMatch(name -> Files.isExecutable(directory.resolve(name)))
        ? version(directory.resolve(NEEDED.get(0)))
            .map(version -> new ServerBinaries(directory.toAbsolutePath(), version))
        : Optional.empty();
  }

  /** What the server says; empty where it does not run on this machine. */
  private static Optional<String> version(Path apiServer) {
    try {
      Process process =
          new ProcessBuilder(apiServer.toString(), "--version").redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
              && process.exitValue() == 0
              && said.startsWith(VERSION_PREFIX)
          ? Optional.of(said.substring(VERSION_PREFIX.length()).strip())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
