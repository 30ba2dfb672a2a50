package io.operatefirst.oncall.intake.slack;

import com.slack.api.Slack;
import com.slack.api.socket_mode.SocketModeClient;
import com.slack.api.socket_mode.impl.SocketModeClientJavaWSImpl;
import com.slack.api.socket_mode.queue.impl.ConcurrentLinkedMessageQueue;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A connection that Slack has opened. It is never opened again by itself: the next one begins with
 * the tokens as they are then.
 */
final class Connection {

  /** One thing after the other, in the order in which it was said. */
  private static final int AT_ONCE = 1;

  private static final long NO_MONITOR = 60_000;

  private final SocketModeClient client;
  private final CountDownLatch ended = new CountDownLatch(1);

  private Connection(SocketModeClient client) {
    this.client = client;
    client.addWebSocketCloseListener((code, reason) -> ended.countDown());
    client.addWebSocketErrorListener(error -> ended.countDown());
    client.addWebSocketMessageListener(
        message -> {
          // Slack renews its connections: it says so beforehand, and then closes.
          if (message.contains("\"type\":\"disconnect\"")
              || message.contains("\"type\": \"disconnect\"")) {
            ended.countDown();
          }
        });
  }

  static Connection to(Slack slack, String appToken, String url) throws URISyntaxException {
    return new Connection(
        new SocketModeClientJavaWSImpl(
            slack,
            appToken,
            url,
            AT_ONCE,
            new ConcurrentLinkedMessageQueue(),
            false,
            false,
            NO_MONITOR));
  }

  SocketModeClient client() {
    return client;
  }

  /** Whether it goes on; asks the other side. */
  boolean isOpen() {
    return ended.getCount() > 0 && client.verifyConnection();
  }

  /** Waits until it has ended, or for so long, whichever is first; or until nobody listens. */
  void awaitEnd(CountDownLatch stopped, Duration time) throws InterruptedException {
    long until = System.nanoTime() + time.toNanos();
    while (ended.getCount() > 0 && stopped.getCount() > 0 && System.nanoTime() - until < 0) {
      if (stopped.await(200, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }
}
