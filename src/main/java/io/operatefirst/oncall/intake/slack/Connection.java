package io.operatefirst.oncall.intake.slack;

import com.slack.api.Slack;
import com.slack.api.bolt.App;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.socket_mode.request.SocketModeRequest;
import com.slack.api.bolt.socket_mode.request.SocketModeRequestParser;
import com.slack.api.socket_mode.SocketModeClient;
import com.slack.api.socket_mode.impl.SocketModeClientJavaWSImpl;
import com.slack.api.socket_mode.queue.impl.ConcurrentLinkedMessageQueue;
import com.slack.api.socket_mode.response.AckResponse;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection over which Slack tells an app what happens. It is never opened again by itself: the
 * next one begins with the tokens as they are then.
 */
final class Connection implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  /** One thing after the other, in the order in which it was said. */
  private static final int AT_ONCE = 1;

  private static final Duration TO_OPEN = Duration.ofSeconds(10);

  private static final String DISCONNECT = "disconnect";

  /** Slack has said where it is, and it does not open there. */
  static final class NotOpened extends IOException {}

  /** Of what Slack sends, what kind it is. */
  private record Envelope(String type) {}

  private final App app;
  private final SocketModeRequestParser requests;
  private final SocketModeClient client;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean closed;

  /** What Slack says, before the client sees it: that one would open another connection itself. */
  private final class Said extends ConcurrentLinkedMessageQueue {

    @Override
    public void add(String message) {
      if (closed) {
        disconnect();
      } else if (DISCONNECT.equals(client.getGson().fromJson(message, Envelope.class).type())) {
        // Slack renews its connections: it says so beforehand, and then closes.
        ended.countDown();
      } else {
        super.add(message);
      }
    }
  }

  private Connection(Slack slack, String appToken, String url, App app) throws URISyntaxException {
    this.app = app;
    requests = new SocketModeRequestParser(app.config());
    client =
        new SocketModeClientJavaWSImpl(slack, appToken, url, AT_ONCE, new Said(), false, false, 0);
    client.addWebSocketCloseListener((code, reason) -> ended.countDown());
    client.addWebSocketErrorListener(error -> ended.countDown());
    client.addWebSocketMessageListener(this::dealWith);
  }

  /**
   * Opens it.
   *
   * @param url where, as Slack has just said it
   * @param app what is done about what it tells
   * @throws NotOpened where it is not open in time
   */
  static Connection open(Slack slack, String appToken, String url, App app)
      throws IOException, URISyntaxException, InterruptedException {
    Connection connection = new Connection(slack, appToken, url, app);
    try {
      app.start();
      connection.client.connect();
      connection.awaitOpen();
      return connection;
    } catch (IOException | InterruptedException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private void awaitOpen() throws InterruptedException, NotOpened {
    long until = System.nanoTime() + TO_OPEN.toNanos();
    while (!isOpen()) {
      if (System.nanoTime() - until > 0 || ended.await(50, TimeUnit.MILLISECONDS)) {
        throw new NotOpened();
      }
    }
  }

  /** Whether it goes on; asks the other side. */
  boolean isOpen() {
    return ended.getCount() > 0 && client.verifyConnection();
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

  /** What is not acknowledged is sent again. */
  private void dealWith(String message) {
    SocketModeRequest request = requests.parse(message);
    if (request == null) {
      return;
    }
    try {
      Response response = app.run(request.getBoltRequest());
      if (response.getStatusCode() == 200) {
        client.sendSocketModeResponse(answer(request.getEnvelope().getEnvelopeId(), response));
      }
    } catch (Exception e) {
      // Not with its message: it may hold anything that somebody has written.
      LOG.debug("what Slack said is not acknowledged: {}", e.getClass().getName());
    }
  }

  private String answer(String envelope, Response response) {
    return client
        .getGson()
        .toJson(
            response.getBody() == null
                ? new AckResponse(envelope)
                : Map.of(
                    "envelope_id",
                    envelope,
                    "payload",
                    client.getGson().fromJson(response.getBody(), Map.class)));
  }

  /** One that is still to open is closed as soon as something is said on it. */
  @Override
  public void close() throws IOException {
    closed = true;
    client.close();
    app.stop();
  }

  private void disconnect() {
    try {
      client.disconnect();
    } catch (IOException e) {
      LOG.debug("a connection to Slack that opened late is not closed", e);
    }
  }
}
