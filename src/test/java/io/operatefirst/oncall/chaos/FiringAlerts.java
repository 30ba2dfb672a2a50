package io.operatefirst.oncall.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.operatefirst.oncall.api.OnCallRotation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** What an Alertmanager answers to whoever asks it for alerts: those that fire. */
public final class FiringAlerts implements AutoCloseable {

  private static final String TEAM =
      """
      apiVersion: oncall.operate-first.cloud/v1alpha1
      kind: OnCallRotation
      metadata: {name: sre}
      spec:
        engineers: [{name: alice}, {name: bob}]
        schedule: {startDate: "%s"}
        alerts: {from: [platform]}
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<Map<String, Object>> alerts = new CopyOnWriteArrayList<>();

  public FiringAlerts() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/api/v2/alerts", this::tell);
    server.start();
  }

  /** A team named sre, from a day on, that is told of them by an Alertmanager named platform. */
  static OnCallRotation team(LocalDate from) {
    return Serialization.unmarshal(TEAM.formatted(from), OnCallRotation.class);
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on one more fires. */
  public void fire(String name, String namespace, String team, Instant since) {
    alerts.add(
        Map.of(
            "fingerprint",
            name,
            "labels",
            Map.of("alertname", name, "namespace", namespace, "team", team, "severity", "critical"),
            "annotations",
            Map.of(),
            "startsAt",
            since.toString(),
            "status",
            Map.of("state", "active")));
  }

  public void resolve(String name) {
    alerts.removeIf(alert -> alert.get("fingerprint").equals(name));
  }

  private void tell(HttpExchange call) throws IOException {
    try (call) {
      byte[] body = JSON.writeValueAsBytes(alerts);
      call.getResponseHeaders().set("Content-Type", "application/json");
      call.sendResponseHeaders(200, body.length);
      call.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
