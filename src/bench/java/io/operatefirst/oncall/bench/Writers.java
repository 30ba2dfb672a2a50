package io.operatefirst.oncall.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** A bare client's threads: what has to be done, done by a few at a time. */
final class Writers {

  /** More make two cores no faster. */
  private static final int THREADS = 8;

  private Writers() {}

  /**
   * Does all of it.
   *
   * @return from the first to the last
   * @throws IllegalStateException where one of them failed
   */
  static Duration write(Stream<Runnable> all) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      long begun = System.nanoTime();
      List<Future<?>> written = new ArrayList<>();
      all.forEach(one -> written.add(threads.submit(one)));
      for (Future<?> one : written) {
        one.get();
      }
      return Duration.ofNanos(System.nanoTime() - begun);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
