package io.operatefirst.oncall.intake.alertmanager;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** Replicas of an Alertmanager that answer whatever a test wants, or do not. */
final class FakeReplicas implements AutoCloseable {

  static final AlertmanagerClient.Limits LIMITS =
      new AlertmanagerClient.Limits(Duration.ofSeconds(2), Duration.ofSeconds(1), 1 << 20);

  private final List<HttpServer> servers = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch over = new CountDownLatch(1);

  record Configured(
      List<URI> url, Optional<Path> tokenFile, Optional<Path> caFile, Duration pollInterval)
      implements AlertmanagersConfig.Cluster {}

  /** One that answers so. */
  URI server(HttpHandler handler) throws IOException {
    return started("http", HttpServer.create(loopback(), 0), handler);
  }

  /** The same, with a certificate. */
  URI server(SSLContext identity, HttpHandler handler) throws IOException {
    HttpsServer server = HttpsServer.create(loopback(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(identity));
    return started("https", server, handler);
  }

  private URI started(String scheme, HttpServer server, HttpHandler handler) {
    server.setExecutor(threads);
    server.createContext("/", handler);
    server.start();
    servers.add(server);
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  void hangAfterTheFirstByte(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write('[');
    exchange.getResponseBody().flush();
    hang(exchange);
  }

  void hang(HttpExchange exchange) {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static String host(URI url) {
    return url.getHost() + ":" + url.getPort();
  }

  static HttpHandler alerts(String... fingerprints) {
    return answer(200, alerts(List.of(fingerprints)));
  }

  static String alerts(List<String> fingerprints) {
    return fingerprints.stream()
        .map(
            fingerprint ->
                """
                {"fingerprint": "%s", "labels": {"alertname": "A"}, "annotations": {},
                 "startsAt": "2026-11-23T09:00:00Z", "status": {"state": "active"}}
                """
                    .formatted(fingerprint))
        .toList()
        .toString();
  }

  static HttpHandler answer(int status, String body) {
    return (HttpExchange exchange) -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(bytes);
      }
    };
  }

  @Override
  public void close() {
    over.countDown();
    servers.forEach(server -> server.stop(0));
    threads.shutdownNow();
  }
}
