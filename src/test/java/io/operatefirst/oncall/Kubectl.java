package io.operatefirst.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The kubectl that comes with the API server's binaries. */
public final class Kubectl {

  private Kubectl() {}

  /** Where it is. */
  public static String path() throws IOException {
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
    }
  }

  /**
   * Runs it as an administrator of the running server, and gives what it prints; it must succeed.
   */
  public static String run(String... words) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("kubectl").toAbsolutePath();
    Path kubeconfig =
        Files.writeString(folder.resolve("kubeconfig"), ApiServer.running().kubeconfig());
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    // Its cache may know another server that had the same port.
    List<String> command =
        new ArrayList<>(
            List.of(
                path(),
                "--kubeconfig",
                kubeconfig.toString(),
                "--cache-dir",
                folder.resolve("cache").toString()));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
    assertThat(process.exitValue()).as(Files.readString(err)).isZero();
    return Files.readString(out, StandardCharsets.UTF_8);
  }
}
