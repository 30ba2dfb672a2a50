package io.operatefirst.oncall.app;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The threads that wait for the answers of other systems; what is under way ends with them. */
@Singleton
class Deliveries {

  private static final int AT_ONCE = 4;

  private final List<ExecutorService> running = new ArrayList<>();

  /**
   * For one use alone, which then keeps no other waiting.
   *
   * @param name of the threads
   */
  synchronized Executor threads(String name) {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            AT_ONCE,
            work -> {
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
    running.add(threads);
    return threads;
  }

  @PreDestroy
  synchronized void stop() {
    running.forEach(ExecutorService::shutdown);
  }
}
