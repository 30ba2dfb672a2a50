package io.operatefirst.oncall.notify.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A system that takes webhooks, and answers as a test wants it. */
final class HookServer {

  /** What came in; of headers with several values the first. */
  record Call(String method, String path, Map<String, String> headers, String body) {}

  /** How it answers. */
  @FunctionalInterface
  interface Answer {

    void to(HttpExchange call) throws IOException;
  }

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile Answer answer = http(204, Map.of());

  private HookServer(HttpServer server) {
    this.server = server;
  }

  static HookServer start() {
    try {
      HookServer hook =
          new HookServer(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      hook.server.setExecutor(hook.threads);
      hook.server.createContext("/", hook::handle);
      hook.server.start();
      return hook;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/oncall";
  }

  void answer(Answer next) {
    answer = next;
  }

  static Answer http(int status, Map<String, String> headers) {
    return call -> {
      headers.forEach(call.getResponseHeaders()::set);
      call.sendResponseHeaders(status, -1);
    };
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange call) throws IOException {
    try (call) {
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      call.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
      calls.add(
          new Call(
              call.getRequestMethod(),
              call.getRequestURI().toString(),
              headers,
              new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      answer.to(call);
    }
  }
}
