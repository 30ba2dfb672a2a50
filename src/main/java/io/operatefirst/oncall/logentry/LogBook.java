package io.operatefirst.oncall.logentry;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.api.LastTimeStatus;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.SimilarStatus;
import io.operatefirst.oncall.log.Kind;
import io.operatefirst.oncall.log.Overflow;
import io.operatefirst.oncall.log.Sighting;
import io.operatefirst.oncall.log.Signal;
import io.operatefirst.oncall.log.SignalKey;
import io.operatefirst.oncall.status.ReportedConditions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where intakes report what they see: it becomes entries before a report returns, and their
 * statuses follow. Reports about one rotation go one after the other, so that two of them never
 * make two entries of one happening; the replica that does not lead makes none.
 */
public final class LogBook {

  private record Desk(String rotationUid, Map<Kind, Overflow> overflow) {}

  private final Clock clock;
  private final EntryWriter writer;
  private final ReportedConditions intakes;
  private final Tally tally;
  private final Map<ResourceID, Desk> desks = new ConcurrentHashMap<>();
  private final AFewAtATime writing;
  private final AtomicInteger storms = new AtomicInteger();
  private volatile LogCache cache;

  /**
   * @param writers write for a report that has much to say
   * @param intakes what the intakes of rotations that are gone have said is forgotten
   * @param tally is told what became of each signal
   */
  public LogBook(
      KubernetesClient client,
      Clock clock,
      EntryStatus statuses,
      ReportedConditions intakes,
      Tally tally,
      Executor writers) {
    this.clock = clock;
    this.writer = new EntryWriter(this, client, statuses);
    this.intakes = intakes;
    this.tally = tally;
    this.writing = new AFewAtATime(writers);
  }

  /** Counts what becomes of signals. */
  public interface Tally {

    /**
     * A signal was dealt with.
     *
     * @param outcome such as created, updated, deduplicated, overflow, muted, refused
     */
    void count(Kind kind, String outcome);
  }

  void open(LogCache entries) {
    cache = entries;
  }

  /** Whether it can take reports: not before it has seen the log as it is. */
  public boolean isOpen() {
    LogCache entries = cache;
    return entries != null && entries.isComplete();
  }

  /** All rotations; none before the log is open. */
  public List<OnCallRotation> rotations() {
    return isOpen() ? cache.rotations().toList() : List.of();
  }

  /** A rotation, if it is there. */
  public Optional<OnCallRotation> rotation(String namespace, String name) {
    return isOpen() ? cache.rotation(new ResourceID(name, namespace)) : Optional.empty();
  }

  /** What stands out in the log of each rotation; nothing before the log is open. */
  public List<RotationLog> overview() {
    return rotations().stream()
        .map(
            rotation -> {
              List<OnCallLogEntry> problems =
                  cache.of(rotation).filter(LogEntries::isProblem).toList();
              List<OnCallLogEntry> open =
                  problems.stream().filter(entry -> !entry.getSpec().resolved()).toList();
              return new RotationLog(
                  rotation,
                  open.size(),
                  open.stream()
                      .filter(entry -> !entry.getSpec().acknowledged())
                      .map(LogBook::cameIn)
                      .min(Comparator.naturalOrder()),
                  problems.stream()
                      .filter(LogEntries::owesARunbook)
                      .flatMap(entry -> LogEntries.resolvedSince(entry).stream())
                      .min(Comparator.naturalOrder()));
            })
        .toList();
  }

  private static Instant cameIn(OnCallLogEntry entry) {
    return Sightings.of(entry)
        .map(Sighting::firstSeen)
        .orElseGet(() -> Instant.parse(entry.getMetadata().getCreationTimestamp()));
  }

  /** All entries of a rotation; none before the log is open. */
  public Stream<OnCallLogEntry> entries(OnCallRotation rotation) {
    return isOpen() ? cache.of(rotation) : Stream.empty();
  }

  /**
   * Reports what was seen.
   *
   * @param signals of that kind
   * @param everything whether these are all that there are: what the log thinks to go on, and is
   *     not among them, is over
   * @throws KubernetesClientException where the server cannot be reached, or refuses; all that was
   *     not stored may be reported again
   */
  public void report(
      OnCallRotation rotation, Kind kind, Collection<Signal> signals, boolean everything) {
    String uid = rotation.getMetadata().getUid();
    Desk desk =
        desks.compute(
            ResourceID.fromResource(rotation),
            (id, known) ->
                known != null && known.rotationUid().equals(uid)
                    ? known
                    : new Desk(uid, new ConcurrentHashMap<>()));
    synchronized (desk) {
      Overflow overflow = desk.overflow().computeIfAbsent(kind, k -> new Overflow());
      Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
      new Report(this, writer, tally, rotation, kind, overflow, now)
          .of(signals, everything, writing);
    }
  }

  private static long sequence(OnCallLogEntry handover) {
    return handover.getSpec().handover().sequence();
  }

  /** The handovers of a rotation. */
  Stream<OnCallLogEntry> handovers(String namespace, String rotation) {
    return isOpen() ? cache.of(namespace, rotation).filter(LogEntries::isHandover) : Stream.empty();
  }

  /** What the log tells of the shift that a handover ends. */
  HandoverFacts facts(OnCallLogEntry handover, OnCallRotation rotation, ZoneId zone) {
    String namespace = rotation.getMetadata().getNamespace();
    String name = rotation.getMetadata().getName();
    Instant shiftBegan =
        handovers(namespace, name)
            .filter(other -> sequence(other) < sequence(handover))
            .max(Comparator.comparingLong(LogBook::sequence))
            .map(before -> Instant.parse(before.getSpec().handover().at()))
            .orElse(Instant.EPOCH);
    return new HandoverFacts(
        handover,
        rotation.getStatus(),
        shiftBegan,
        cache.of(rotation).filter(LogEntries::isProblem).toList(),
        zone);
  }

  /** The newest entry about a happening; empty where there is none. */
  Optional<OnCallLogEntry> newest(OnCallRotation rotation, SignalKey key) {
    return cache.about(rotation, key.digest()).max(Comparator.comparing(LogEntries::startOf));
  }

  /** What may help with an entry: kept once it is known; null where nothing does. */
  List<SimilarStatus> similar(OnCallLogEntry entry) {
    return entry.getStatus() == null
        ? Similar.to(
            entry, () -> cache.of(entry.getMetadata().getNamespace(), entry.getSpec().rotation()))
        : entry.getStatus().similar();
  }

  /** An entry was changed here: it is known at once. */
  void learn(OnCallLogEntry written) {
    cache.put(written);
  }

  /** An entry is gone. */
  void forget(OnCallLogEntry gone) {
    cache.remove(gone);
  }

  /** What the log has seen of a happening, by its newest entry; empty where it has none. */
  public Optional<Sighting> seen(OnCallRotation rotation, SignalKey key) {
    return newest(rotation, key).flatMap(Sightings::of);
  }

  /** Stores a storm. */
  void storm(Runnable storing) {
    storms.incrementAndGet();
    try {
      storing.run();
    } finally {
      storms.decrementAndGet();
    }
  }

  /** Whether many new entries are being stored, before which nothing is said of them. */
  boolean isStoring() {
    return storms.get() > 0;
  }

  /** The entry about the last time that this happened, as its status says or as the log shows. */
  Optional<String> previous(OnCallLogEntry entry) {
    if (entry.getStatus() != null || entry.getSpec().source() == null) {
      return Optional.ofNullable(entry.getStatus()).map(status -> status.previous());
    }
    return cache
        .rotation(new ResourceID(entry.getSpec().rotation(), entry.getMetadata().getNamespace()))
        .flatMap(rotation -> previousTo(entry, cache.about(rotation, keyOf(entry))));
  }

  /**
   * What is known from the last time that this happened: kept once it is known.
   *
   * @param previous the entry about it; empty where there is none
   */
  Optional<LastTimeStatus> lastTime(OnCallLogEntry entry, Optional<String> previous) {
    return LastTime.shownIn(entry.getStatus())
        .or(
            () ->
                previous
                    .flatMap(
                        name ->
                            cache.entry(new ResourceID(name, entry.getMetadata().getNamespace())))
                    .flatMap(LastTime::of));
  }

  private static Optional<String> previousTo(OnCallLogEntry entry, Stream<OnCallLogEntry> all) {
    return all.filter(other -> LogEntries.startOf(other).isBefore(LogEntries.startOf(entry)))
        .max(Comparator.comparing(LogEntries::startOf))
        .map(other -> other.getMetadata().getName());
  }

  private static String keyOf(OnCallLogEntry entry) {
    return entry.getSpec().source().key();
  }

  /**
   * Whether the watch of the log brings nothing any more of what is written, although its
   * connection may be up. The server says what there is: one that is deleted is not waited for.
   *
   * @param patience how long one that works may take, by a clock that only goes on
   * @throws io.fabric8.kubernetes.client.KubernetesClientException where the server does not say
   */
  public boolean isDeaf(Duration patience) {
    if (!isOpen()) {
      return false;
    }
    cache.forgetDeleted(writer::read);
    return cache.isDeaf(patience);
  }

  /** Forgets what needs not be remembered any more. */
  public void tidy() {
    if (isOpen()) {
      Set<ResourceID> there =
          cache.rotations().map(ResourceID::fromResource).collect(Collectors.toSet());
      cache.tidy();
      desks.keySet().retainAll(there);
      intakes.keepOnly(there);
    }
  }
}
