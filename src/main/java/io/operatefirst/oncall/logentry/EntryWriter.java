package io.operatefirst.oncall.logentry;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.log.Sighting;
import io.operatefirst.oncall.status.StatusPatch;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes what intakes see. An entry is made in one write, which has all that was seen ({@link
 * FirstSight}), so that a storm is stored as fast as the server takes it; its first status follows
 * by the controller.
 */
final class EntryWriter {

  private final LogBook book;
  private final KubernetesClient client;
  private final EntryStatus statuses;

  EntryWriter(LogBook book, KubernetesClient client, EntryStatus statuses) {
    this.book = book;
    this.client = client;
    this.statuses = statuses;
  }

  /**
   * Makes an entry.
   *
   * @return false where one of its name was there before
   * @throws NameTaken where something else has its name
   */
  boolean make(OnCallLogEntry wanted) {
    try {
      book.learn(client.resource(wanted).create());
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      learn(wanted);
      return false;
    }
  }

  /**
   * Writes what was seen into the status of an entry.
   *
   * @return false where the entry is another by now
   */
  boolean update(OnCallLogEntry entry, OnCallRotation rotation, Sighting sighting, Instant now) {
    Optional<OnCallRotation> its = Optional.of(rotation);
    Optional<Sighting> seen = Optional.of(sighting);
    Optional<String> previous = book.previous(entry);
    return show(
        entry,
        statuses.of(
            entry,
            its,
            seen,
            previous,
            book.lastTime(entry, previous),
            book.similar(entry),
            statuses.standing(entry, its, seen, now),
            now));
  }

  private boolean show(OnCallLogEntry entry, OnCallLogEntryStatus status) {
    Optional<OnCallLogEntry> shown = StatusPatch.send(client, entry, status);
    shown.ifPresentOrElse(book::learn, () -> readAgain(entry));
    return shown.isPresent();
  }

  private void readAgain(OnCallLogEntry entry) {
    read(entry).ifPresentOrElse(book::learn, () -> book.forget(entry));
  }

  /** What the server has by the name of an entry; empty where there is nothing. */
  Optional<OnCallLogEntry> read(OnCallLogEntry entry) {
    return Optional.ofNullable(client.resource(entry).get());
  }

  /** The name is taken: by what was wanted, which is then known, or by something else. */
  private void learn(OnCallLogEntry wanted) {
    read(wanted)
        .ifPresent(
            there -> {
              if (!isOfTheSame(there, wanted)) {
                throw new NameTaken(there, wanted);
              }
              book.learn(there);
            });
  }

  /** What is written beside it, such as a link, need not be alike. */
  private static boolean isOfTheSame(OnCallLogEntry there, OnCallLogEntry wanted) {
    return LogEntries.isProblem(there)
        && wanted.getSpec().type() == there.getSpec().type()
        && there.getSpec().source() != null
        && wanted.getSpec().rotation().equals(there.getSpec().rotation())
        && wanted.getSpec().source().key().equals(there.getSpec().source().key());
  }

  /** Something else has the name of an entry, which therefore is not stored. */
  static final class NameTaken extends KubernetesClientException {

    private static final long serialVersionUID = 1L;

    NameTaken(OnCallLogEntry there, OnCallLogEntry wanted) {
      super(
          "%s/%s is there already and is not the entry of %s: delete it"
              .formatted(
                  there.getMetadata().getNamespace(),
                  there.getMetadata().getName(),
                  wanted.getSpec().summary()));
    }
  }
}
