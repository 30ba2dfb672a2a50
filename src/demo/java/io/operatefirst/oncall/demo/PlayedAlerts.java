package io.operatefirst.oncall.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Plays an Alertmanager: what the cluster of the demo suffers from, by the demo's own time. */
@Startup
@Singleton
final class PlayedAlerts {

  private record Trouble(
      String fingerprint,
      String alertname,
      String severity,
      String summary,
      Instant from,
      Instant to) {

    boolean isAt(Instant time) {
      return !time.isBefore(from) && time.isBefore(to);
    }

    String json() {
      return """
          {"fingerprint": "%s", "startsAt": "%s", "status": {"state": "active", "silencedBy": [], "inhibitedBy": []},
           "labels": {"alertname": "%s", "namespace": "shop", "severity": "%s"}, "annotations": {"summary": "%s"}}"""
          .formatted(fingerprint, from, alertname, severity, summary);
    }
  }

  private static final List<Trouble> TROUBLES =
      List.of(
          new Trouble(
              "0000000000000001",
              "KubePodCrashLooping",
              "warning",
              "Pod is crash looping.",
              Instant.parse("2026-11-16T10:00:00Z"),
              Instant.parse("2026-11-16T14:00:00Z")),
          new Trouble(
              "0000000000000002",
              "TargetDown",
              "critical",
              "Some targets were not reachable.",
              Instant.parse("2026-11-18T09:00:00Z"),
              Instant.parse("2026-11-18T12:30:00Z")),
          // Resolved by then, so that it is a new one, which knows of the last.
          new Trouble(
              "0000000000000001",
              "KubePodCrashLooping",
              "warning",
              "Pod is crash looping.",
              Instant.parse("2026-11-20T10:00:00Z"),
              Instant.parse("2026-11-20T14:00:00Z")));

  private final HttpServer server;
  private final FastTime time;

  PlayedAlerts(FastTime time, @ConfigProperty(name = "oncall.demo.alerts-port") int port)
      throws IOException {
    this.time = time;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/api/v2/alerts", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    Instant now = time.instant();
    byte[] body =
        TROUBLES.stream()
            .filter(trouble -> trouble.isAt(now))
            .map(Trouble::json)
            .collect(Collectors.joining(",", "[", "]"))
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  @PreDestroy
  void close() {
    server.stop(0);
  }
}
