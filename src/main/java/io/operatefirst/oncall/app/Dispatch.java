package io.operatefirst.oncall.app;

import io.operatefirst.oncall.agenda.Rounds;
import io.operatefirst.oncall.notify.DutySigns;
import io.operatefirst.oncall.notify.Outbox;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
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

  void begin(@Observes StartupEvent event, Rounds rounds) {
    rounds.every(Rounds.SECOND, this::sweep);
  }

  void sweep() {
    outbox.sweep();
    signs.sweep();
  }
}
