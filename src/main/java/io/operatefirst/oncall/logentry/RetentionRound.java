package io.operatefirst.oncall.logentry;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.log.Retention;
import io.operatefirst.oncall.log.Sighting;
import io.operatefirst.oncall.spec.Durations;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes out of the log of each rotation what it need not keep any longer. Handovers are kept: the
 * rotation continues from them.
 */
@Singleton
public class RetentionRound {

  private static final Logger LOG = LoggerFactory.getLogger(RetentionRound.class);

  /** The rest is for the next round: the API server has other work. */
  private static final int MOST = 500;

  private final KubernetesClient client;
  private final LogBook book;
  private final Clock clock;

  RetentionRound(KubernetesClient client, LogBook book, Clock clock) {
    this.client = client;
    this.book = book;
    this.clock = clock;
  }

  /** Goes through all rotations. */
  public void go() {
    go(book.rotations());
  }

  /** One whose log cannot be tidied disturbs no other. */
  void go(List<OnCallRotation> rotations) {
    int left = MOST;
    for (OnCallRotation rotation : rotations) {
      try {
        left -= tidy(rotation, left);
      } catch (RuntimeException e) {
        LOG.warn(
            "the log of {}/{} keeps what is old until the next round",
            rotation.getMetadata().getNamespace(),
            rotation.getMetadata().getName(),
            e);
      }
    }
  }

  private int tidy(OnCallRotation rotation, int most) {
    Retention retention = new Retention(Durations.parse(rotation.getSpec().log().retention()));
    Instant now = clock.instant();
    List<OnCallLogEntry> old =
        book.entries(rotation)
            .filter(LogEntries::isProblem)
            .filter(entry -> mayGo(entry, retention, now))
            .limit(most)
            .toList();
    old.forEach(this::remove);
    if (!old.isEmpty()) {
      LOG.info(
          "{} entries older than {} leave the log of {}/{}",
          old.size(),
          rotation.getSpec().log().retention(),
          rotation.getMetadata().getNamespace(),
          rotation.getMetadata().getName());
    }
    return old.size();
  }

  private static boolean mayGo(OnCallLogEntry entry, Retention retention, Instant now) {
    return LastChange.of(entry)
        .filter(last -> retention.mayGo(LogEntries.read(entry), isFiring(entry), last, now))
        .isPresent();
  }

  private static boolean isFiring(OnCallLogEntry entry) {
    return Sightings.of(entry).filter(Sighting::firing).isPresent();
  }

  /** As it was read, and no other: one that somebody has just edited stays. */
  void remove(OnCallLogEntry entry) {
    try {
      client.resource(entry).lockResourceVersion().delete();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
    }
  }
}
