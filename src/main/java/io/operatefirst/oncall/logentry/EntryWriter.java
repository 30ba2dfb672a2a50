package io.operatefirst.oncall.logentry;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.log.Sighting;
import io.operatefirst.oncall.status.StatusPatch;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Writes entries, each with its status at once; what is then there, the log knows. */
final class EntryWriter {

  /** What became of an entry that was to be made. */
  enum Made {
    /** It is there, with its status. */
    WHOLE,
    /** It is there, and somebody else was faster with its status. */
    WITHOUT_STATUS,
    /** One of its name was there before. */
    NOT_AT_ALL
  }

  private final LogBook book;
  private final KubernetesClient client;
  private final EntryStatus statuses;
  private final Set<ResourceID> beingMade = ConcurrentHashMap.newKeySet();

  EntryWriter(LogBook book, KubernetesClient client, EntryStatus statuses) {
    this.book = book;
    this.client = client;
    this.statuses = statuses;
  }

  /** Whether an entry is being made here, with its status to follow at once. */
  boolean isBeingMade(OnCallLogEntry entry) {
    return beingMade.contains(ResourceID.fromResource(entry));
  }

  /**
   * Makes an entry.
   *
   * @param sighting what its status begins with
   * @param previous the entry about the last time that this happened
   * @throws NameTaken where something else has its name
   */
  Made make(
      OnCallLogEntry wanted,
      OnCallRotation rotation,
      Sighting sighting,
      Optional<String> previous,
      Instant now) {
    ResourceID id = ResourceID.fromResource(wanted);
    beingMade.add(id);
    try {
      Optional<OnCallLogEntry> made = create(wanted);
      if (made.isEmpty()) {
        return Made.NOT_AT_ALL;
      }
      // Somebody may have been faster, such as a second leader: then what fires is told next.
      return show(made.get(), status(made.get(), rotation, sighting, previous, now))
          ? Made.WHOLE
          : Made.WITHOUT_STATUS;
    } finally {
      beingMade.remove(id);
    }
  }

  private Optional<OnCallLogEntry> create(OnCallLogEntry wanted) {
    try {
      OnCallLogEntry made = client.resource(wanted).create();
      book.learn(made);
      return Optional.of(made);
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      learn(wanted);
      return Optional.empty();
    }
  }

  /**
   * Writes what was seen into the status of an entry.
   *
   * @return false where the entry is another by now
   */
  boolean update(OnCallLogEntry entry, OnCallRotation rotation, Sighting sighting, Instant now) {
    return show(entry, status(entry, rotation, sighting, book.previous(entry), now));
  }

  private OnCallLogEntryStatus status(
      OnCallLogEntry entry,
      OnCallRotation rotation,
      Sighting sighting,
      Optional<String> previous,
      Instant now) {
    return statuses.of(
        entry,
        Optional.of(rotation),
        Optional.of(sighting),
        previous,
        book.lastTime(entry, previous),
        book.similar(entry),
        statuses.standing(entry, Optional.of(rotation), Optional.of(sighting), now),
        now);
  }

  private boolean show(OnCallLogEntry entry, OnCallLogEntryStatus status) {
    Optional<OnCallLogEntry> shown = StatusPatch.send(client, entry, status);
    shown.ifPresentOrElse(book::learn, () -> readAgain(entry));
    return shown.isPresent();
  }

  private void readAgain(OnCallLogEntry entry) {
    OnCallLogEntry there = client.resource(entry).get();
    if (there == null) {
      book.forget(entry);
    } else {
      book.learn(there);
    }
  }

  /** The name is taken: by what was wanted, which is then known, or by something else. */
  private void learn(OnCallLogEntry wanted) {
    OnCallLogEntry there = client.resource(wanted).get();
    if (there == null) {
      return;
    }
    if (!isOfTheSame(there, wanted)) {
      throw new NameTaken(there, wanted);
    }
    book.learn(there);
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
