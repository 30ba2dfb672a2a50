package io.operatefirst.oncall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One round waits neither for another nor for one that failed. */
class RhythmTest {

  private static final Duration SOON = Duration.ofMillis(20);

  private final Rhythm rhythm = new Rhythm();

  @AfterEach
  void stop() {
    rhythm.stop();
  }

  @Test
  void aRoundThatFailsIsMadeAgain() {
    AtomicInteger made = new AtomicInteger();
    rhythm.every(
        SOON,
        () -> {
          made.incrementAndGet();
          throw new IllegalStateException("as a test has it");
        });

    await().until(() -> made.get() > 2);
  }

  @Test
  void aRoundThatTakesLongHoldsUpNoOther() {
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger others = new AtomicInteger();
    rhythm.every(
        SOON,
        () -> {
          begun.incrementAndGet();
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    rhythm.every(SOON, others::incrementAndGet);

    await().until(() -> others.get() > 2);
    assertThat(begun).hasValue(1);
    end.countDown();
  }
}
