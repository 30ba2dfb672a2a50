package io.operatefirst.oncall;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.java_websocket.WebSocket;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/**
 * Slack's end of socket mode, as its docs have it: says hello, sends envelopes that are to be
 * acknowledged, asks for another connection, and goes away.
 */
public final class SlackSocket {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<WebSocket> open = new CopyOnWriteArrayList<>();
  private final AtomicInteger connected = new AtomicInteger();
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final Map<String, JsonNode> acknowledged = new ConcurrentHashMap<>();
  private final CountDownLatch started = new CountDownLatch(1);
  private final WebSocketServer server =
      new WebSocketServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)) {

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
          open.add(socket);
          connected.incrementAndGet();
          socket.send("{\"type\":\"hello\",\"num_connections\":1}");
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason, boolean remote) {
          open.remove(socket);
        }

        @Override
        public void onMessage(WebSocket socket, String message) {
          JsonNode answer = read(message);
          acknowledged.put(answer.path("envelope_id").asText(), answer);
        }

        @Override
        public void onError(WebSocket socket, Exception e) {
          // What breaks is closed.
        }

        @Override
        public void onStart() {
          started.countDown();
        }
      };

  private SlackSocket() {
    server.setReuseAddr(true);
    server.setDaemon(true);
  }

  static SlackSocket start() {
    SlackSocket socket = new SlackSocket();
    socket.server.start();
    try {
      socket.started.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return socket;
  }

  /** Where it is, as Slack says to whoever asks for a connection. */
  public String url() {
    return "ws://127.0.0.1:" + server.getPort() + "/link";
  }

  /** How many listen; whoever has said goodbye does not any more. */
  public int connections() {
    return (int) open.stream().filter(WebSocket::isOpen).count();
  }

  /** How many have ever connected. */
  public int everConnected() {
    return connected.get();
  }

  /** Sends what has happened to whoever listens. */
  public String event(Map<String, Object> event) {
    return send(
        "events_api",
        Map.of(
            "type",
            "event_callback",
            "team_id",
            "T0",
            "api_app_id",
            "A0",
            "event_id",
            "Ev" + sent.size(),
            "event_time",
            1,
            "event",
            event));
  }

  /** Somebody has written a message. */
  public String message(String ts, String user, String text) {
    return event(
        Map.of(
            "type", "message",
            "channel", SlackChannels.SUPPORT,
            "user", user,
            "text", text,
            "ts", ts,
            "event_ts", ts,
            "channel_type", "channel"));
  }

  /**
   * Somebody presses the button under an offer.
   *
   * @param ts of the message that was offered help
   * @param api where Slack takes what is said to whoever pressed it
   */
  public String press(String ts, String api) {
    return send(
        "interactive",
        Map.of(
            "type", "block_actions",
            "team", Map.of("id", "T0"),
            "user", Map.of("id", "U0ERIN"),
            "channel", Map.of("id", SlackChannels.SUPPORT),
            "response_url", api + "respond",
            "message", Map.of("type", "message", "ts", "1.000001", "thread_ts", ts),
            "actions",
                List.of(Map.of("type", "button", "action_id", "oncall_call", "block_id", "b"))));
  }

  /** Sends an envelope; the same again where it is sent twice. */
  public String send(String type, Map<String, Object> payload) {
    String id = "envelope-" + sent.size();
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("envelope_id", id);
    envelope.put("type", type);
    envelope.put("payload", payload);
    envelope.put("accepts_response_payload", !type.equals("events_api"));
    sent.add(write(envelope));
    again(id);
    return id;
  }

  /** Sends one again, as Slack does where it was not acknowledged. */
  public void again(String id) {
    String envelope = sent.get(Integer.parseInt(id.substring("envelope-".length())));
    open.forEach(
        socket -> {
          try {
            socket.send(envelope);
          } catch (WebsocketNotConnectedException e) {
            // It is closing: whoever listens still has it.
          }
        });
  }

  /** What was answered to an envelope; empty where it was not acknowledged. */
  public Optional<JsonNode> answer(String id) {
    return Optional.ofNullable(acknowledged.get(id));
  }

  /** Slack renews the connection. */
  public void askForAnother() {
    open.forEach(
        socket -> socket.send("{\"type\":\"disconnect\",\"reason\":\"refresh_requested\"}"));
  }

  /** The connection breaks. */
  public void drop() {
    open.forEach(socket -> socket.closeConnection(1006, "gone"));
  }

  void close() {
    try {
      server.stop(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
