package io.operatefirst.oncall.intake.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.socket_mode.SocketModeApp;
import com.slack.api.socket_mode.SocketModeClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A connection over which Slack tells an app what happens. It is never opened again by itself: the
 * next one begins with the tokens as they are then.
 */
final class Connection implements AutoCloseable {

  /** One thing after the other, in the order in which it was said. */
  private static final int AT_ONCE = 1;

  private static final Duration TO_OPEN = Duration.ofSeconds(10);

  private static final String DISCONNECT = "disconnect";

  /** Of what Slack sends, what kind it is. */
  private record Envelope(String type) {}

  private final SocketModeApp socket;
  private final CountDownLatch ended = new CountDownLatch(1);

  private Connection(SocketModeApp socket) {
    this.socket = socket;
    SocketModeClient client = socket.getClient();
    client.setAutoReconnectEnabled(false);
    client.setAutoReconnectOnCloseEnabled(false);
    client.setSessionMonitorEnabled(false);
    client.addWebSocketCloseListener((code, reason) -> ended.countDown());
    client.addWebSocketErrorListener(error -> ended.countDown());
    client.addWebSocketMessageListener(
        message -> {
          // Slack renews its connections: it says so beforehand, and then closes.
          if (DISCONNECT.equals(client.getGson().fromJson(message, Envelope.class).type())) {
            ended.countDown();
          }
        });
  }

  static Connection open(String appToken, App app) throws Exception {
    SocketModeApp socket =
        new SocketModeApp(appToken, app, SocketModeClient.Backend.JavaWebSocket, AT_ONCE);
    socket.startAsync();
    Connection connection = new Connection(socket);
    try {
      connection.awaitOpen();
      return connection;
    } catch (InterruptedException e) {
      connection.close();
      throw e;
    }
  }

  /** It opens in the background; closed before that, it would open all the same, and stay. */
  private void awaitOpen() throws InterruptedException {
    long until = System.nanoTime() + TO_OPEN.toNanos();
    while (!isOpen() && System.nanoTime() - until < 0) {
      if (ended.await(50, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  /** Whether it goes on; asks the other side. */
  boolean isOpen() {
    return ended.getCount() > 0 && socket.getClient().verifyConnection();
  }

  /** Waits until it has ended, or for so long, whichever is first; or until nobody listens. */
  void awaitEnd(CountDownLatch stopped, Duration time) throws InterruptedException {
    long until = System.nanoTime() + time.toNanos();
    while (ended.getCount() > 0 && System.nanoTime() - until < 0) {
      if (stopped.await(200, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      socket.close();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
