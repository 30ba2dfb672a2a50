package io.operatefirst.oncall.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each fault is what it says: done or not done, answered or not. */
class FaultProxyTest {

  private final AtomicInteger done = new AtomicInteger();
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer server;
  private FaultProxy proxy;

  @BeforeEach
  void aServerThatCounts() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        call -> {
          byte[] body = ("answer " + done.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
          call.sendResponseHeaders(200, body.length);
          call.getResponseBody().write(body);
          call.close();
        });
    server.start();
    proxy =
        new FaultProxy(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Optional.empty(), 1);
  }

  @AfterEach
  void stop() {
    proxy.close();
    server.stop(0);
  }

  @Test
  void inCalmWeatherItIsNotNoticed() throws IOException, InterruptedException {
    assertThat(get("/a").body()).isEqualTo("answer 1");
    assertThat(proxy.counted()).isEmpty();
  }

  @Test
  void whatIsRefusedIsNotDone() throws IOException, InterruptedException {
    proxy.weather(all(Fault.TOO_MANY));
    assertThat(get("/a").statusCode()).isEqualTo(429);
    proxy.weather(all(Fault.SERVER_ERROR));
    assertThat(get("/a").statusCode()).isEqualTo(500);
    proxy.weather(all(Fault.UNHEARD));
    assertThatThrownBy(() -> get("/a")).isInstanceOf(IOException.class);

    assertThat(done).hasValue(0);
  }

  @Test
  void whatIsUnansweredIsDone() {
    proxy.weather(all(Fault.UNANSWERED));

    assertThatThrownBy(() -> put("/a")).isInstanceOf(IOException.class);
    assertThat(done).hasValueGreaterThan(0);
  }

  @Test
  void whatHangsIsDoneAndNobodySaysSo() {
    proxy.weather(all(Fault.HUNG));

    assertThatThrownBy(
            () ->
                send(
                    HttpRequest.newBuilder(URI.create(proxy.url() + "/a"))
                        .timeout(Duration.ofSeconds(2))
                        .build()))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(done).hasValue(1);
  }

  @Test
  void whatIsWatchedMayBeRefusedOrGone() {
    proxy.weather(all(Fault.TOO_MANY));
    assertThatThrownBy(() -> watch(new CopyOnWriteArrayList<>()))
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(429));

    proxy.weather(all(Fault.GONE));
    List<String> heard = new CopyOnWriteArrayList<>();
    watch(heard);
    await().untilAsserted(() -> assertThat(heard).singleElement().asString().contains("410"));
  }

  private void watch(List<String> heard) {
    client
        .newWebSocketBuilder()
        .buildAsync(
            URI.create(proxy.url().replace("http", "ws") + "/watch"),
            new WebSocket.Listener() {
              @Override
              public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean all) {
                heard.add(text.toString());
                socket.request(1);
                return null;
              }
            })
        .join();
  }

  @Test
  void onlyChangesConflict() throws IOException, InterruptedException {
    proxy.weather(all(Fault.CONFLICT));

    assertThat(put("/a").statusCode()).isEqualTo(409);
    assertThat(get("/a").statusCode()).isEqualTo(200);
  }

  @Test
  void onlyAListOfAnyVersionIsStale() throws IOException, InterruptedException {
    get("/a?resourceVersion=0");
    get("/a");
    proxy.weather(all(Fault.STALE));

    assertThat(get("/a?resourceVersion=0").body()).isEqualTo("answer 1");
    assertThat(get("/a").body()).isEqualTo("answer 3");
  }

  /** A watch is late at worst: it never tells what was before after what came later. */
  @Test
  void whatIsWatchedComesInItsOrder() {
    List<String> told = IntStream.range(0, 5_000).mapToObj(Integer::toString).toList();
    List<String> heard = new CopyOnWriteArrayList<>();
    Vertx vertx = Vertx.vertx();
    try {
      int port = listening(vertx, socket -> told.forEach(socket::writeTextMessage));
      try (FaultProxy between =
          new FaultProxy(URI.create("http://127.0.0.1:" + port), Optional.empty(), 1)) {
        between.weather(new Weather(0, List.of(), Duration.ofMillis(20)));
        client
            .newWebSocketBuilder()
            .buildAsync(
                URI.create(between.url().replace("http", "ws") + "/watch"),
                new WebSocket.Listener() {
                  private String begun = "";

                  @Override
                  public CompletionStage<?> onText(
                      WebSocket socket, CharSequence text, boolean all) {
                    begun += text;
                    if (all) {
                      heard.add(begun);
                      begun = "";
                    }
                    between.weather(Weather.CALM);
                    socket.request(1);
                    return null;
                  }
                })
            .join();
        await().untilAsserted(() -> assertThat(heard).hasSameSizeAs(told));
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    assertThat(heard).isEqualTo(told);
  }

  /** Whichever end closes, and be it at once, the other is told. */
  @Test
  void whatIsWatchedEndsAtBothEnds() throws IOException {
    AtomicInteger open = new AtomicInteger();
    Vertx vertx = Vertx.vertx();
    try {
      int port =
          listening(
              vertx,
              socket -> {
                open.incrementAndGet();
                socket.closeHandler(over -> open.decrementAndGet());
                if (socket.path().equals("/ends")) {
                  socket.close();
                }
              });
      try (FaultProxy between =
          new FaultProxy(URI.create("http://127.0.0.1:" + port), Optional.empty(), 1)) {
        for (int i = 0; i < 300; i++) {
          watchAndGo(between, i);
          assertThat(untilItEnds(between)).succeedsWithin(Duration.ofSeconds(30));
        }
        await().atMost(Duration.ofSeconds(30)).untilAtomic(open, is(0));
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  /** The port of what is watched. */
  private static int listening(Vertx vertx, Handler<ServerWebSocket> watched) {
    return vertx
        .createHttpServer()
        .webSocketHandler(watched)
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .actualPort();
  }

  /** Asks for a watch, and is gone a moment later. */
  private static void watchAndGo(FaultProxy between, int micros) throws IOException {
    URI at = URI.create(between.url());
    try (Socket socket = new Socket(at.getHost(), at.getPort())) {
      socket
          .getOutputStream()
          .write(
              """
              GET /goes HTTP/1.1\r
              Host: test\r
              Connection: Upgrade\r
              Upgrade: websocket\r
              Sec-WebSocket-Version: 13\r
              Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
              \r
              """
                  .getBytes(StandardCharsets.US_ASCII));
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(20L * micros));
    }
  }

  private CompletableFuture<Void> untilItEnds(FaultProxy between) {
    CompletableFuture<Void> over = new CompletableFuture<>();
    client
        .newWebSocketBuilder()
        .buildAsync(
            URI.create(between.url().replace("http", "ws") + "/ends"),
            new WebSocket.Listener() {
              @Override
              public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                over.complete(null);
                return null;
              }

              @Override
              public void onError(WebSocket socket, Throwable broken) {
                over.complete(null);
              }
            })
        .exceptionally(
            refused -> {
              over.complete(null);
              return null;
            });
    return over;
  }

  private static Weather all(Fault fault) {
    return new Weather(100, List.of(fault), Duration.ofMillis(1));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(proxy.url() + path)).build());
  }

  private HttpResponse<String> put(String path) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(proxy.url() + path))
            .PUT(HttpRequest.BodyPublishers.ofString("{}"))
            .build());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
