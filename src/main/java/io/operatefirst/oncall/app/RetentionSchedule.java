package io.operatefirst.oncall.app;

import io.operatefirst.oncall.agenda.Rounds;
import io.operatefirst.oncall.intake.Lead;
import io.operatefirst.oncall.logentry.LogBook;
import io.operatefirst.oncall.logentry.RetentionRound;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** When the log is tidied: by the replica that leads, every hour. */
@Singleton
class RetentionSchedule {

  /** First when the replica has settled, so that one that starts again and again does it too. */
  private static final Duration SETTLED = Duration.ofMinutes(5);

  private final RetentionRound round;
  private final LogBook book;
  private final Lead lead;
  private final Duration every;
  private long next;

  RetentionSchedule(
      RetentionRound round,
      LogBook book,
      Lead lead,
      @ConfigProperty(name = "oncall.retention.every", defaultValue = "1h") Duration every) {
    this.round = round;
    this.book = book;
    this.lead = lead;
    this.every = every;
    this.next = System.nanoTime() + (every.compareTo(SETTLED) < 0 ? every : SETTLED).toNanos();
  }

  void begin(@Observes StartupEvent event, Rounds rounds) {
    rounds.every(Rounds.SECOND, this::sweep);
  }

  void sweep() {
    book.tidy();
    if (lead.isHere() && book.isOpen() && System.nanoTime() - next >= 0) {
      next = System.nanoTime() + every.toNanos();
      round.go();
    }
  }
}
