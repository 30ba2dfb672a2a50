package io.operatefirst.oncall.logentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is done with many, as whoever waits for all of it sees it. */
class AFewAtATimeTest {

  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final AFewAtATime few = new AFewAtATime(threads);
  private final Set<String> done = ConcurrentHashMap.newKeySet();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void asManyAreDoneAtOnceAsThereAreThreads() {
    CyclicBarrier both = new CyclicBarrier(2);

    few.each(
        List.of("a", "b", "c", "d"),
        one -> {
          await(both);
          done.add(one);
        });

    assertThat(done).containsExactlyInAnyOrder("a", "b", "c", "d");
  }

  @Test
  void onceOneHasFailedNoOtherIsBegun() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                new AFewAtATime(Runnable::run)
                    .each(
                        List.of("a", "b", "c"),
                        one -> {
                          if (one.equals("b")) {
                            throw new IllegalStateException("b");
                          }
                          done.add(one);
                        }))
        .withMessage("b");

    assertThat(done).containsExactly("a");
  }

  @Test
  void whatIsUnderWayIsWaitedForAlsoWhereOneHasFailed() {
    CyclicBarrier both = new CyclicBarrier(2);

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                few.each(
                    List.of("fails", "goes on"),
                    one -> {
                      await(both);
                      if (one.equals("fails")) {
                        throw new IllegalStateException();
                      }
                      done.add(one);
                    }));

    assertThat(done).containsExactly("goes on");
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new AssertionError("the other one is not done at the same time", e);
    }
  }
}
