package io.operatefirst.oncall.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers reviews as a test wants it, and keeps what it was asked. */
public final class ReviewingServer implements AutoCloseable {

  public static final String KNOWN = "known";

  public final List<JsonNode> tokenReviews = new CopyOnWriteArrayList<>();
  public final List<JsonNode> accessReviews = new CopyOnWriteArrayList<>();
  public volatile boolean allows = true;
  public volatile boolean works = true;

  /** What it waits for before it answers. */
  public volatile CountDownLatch answers = new CountDownLatch(0);

  public final KubernetesClient client;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  public ReviewingServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withAutoConfigure(false)
                    .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode review = new ObjectMapper().readTree(exchange.getRequestBody());
    String status = "{}";
    if (exchange.getRequestURI().getPath().endsWith("/tokenreviews")) {
      tokenReviews.add(review);
      if (review.at("/spec/token").textValue().equals(KNOWN)) {
        status =
            """
            {"authenticated": true, "user": {"username": "mary", "uid": "42",
              "groups": ["senders", "system:authenticated"], "extra": {"scopes": ["user:full"]}}}
            """;
      }
    } else {
      accessReviews.add(review);
      status = "{\"allowed\": " + allows + "}";
    }
    byte[] body =
        "{\"apiVersion\": \"%s\", \"kind\": \"%s\", \"status\": %s}"
            .formatted(review.path("apiVersion").asText(), review.path("kind").asText(), status)
            .getBytes(StandardCharsets.UTF_8);
    try {
      answers.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(works ? 201 : 500, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** From now on nobody is there. */
  public void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Override
  public void close() {
    client.close();
    stop();
  }
}
