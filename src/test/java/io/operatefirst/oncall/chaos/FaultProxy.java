package io.operatefirst.oncall.chaos;

import io.fabric8.kubernetes.client.Config;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between the operator and the API server, and lets go wrong what can. Without encryption
 * towards the operator, whose clock is not to be trusted with certificates.
 */
final class FaultProxy implements AutoCloseable {

  private static final String HERE = "127.0.0.1";
  private static final int LARGEST = 16 << 20;
  private static final int TOO_MANY_REQUESTS = 429;

  private static final Set<Fault> OF_A_WATCH =
      Set.of(Fault.LATE, Fault.TOO_MANY, Fault.SERVER_ERROR, Fault.UNHEARD, Fault.HUNG, Fault.GONE);

  /** As an API server says it of what its cache and etcd have forgotten. */
  private static final String GONE =
      """
      {"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure",
      "message":"too old resource version","reason":"Expired","code":410}}
      """;

  /** Of one connection only, or said anew for the next. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("host", "origin", "connection", "upgrade", "transfer-encoding", "content-length");

  private final Vertx vertx = Vertx.vertx();
  private final URI apiServer;

  /** All that is watched is handled by this thread alone. */
  private final Context context = vertx.getOrCreateContext();

  private final HttpClient client;
  private final WebSocketClient sockets;
  private final HttpServer server;
  private final Random random;
  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private final Map<String, Buffer> older = new ConcurrentHashMap<>();
  private final Map<Fault, Integer> counted = new EnumMap<>(Fault.class);
  private volatile Weather weather = Weather.CALM;

  /**
   * Starts one, with calm weather.
   *
   * @param trust the certificate of the API server's authority; empty where it speaks without
   *     encryption
   */
  FaultProxy(URI apiServer, Optional<String> trust, long seed) {
    this.apiServer = apiServer;
    this.random = new Random(seed);
    HttpClientOptions http = new HttpClientOptions().setSsl(trust.isPresent()).setMaxPoolSize(100);
    WebSocketClientOptions webSocket =
        new WebSocketClientOptions()
            .setSsl(trust.isPresent())
            .setMaxConnections(100)
            .setMaxFrameSize(LARGEST)
            .setMaxMessageSize(LARGEST);
    trust.ifPresent(
        file -> {
          http.setTrustOptions(new PemTrustOptions().addCertPath(file));
          webSocket.setTrustOptions(new PemTrustOptions().addCertPath(file));
        });
    client = vertx.createHttpClient(http);
    sockets = vertx.createWebSocketClient(webSocket);
    server = vertx.createHttpServer().requestHandler(this::handle);
    Promise<HttpServer> listening = Promise.promise();
    context.runOnContext(none -> server.listen(0, HERE).onComplete(listening));
    listening.future().toCompletionStage().toCompletableFuture().join();
  }

  String url() {
    return "http://" + HERE + ":" + server.actualPort();
  }

  /** By which an operator reaches the API server through it. */
  Path kubeconfig(Config operator) throws IOException {
    Path file = Files.createTempFile("kubeconfig", ".yaml");
    Files.writeString(
        file,
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: test, cluster: {server: "%s"}}]
        users: [{name: operator, user: {token: "%s"}}]
        contexts: [{name: test, context: {cluster: test, user: operator, namespace: %s}}]
        current-context: test
        """
            .formatted(url(), operator.getOauthToken(), operator.getNamespace()));
    return file;
  }

  void weather(Weather next) {
    weather = next;
  }

  /** All that is watched ends, as it may at any time. */
  void cutWatches() {
    context.runOnContext(none -> Set.copyOf(watches).forEach(Watch::cut));
  }

  /** Nothing comes of what is watched until it ends, and nobody is told that. */
  void silenceWatches(Duration time) {
    context.runOnContext(
        none ->
            Set.copyOf(watches)
                .forEach(
                    watch -> {
                      watch.silent = true;
                      vertx.setTimer(time.toMillis(), timer -> watch.cut());
                    }));
  }

  /** How often each fault has been met. */
  synchronized Map<Fault, Integer> counted() {
    return Map.copyOf(counted);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void handle(HttpServerRequest request) {
    if ("websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
      request.pause();
      Optional<Fault> fault = weather.next(random).filter(OF_A_WATCH::contains);
      fault.ifPresent(this::count);
      fareWatching(fault, request);
      return;
    }
    Optional<Fault> fault = weather.next(random).filter(drawn -> fits(drawn, request));
    fault.ifPresent(this::count);
    request.body().onSuccess(body -> fare(fault, request, body));
  }

  private synchronized void count(Fault fault) {
    counted.merge(fault, 1, Integer::sum);
  }

  private boolean fits(Fault fault, HttpServerRequest request) {
    return switch (fault) {
      case CONFLICT ->
          request.method().equals(HttpMethod.PUT) || request.method().equals(HttpMethod.PATCH);
      case STALE -> older.containsKey(request.uri());
      case GONE -> false;
      default -> true;
    };
  }

  private void fare(Optional<Fault> fault, HttpServerRequest request, Buffer body) {
    if (fault.isEmpty()) {
      answer(request, forward(request, body));
      return;
    }
    switch (fault.get()) {
      case LATE ->
          vertx.setTimer(
              Math.max(1, weather.delay().toMillis()),
              timer -> answer(request, forward(request, body)));
      case TOO_MANY -> refuse(request, TOO_MANY_REQUESTS, "TooManyRequests");
      case SERVER_ERROR -> refuse(request, HttpURLConnection.HTTP_INTERNAL_ERROR, "InternalError");
      case CONFLICT -> refuse(request, HttpURLConnection.HTTP_CONFLICT, "Conflict");
      case UNHEARD -> request.connection().close();
      case UNANSWERED ->
          forward(request, body).onComplete(whatever -> request.connection().close());
      case HUNG -> {
        Future<Forwarded> unused = forward(request, body);
      }
      case STALE -> json(request, HttpURLConnection.HTTP_OK, older.get(request.uri()));
      case GONE -> throw new IllegalStateException("it is not watched: " + request.uri());
    }
  }

  private void fareWatching(Optional<Fault> fault, HttpServerRequest request) {
    if (fault.isEmpty()) {
      watch(request);
      return;
    }
    switch (fault.get()) {
      case LATE -> vertx.setTimer(Math.max(1, weather.delay().toMillis()), timer -> watch(request));
      case TOO_MANY, SERVER_ERROR -> {
        request.resume();
        fare(fault, request, Buffer.buffer());
      }
      case HUNG -> {
        // It is neither taken nor refused.
      }
      case GONE ->
          request
              .toWebSocket()
              .onSuccess(to -> to.writeTextMessage(GONE).onComplete(told -> to.close()));
      case UNHEARD -> request.connection().close();
      case CONFLICT, UNANSWERED, STALE ->
          throw new IllegalStateException("it is watched: " + request.uri());
    }
  }

  private static void refuse(HttpServerRequest request, int code, String reason) {
    if (code == TOO_MANY_REQUESTS) {
      request.response().putHeader("Retry-After", "1");
    }
    json(
        request,
        code,
        Buffer.buffer(
            """
            {"kind":"Status","apiVersion":"v1","status":"Failure","message":"as the test has it",
            "reason":"%s","code":%d}
            """
                .formatted(reason, code)));
  }

  private static void json(HttpServerRequest request, int code, Buffer body) {
    request
        .response()
        .setStatusCode(code)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(body);
  }

  private record Forwarded(HttpClientResponse head, Buffer body) {}

  private Future<Forwarded> forward(HttpServerRequest request, Buffer body) {
    RequestOptions options = new RequestOptions();
    options
        .setMethod(request.method())
        .setHost(apiServer.getHost())
        .setPort(apiServer.getPort())
        .setURI(request.uri());
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (isForwarded(name) && !name.equalsIgnoreCase("accept-encoding")) {
                options.addHeader(name, value);
              }
            });
    return client
        .request(options)
        .compose(sent -> sent.send(body))
        .compose(head -> head.body().map(all -> new Forwarded(head, all)));
  }

  private void answer(HttpServerRequest request, Future<Forwarded> answer) {
    answer
        .onSuccess(
            got -> {
              if (isAnyVersion(request) && got.head().statusCode() == HttpURLConnection.HTTP_OK) {
                older.putIfAbsent(request.uri(), got.body());
              }
              request.response().setStatusCode(got.head().statusCode());
              got.head()
                  .headers()
                  .forEach(
                      (name, value) -> {
                        if (isForwarded(name)) {
                          request.response().putHeader(name, value);
                        }
                      });
              request.response().end(got.body());
            })
        .onFailure(broken -> request.connection().close());
  }

  private static boolean isAnyVersion(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET)
        && "0".equals(request.getParam("resourceVersion"));
  }

  private static boolean isForwarded(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return !OF_THE_CONNECTION.contains(name) && !name.startsWith("sec-websocket");
  }

  private void watch(HttpServerRequest request) {
    WebSocketConnectOptions options = new WebSocketConnectOptions();
    options.setHost(apiServer.getHost()).setPort(apiServer.getPort()).setURI(request.uri());
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (isForwarded(name)) {
                options.addHeader(name, value);
              }
            });
    sockets
        .connect(options)
        .onSuccess(
            from -> {
              from.pause();
              request
                  .toWebSocket()
                  .onSuccess(to -> new Watch(request, from, to).begin())
                  .onFailure(gone -> from.close());
            })
        .onFailure(
            refused -> {
              request.resume();
              if (refused instanceof UpgradeRejectedException rejected) {
                json(request, rejected.getStatus(), rejected.getBody());
              } else {
                request.connection().close();
              }
            });
  }

  /** One that is watched. */
  private final class Watch {

    private final HttpServerRequest request;
    private final WebSocket from;
    private final ServerWebSocket to;
    private final Queue<Late> late = new ArrayDeque<>();
    private boolean silent;

    private record Late(String event, long due) {}

    Watch(HttpServerRequest request, WebSocket from, ServerWebSocket to) {
      this.request = request;
      this.from = from;
      this.to = to;
    }

    void begin() {
      watches.add(this);
      try {
        from.textMessageHandler(this::pass);
        from.closeHandler(
            over -> {
              if (!silent) {
                cut();
              }
            });
        to.closeHandler(over -> cut());
      } catch (IllegalStateException closed) {
        // Before it could be listened to, and so the other end would never be told.
        cut();
        return;
      }
      from.resume();
      // Who went while the watch was being opened is not told of, but cannot be reached either.
      to.writePing(Buffer.buffer()).onFailure(gone -> cut());
    }

    /** Each as late as the weather has it, and in order: timers alone do not keep that. */
    private void pass(String event) {
      late.add(new Late(event, System.nanoTime() + weather.delay().toNanos()));
      if (late.size() == 1) {
        passOn();
      }
    }

    private void passOn() {
      while (!late.isEmpty()) {
        long early = late.element().due() - System.nanoTime();
        if (early > 0) {
          vertx.setTimer(1 + Duration.ofNanos(early).toMillis(), timer -> passOn());
          return;
        }
        write(late.remove().event());
      }
    }

    private void write(String event) {
      if (!silent && !to.isClosed()) {
        to.writeTextMessage(event);
      }
    }

    private void cut() {
      if (watches.remove(this)) {
        from.close();
        request.connection().close();
      }
    }
  }
}
