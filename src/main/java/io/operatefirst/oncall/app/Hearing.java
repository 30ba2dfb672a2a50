package io.operatefirst.oncall.app;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.operatefirst.oncall.agenda.Rounds;
import io.operatefirst.oncall.logentry.LogBook;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens whether the watch of the log still brings what is written. A connection may be half open,
 * or be held by something in between that has forgotten it, and the client would wait ten minutes:
 * too long for whoever is to be told of an alert. A replica that is deaf ends, and another leads,
 * or the same started anew.
 */
@Singleton
class Hearing {

  private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);
  private static final Duration PAUSE = Duration.ofSeconds(15);

  private final LogBook book;
  private final Duration patience;
  private boolean wasDeaf;

  Hearing(
      LogBook book,
      @ConfigProperty(name = "oncall.watch-patience", defaultValue = "2m") Duration patience) {
    this.book = book;
    this.patience = patience;
  }

  void begin(@Observes StartupEvent event, Rounds rounds) {
    rounds.every(PAUSE, this::listen);
  }

  /** Twice: one that was held up as a whole has not come to hear yet what came meanwhile. */
  private void listen() {
    boolean deaf = isDeaf();
    if (deaf && wasDeaf) {
      LOG.error("the watch of the log brings nothing any more: this replica ends, to watch anew");
      Quarkus.asyncExit(1);
    }
    wasDeaf = deaf;
  }

  private boolean isDeaf() {
    try {
      return book.isDeaf(patience);
    } catch (KubernetesClientException e) {
      LOG.debug("what there is to be heard is not known, where the server does not answer", e);
      return false;
    }
  }
}
