package io.operatefirst.oncall;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The kubectl that comes with the API server's binaries.
 *
 * @param kubeconfig where it goes, and as whom
 */
public record Kubectl(Path kubeconfig) {

  /** Somebody with all rights. */
  public static Kubectl admin(ApiServer server) {
    try {
      Path kubeconfig = Files.createTempFile("kubeconfig", ".yaml");
      Files.writeString(kubeconfig, server.kubeconfig());
      return new Kubectl(kubeconfig);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs one command. */
  public Run run(String... arguments) {
    // A cache in the home directory may know another server that had the same port.
    List<String> command = new ArrayList<>(List.of(binary(), "--cache-dir", kubeconfig + "-cache"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    return Run.of(builder);
  }

  /** Where it is. */
  public static String binary() {
    Path binaries =
        Optional.ofNullable(System.getenv("API_SERVER_DIR"))
            .filter(dir -> !dir.isBlank())
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".kubeapitest"));
    try (Stream<Path> files = Files.walk(binaries)) {
      return files
          .filter(file -> file.endsWith("kubectl") && Files.isExecutable(file))
          .findFirst()
          .orElseThrow()
          .toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
