package io.operatefirst.oncall.app;

import io.operatefirst.oncall.notify.DutySigns;
import io.operatefirst.oncall.notify.Outbox;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;

/** Sends what the controllers owe: each second. Where none leads here, nothing is owed. */
@Singleton
class Dispatch {

  private final Outbox outbox;
  private final DutySigns signs;

  Dispatch(Outbox outbox, DutySigns signs) {
    this.outbox = outbox;
    this.signs = signs;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void sweep() {
    outbox.sweep();
    signs.sweep();
  }
}
