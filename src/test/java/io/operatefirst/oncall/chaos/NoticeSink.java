package io.operatefirst.oncall.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Takes the webhook's messages, and remembers all that was told. */
public final class NoticeSink implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TEAM = "Team";

  private final Clock clock;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();

  public NoticeSink(Clock clock) {
    this.clock = clock;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  /** Scheme, host and port. */
  public String host() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Where a rotation sends its notices. */
  public String hook() {
    return host() + "/hook";
  }

  /** The Secret {@code hook}, by whose key {@code key} it signs them. */
  public static Secret signingKey(String namespace) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName("hook")
        .withNamespace(namespace)
        .endMetadata()
        .addToStringData("key", "whsec_" + Base64.getEncoder().encodeToString(new byte[32]))
        .build();
  }

  List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  private void take(HttpExchange call) throws IOException {
    try (call) {
      Instant now = clock.instant();
      JsonNode event = JSON.readTree(call.getRequestBody());
      String to = event.at("/data/to/name").asText(TEAM);
      event
          .at("/data/notices")
          .forEach(
              notice ->
                  arrivals.add(
                      new Arrival(
                          now,
                          event.path("id").asText(),
                          event.at("/data/rotation").asText(),
                          notice.path("notice").asText(),
                          notice.path("name").asText(),
                          to)));
      call.sendResponseHeaders(204, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
