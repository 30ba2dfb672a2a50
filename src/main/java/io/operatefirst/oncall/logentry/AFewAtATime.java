package io.operatefirst.oncall.logentry;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Does the same with many: most of the time of a write goes by in waiting for the API server, which
 * takes several at once.
 */
final class AFewAtATime {

  private final Executor threads;

  /**
   * @param threads as many as there are, so many are done at once
   */
  AFewAtATime(Executor threads) {
    this.threads = threads;
  }

  /**
   * Does it, and returns when none of it is under way any more. Once one has failed no other is
   * begun: whatever is in its way is most likely in the way of the others too.
   *
   * @throws RuntimeException what one of them threw
   */
  <T> void each(List<T> all, Consumer<T> work) {
    if (all.size() == 1) {
      work.accept(all.get(0));
      return;
    }
    AtomicBoolean failed = new AtomicBoolean();
    CompletableFuture<?>[] begun =
        all.stream()
            .map(
                one ->
                    CompletableFuture.runAsync(
                            () -> {
                              if (!failed.get()) {
                                work.accept(one);
                              }
                            },
                            threads)
                        .whenComplete(
                            (done, problem) -> failed.compareAndSet(false, problem != null)))
            .toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(begun).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      throw e;
    }
  }
}
