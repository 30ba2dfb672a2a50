package io.operatefirst.oncall;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Behaves as Slack documents its Web API, as far as the operator uses it, and fails on demand. */
public final class SlackServer {

  /** The one token that it takes. */
  public static final String TOKEN = "xoxb-1-secret";

  /** The one app-level token that it takes. */
  public static final String APP_TOKEN = "xapp-1-secret";

  /** A channel that the app was invited to. */
  public static final String CHANNEL = "C0TEAM";

  /** A user group, which exists and has a member that somebody has put there. */
  public static final String GROUP = "S0ONCALL";

  /** What was posted where: a member's ID is the conversation with that member. */
  public record Post(String channel, String text) {}

  /** A user group: Slack keeps the members of one that is disabled. */
  public record Group(boolean enabled, List<String> users) {}

  /** What it does instead of its work, once. */
  @FunctionalInterface
  public interface Fault {

    void answer(HttpExchange call) throws IOException;
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Post> posts = new CopyOnWriteArrayList<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Group> groups = new ConcurrentHashMap<>();
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final Map<String, Queue<Fault>> faultsOf = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final SlackChannels channels = new SlackChannels();
  private final SlackSocket socket = SlackSocket.start();
  private volatile String token = TOKEN;
  private HttpServer server;

  private SlackServer() {
    forget();
  }

  /** One that answers at once, at a port of its own. */
  public static SlackServer start() {
    SlackServer slack = new SlackServer();
    slack.listen(0);
    return slack;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/";
  }

  /** What an administrator sets for it. */
  public Map<String, String> settings() {
    return Map.of("oncall.slack.api-url", url(), "oncall.slack.check-interval", "2s");
  }

  /** It goes away; nobody answers. */
  public void down() {
    server.stop(0);
  }

  /** It is back, where it was. */
  public void up() {
    listen(server.getAddress().getPort());
  }

  public void close() {
    down();
    socket.close();
    threads.shutdownNow();
  }

  /** Where users ask. */
  public SlackChannels channels() {
    return channels;
  }

  /** By which the app is told of it. */
  public SlackSocket socket() {
    return socket;
  }

  /** Another bot token is the right one now. */
  public void take(String other) {
    token = other;
  }

  /** The next call ends so. */
  public void fail(Fault fault) {
    faults.add(fault);
  }

  /** The next call of a method ends so. */
  public void failAt(String method, Fault fault) {
    faultsOf.computeIfAbsent(method, name -> new ConcurrentLinkedQueue<>()).add(fault);
  }

  /** An answer of HTTP, without a body of Slack's. */
  public static Fault http(int status, Map<String, String> headers) {
    return call -> {
      headers.forEach(call.getResponseHeaders()::set);
      byte[] page = "<html>It is late.</html>".getBytes(StandardCharsets.UTF_8);
      call.sendResponseHeaders(status, page.length);
      call.getResponseBody().write(page);
    };
  }

  /** Slack's own way to say no. */
  public static Fault error(String error) {
    return call -> answer(call, Map.of("ok", false, "error", error));
  }

  /** A connection is promised where there is none. */
  public static Fault noSocket() {
    return call -> answer(call, Map.of("ok", true, "url", "ws://127.0.0.1:1/link"));
  }

  /** The connection ends without an answer. */
  public static Fault reset() {
    return call -> {
      throw new IOException("reset on purpose");
    };
  }

  public List<Post> posts() {
    return List.copyOf(posts);
  }

  /** The methods that were called, in order; those that failed too. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  public Group group() {
    return groups.get(GROUP);
  }

  /** Somebody changes the group by hand. */
  public void setGroup(Group group) {
    groups.put(GROUP, group);
  }

  /** As new. */
  public void forget() {
    posts.clear();
    calls.clear();
    faults.clear();
    faultsOf.clear();
    channels.clear();
    token = TOKEN;
    setGroup(new Group(true, List.of("U0SOMEBODY")));
  }

  private void listen(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/api/", this::handle);
    server.start();
  }

  private void handle(HttpExchange call) throws IOException {
    try (call) {
      String method = call.getRequestURI().getPath().substring("/api/".length());
      Map<String, String> form = form(call);
      calls.add(method);
      Fault fault = faults.isEmpty() ? faultOf(method) : faults.poll();
      if (fault != null) {
        fault.answer(call);
      } else if (!isAllowed(method, call)) {
        answer(call, Map.of("ok", false, "error", "invalid_auth"));
      } else {
        answer(call, work(method, form));
      }
    }
  }

  private Fault faultOf(String method) {
    Queue<Fault> own = faultsOf.get(method);
    return own == null ? null : own.poll();
  }

  private boolean isAllowed(String method, HttpExchange call) {
    String right = method.equals("apps.connections.open") ? APP_TOKEN : token;
    return ("Bearer " + right).equals(call.getRequestHeaders().getFirst("Authorization"));
  }

  private Map<String, Object> work(String method, Map<String, String> form) {
    return channels.work(method, form).orElseGet(() -> others(method, form));
  }

  private Map<String, Object> others(String method, Map<String, String> form) {
    return switch (method) {
      case "apps.connections.open" -> Map.of("ok", true, "url", socket.url());
      case "chat.postMessage" -> post(form.get("channel"), form.get("text"));
      case "usergroups.list" -> groups();
      case "usergroups.users.update" ->
          group(form, group -> new Group(group.enabled(), List.of(form.get("users").split(","))));
      case "usergroups.enable" -> group(form, group -> new Group(true, group.users()));
      case "usergroups.disable" -> group(form, group -> new Group(false, group.users()));
      default -> Map.of("ok", false, "error", "unknown_method");
    };
  }

  private Map<String, Object> post(String channel, String text) {
    if (!channel.startsWith("U") && !channel.equals(CHANNEL)) {
      return Map.of("ok", false, "error", "channel_not_found");
    }
    posts.add(new Post(channel, text));
    return Map.of("ok", true, "channel", channel, "ts", posts.size() + ".0");
  }

  private Map<String, Object> groups() {
    List<Map<String, Object>> all =
        groups.entrySet().stream()
            .map(
                group ->
                    Map.<String, Object>of(
                        "id", group.getKey(),
                        "date_delete", group.getValue().enabled() ? 0 : 1_700_000_000,
                        "users", group.getValue().users()))
            .toList();
    return Map.of("ok", true, "usergroups", all);
  }

  private Map<String, Object> group(Map<String, String> form, UnaryOperator<Group> change) {
    Group changed =
        groups.computeIfPresent(form.get("usergroup"), (id, group) -> change.apply(group));
    return changed == null
        ? Map.of("ok", false, "error", "no_such_subteam")
        : Map.of("ok", true, "usergroup", Map.of("id", form.get("usergroup")));
  }

  private static void answer(HttpExchange call, Map<String, Object> answer) throws IOException {
    byte[] body;
    try {
      body = JSON.writeValueAsBytes(answer);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    call.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    call.sendResponseHeaders(200, body.length);
    call.getResponseBody().write(body);
  }

  private static Map<String, String> form(HttpExchange call) throws IOException {
    String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    return Stream.of(body.split("&"))
        .map(field -> field.split("=", 2))
        .filter(field -> field.length == 2)
        .collect(
            Collectors.toMap(
                field -> field[0],
                field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8),
                (one, other) -> other,
                TreeMap::new));
  }
}
