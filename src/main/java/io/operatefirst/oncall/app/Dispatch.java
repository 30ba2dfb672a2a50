package io.operatefirst.oncall.app;

import io.operatefirst.oncall.agenda.Rounds;
import io.operatefirst.oncall.intake.Lead;
import io.operatefirst.oncall.notify.DutySigns;
import io.operatefirst.oncall.notify.Outbox;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Sends what the controllers owe: each second. A replica that leads no longer leaves what it still
 * owes to the next, which has it from the statuses.
 */
@Singleton
class Dispatch {

  private final Lead lead;
  private final Outbox outbox;
  private final DutySigns signs;

  Dispatch(Lead lead, Outbox outbox, DutySigns signs) {
    this.lead = lead;
    this.outbox = outbox;
    this.signs = signs;
  }

  void begin(@Observes StartupEvent event, Rounds rounds) {
    rounds.every(Rounds.SECOND, this::sweep);
  }

  void sweep() {
    if (lead.isHere()) {
      outbox.sweep();
      signs.sweep();
    }
  }
}
