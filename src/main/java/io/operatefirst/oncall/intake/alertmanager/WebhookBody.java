package io.operatefirst.oncall.intake.alertmanager;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Takes in the body of a request, within a time and a size, and together with all others within a
 * share of the memory. It stays counted until it is closed.
 */
final class WebhookBody implements AutoCloseable {

  /** A little less than the server's own limit (quarkus.http.limits.max-body-size). */
  static final int LARGEST = 4_000_000;

  private static final int CHUNK = 8192;

  private final Semaphore memory;
  private int taken;

  /**
   * @param memory the bytes that all bodies together may still take
   */
  WebhookBody(Semaphore memory) {
    this.memory = memory;
  }

  /** Reads all of it. */
  byte[] read(InputStream in, Duration atMost) throws WebhookRefusal {
    long begun = System.nanoTime();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    try {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        if (System.nanoTime() - begun >= atMost.toNanos()) {
          throw new WebhookRefusal(
              WebhookAnswer.TOO_SLOW, "the body did not come within " + atMost.toSeconds() + " s");
        }
        if (body.size() + read > LARGEST) {
          throw new WebhookRefusal(
              WebhookAnswer.TOO_LARGE,
              "the body is larger than %d bytes: max_alerts of the receiver bounds it"
                  .formatted(LARGEST));
        }
        if (!memory.tryAcquire(read)) {
          throw new WebhookRefusal(WebhookAnswer.BUSY, "too much is being worked on");
        }
        taken += read;
        body.write(chunk, 0, read);
      }
    } catch (IOException e) {
      throw new WebhookRefusal(WebhookAnswer.TOO_SLOW, "the body did not come to its end");
    }
    return body.toByteArray();
  }

  @Override
  public void close() {
    memory.release(taken);
    taken = 0;
  }
}
