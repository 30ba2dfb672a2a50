package io.operatefirst.oncall;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Behaves as GitHub documents its REST API, as far as the operator uses it, and fails on demand:
 * conditional requests, pages, limits, and who may do what.
 */
public final class GitHubServer {

  /** The one token that it takes, of the user {@link #LOGIN}. */
  public static final String TOKEN = "ghp_secret1";

  public static final String LOGIN = "oncall-bot";

  /** What it does instead of its work, once. */
  @FunctionalInterface
  public interface Fault {

    void answer(HttpExchange call) throws IOException;
  }

  /** What it answers. */
  record Answer(int status, Object body) {

    static Answer ok(Object body) {
      return new Answer(200, body);
    }

    static Answer notFound() {
      return new Answer(404, Map.of("message", "Not Found"));
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 100;

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final GitHubRepository repository;
  private volatile String token = TOKEN;
  private volatile PublicKey appKey;
  private HttpServer server;

  private GitHubServer(GitHubRepository repository) {
    this.repository = repository;
  }

  /** One with a repository, at a port of its own. */
  public static GitHubServer start(GitHubRepository repository) {
    GitHubServer gitHub = new GitHubServer(repository);
    try {
      gitHub.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    gitHub.server.setExecutor(gitHub.threads);
    gitHub.server.createContext("/", gitHub::handle);
    gitHub.server.start();
    return gitHub;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public GitHubRepository repository() {
    return repository;
  }

  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** Another token is the right one now. */
  public void take(String other) {
    token = other;
  }

  /** There is an app, 12345, whose key is the other half of this one. */
  public void install(PublicKey key) {
    appKey = key;
  }

  /** The next call ends so. */
  public void fail(Fault fault) {
    faults.add(fault);
  }

  /** An answer without the work. */
  public static Fault http(int status, Map<String, String> headers) {
    return call -> {
      headers.forEach(call.getResponseHeaders()::set);
      send(call, status, Map.of("message", "not now"));
    };
  }

  /** The connection ends without an answer. */
  public static Fault reset() {
    return call -> {
      throw new IOException("reset on purpose");
    };
  }

  /** What was asked, such as {@code GET /user}, with 304 where it had not changed. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  /** What was asked that changes something. */
  public List<String> writes() {
    return calls.stream().filter(call -> !call.startsWith("GET")).toList();
  }

  /** Nothing was asked yet, nothing is to fail, and the first token is right. */
  public void forget() {
    calls.clear();
    faults.clear();
    token = TOKEN;
  }

  private void handle(HttpExchange call) throws IOException {
    try (call) {
      String what = call.getRequestMethod() + " " + call.getRequestURI().getPath();
      JsonNode body = JSON.readTree(call.getRequestBody().readAllBytes());
      Fault fault = faults.poll();
      if (fault != null) {
        calls.add(what + " failed");
        fault.answer(call);
        return;
      }
      String credential = call.getRequestHeaders().getFirst("Authorization");
      Optional<Answer> app =
          app(call.getRequestMethod(), call.getRequestURI().getPath(), credential);
      if (app.isPresent()) {
        calls.add(what);
        send(call, app.get().status(), app.get().body());
        return;
      }
      if (!("token " + token).equals(credential) && !("Bearer " + token).equals(credential)) {
        calls.add(what + " 401");
        send(call, 401, Map.of("message", "Bad credentials"));
        return;
      }
      Answer answer = answer(call, body);
      byte[] text = bytes(answer.body());
      String tag = "\"" + Integer.toHexString(Arrays.hashCode(text)) + "\"";
      if (call.getRequestMethod().equals("GET")
          && answer.status() == 200
          && tag.equals(call.getRequestHeaders().getFirst("If-None-Match"))) {
        calls.add(what + " 304");
        call.getResponseHeaders().set("ETag", tag);
        call.sendResponseHeaders(304, -1);
        return;
      }
      calls.add(what);
      call.getResponseHeaders().set("ETag", tag);
      send(call, answer.status(), answer.body());
    }
  }

  /** Of an app that is installed for the owner of the repository, and signs with its key. */
  private Optional<Answer> app(String method, String path, String credential) {
    boolean installation = path.endsWith("/installation");
    if (!path.startsWith("/app") && !installation) {
      return Optional.empty();
    }
    if (appKey == null || credential == null || !isSigned(credential)) {
      return Optional.of(new Answer(401, Map.of("message", "A JSON web token is needed")));
    }
    if (path.equals("/app")) {
      return Optional.of(Answer.ok(Map.of("id", 12345, "slug", "oncall")));
    }
    if (installation) {
      return Optional.of(
          path.equals("/orgs/operate-first/installation")
              ? Answer.ok(Map.of("id", 7, "account", GitHubRepository.user("operate-first")))
              : Answer.notFound());
    }
    return Optional.of(
        method.equals("POST")
            ? new Answer(201, Map.of("token", token, "expires_at", "2099-01-01T00:00:00Z"))
            : Answer.notFound());
  }

  private boolean isSigned(String credential) {
    String[] parts = credential.substring("Bearer ".length()).split("\\.", 3);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(appKey);
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
      return signature.verify(Base64.getUrlDecoder().decode(parts[2]))
          && claims.path("iss").asText().equals("12345")
          && claims.path("exp").asLong() - claims.path("iat").asLong() <= 600;
    } catch (GeneralSecurityException | IOException e) {
      return false;
    }
  }

  private Answer answer(HttpExchange call, JsonNode body) {
    String path = call.getRequestURI().getPath();
    if (path.equals("/user")) {
      return Answer.ok(GitHubRepository.user(LOGIN));
    }
    if (path.startsWith("/users/")) {
      return repository
          .member(path.substring("/users/".length()))
          .map(login -> Answer.ok(GitHubRepository.user(login)))
          .orElseGet(Answer::notFound);
    }
    if (!path.equals(repository.path()) && !path.startsWith(repository.path() + "/")) {
      return Answer.notFound();
    }
    Map<String, String> query = query(call);
    Answer whole =
        repository.answer(
            call.getRequestMethod(),
            path.substring(repository.path().length()),
            query,
            body,
            LOGIN);
    return whole.body() instanceof List<?> all ? page(call, query, all) : whole;
  }

  private Answer page(HttpExchange call, Map<String, String> query, List<?> all) {
    int size = Integer.parseInt(query.getOrDefault("per_page", "30"));
    int page = Integer.parseInt(query.getOrDefault("page", "1"));
    int from = Math.min((page - 1) * Math.min(size, PAGE), all.size());
    int to = Math.min(from + size, all.size());
    if (to < all.size()) {
      String others =
          query.entrySet().stream()
              .filter(one -> !one.getKey().equals("page"))
              .map(one -> one.getKey() + "=" + one.getValue())
              .collect(Collectors.joining("&"));
      call.getResponseHeaders()
          .set(
              "Link",
              "<%s%s?%s&page=%d>; rel=\"next\""
                  .formatted(url(), call.getRequestURI().getPath(), others, page + 1));
    }
    return Answer.ok(all.subList(from, to));
  }

  private static Map<String, String> query(HttpExchange call) {
    String query = call.getRequestURI().getQuery();
    return query == null
        ? Map.of()
        : Stream.of(query.split("&"))
            .map(field -> field.split("=", 2))
            .collect(Collectors.toMap(field -> field[0], field -> field[1]));
  }

  private static void send(HttpExchange call, int status, Object answer) throws IOException {
    byte[] body = bytes(answer);
    call.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    call.sendResponseHeaders(status, body.length);
    call.getResponseBody().write(body);
  }

  private static byte[] bytes(Object answer) {
    try {
      return JSON.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
