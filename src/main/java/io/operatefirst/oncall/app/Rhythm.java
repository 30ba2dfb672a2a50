package io.operatefirst.oncall.app;

import io.operatefirst.oncall.agenda.Rounds;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the rounds, each on a thread of its own, so that none waits for another. */
@Singleton
class Rhythm implements Rounds {

  private static final Logger LOG = LoggerFactory.getLogger(Rhythm.class);

  private final AtomicInteger rounds = new AtomicInteger();
  private final ScheduledThreadPoolExecutor threads =
      new ScheduledThreadPoolExecutor(
          1,
          work -> {
            Thread thread = new Thread(work, "round-" + rounds.get());
            thread.setDaemon(true);
            return thread;
          });

  @Override
  public void every(Duration pause, Runnable round) {
    threads.setCorePoolSize(rounds.incrementAndGet());
    ScheduledFuture<?> unused =
        threads.scheduleWithFixedDelay(
            () -> guarded(round), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A round that throws would be the last. */
  private static void guarded(Runnable round) {
    try {
      round.run();
    } catch (RuntimeException e) {
      LOG.error("a round failed; the next is made all the same", e);
    }
  }

  @PreDestroy
  void stop() {
    threads.shutdown();
  }
}
