package io.operatefirst.oncall.bench;

import io.operatefirst.oncall.ApiServer;
import io.operatefirst.oncall.FreePorts;
import io.operatefirst.oncall.app.Shipped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A packaged Quarkus application, started as often as one likes.
 *
 * @param command how
 * @param kubeconfig where its API server is, and who it is there
 */
record Program(List<String> command, Path kubeconfig) {

  private static final Path LOG = Path.of("target", "bench.log");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** The operator as it is shipped, in its own name. */
  static Program shipped(ApiServer server) {
    return new Program(
        Shipped.command(Shipped.APPLICATION, Shipped.MAIN), server.operatorKubeconfig());
  }

  /** The same, with more memory than is shipped. */
  Program withHeap(int mebibytes) {
    return new Program(
        command.stream()
            .map(word -> word.startsWith("-Xmx") ? "-Xmx%dm".formatted(mebibytes) : word)
            .toList(),
        kubeconfig);
  }

  /** By the launcher that it is packaged with. */
  static Program of(Path application, List<String> options, Path kubeconfig) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String jar = application.resolve("quarkus-run.jar").toString();
    return new Program(
        Stream.of(Stream.of(java), options.stream(), Stream.of("-jar", jar))
            .flatMap(part -> part)
            .toList(),
        kubeconfig);
  }

  /** Starts it, and waits until it is ready. */
  Running start() throws IOException, InterruptedException {
    int port = FreePorts.one();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()));
    builder
        .environment()
        .putAll(
            Map.of(
                "KUBECONFIG",
                kubeconfig.toString(),
                "QUARKUS_HTTP_PORT",
                Integer.toString(port),
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "MALLOC_ARENA_MAX",
                "2"));
    long begun = System.nanoTime();
    Process process = builder.start();
    URI address = URI.create("http://127.0.0.1:" + port + "/");
    HttpRequest ready = HttpRequest.newBuilder(address.resolve("q/health/ready")).build();
    while (!isReady(ready)) {
      if (!process.isAlive()) {
        throw new IllegalStateException("it has ended; see " + LOG);
      }
      LockSupport.parkNanos(5_000_000);
    }
    return new Running(process, address, (System.nanoTime() - begun) / 1_000_000);
  }

  private static boolean isReady(HttpRequest request) throws InterruptedException {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }
}
