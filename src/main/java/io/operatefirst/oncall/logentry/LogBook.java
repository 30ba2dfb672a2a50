package io.operatefirst.oncall.logentry;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.operatefirst.oncall.api.LastTimeStatus;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.SimilarStatus;
import io.operatefirst.oncall.log.Decision;
import io.operatefirst.oncall.log.Kind;
import io.operatefirst.oncall.log.Logged;
import io.operatefirst.oncall.log.Observation;
import io.operatefirst.oncall.log.Overflow;
import io.operatefirst.oncall.log.Sighting;
import io.operatefirst.oncall.log.Signal;
import io.operatefirst.oncall.log.SignalKey;
import io.operatefirst.oncall.log.Triage;
import io.operatefirst.oncall.status.ReportedConditions;
import io.operatefirst.oncall.status.StatusPatch;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where intakes report what they see: it becomes entries, each with its status, before a report
 * returns. Reports about one rotation go one after the other, so that two of them never make two
 * entries of one happening; the replica that does not lead makes none.
 */
public final class LogBook {

  private static final int ATTEMPTS = 5;

  private record Desk(String rotationUid, Map<Kind, Overflow> overflow) {}

  private final KubernetesClient client;
  private final Clock clock;
  private final EntryStatus statuses;
  private final ReportedConditions intakes;
  private final Tally tally;
  private final Map<ResourceID, Desk> desks = new ConcurrentHashMap<>();
  private final Set<ResourceID> beingWritten = ConcurrentHashMap.newKeySet();
  private final AFewAtATime writing;
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
    this.client = client;
    this.clock = clock;
    this.statuses = statuses;
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
      new Report(rotation, kind, desk.overflow().computeIfAbsent(kind, k -> new Overflow()))
          .of(signals, everything);
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

  /** What the log has seen of a happening, by its newest entry; empty where it has none. */
  public Optional<Sighting> seen(OnCallRotation rotation, SignalKey key) {
    return newest(rotation, key).flatMap(Sightings::of);
  }

  /** Whether an entry is being made here, with its status to follow at once. */
  boolean isBeingWritten(OnCallLogEntry entry) {
    return beingWritten.contains(ResourceID.fromResource(entry));
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

  /** One report about one rotation. */
  private final class Report {

    private final OnCallRotation rotation;
    private final Kind kind;
    private final Overflow overflow;
    private final int limit;
    private final Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    private final List<NameTaken> taken = new ArrayList<>();
    private int room = -1;

    Report(OnCallRotation rotation, Kind kind, Overflow overflow) {
      this.rotation = rotation;
      this.kind = kind;
      this.overflow = overflow;
      this.limit = rotation.getSpec().log().maxOpenEntries();
    }

    void of(Collection<Signal> signals, boolean everything) {
      if (everything) {
        endAllBut(signals);
        overflow.clear();
      }
      triage(signals);
      Signal rest = overflow.signal(kind, limit);
      if (!overflow.isEmpty() || everything) {
        act(decided(rest, true));
      }
      // Last, so that what is in the way of one disturbs no other.
      if (!taken.isEmpty()) {
        throw taken.get(0);
      }
    }

    /** First, so that what is over makes room. */
    private void endAllBut(Collection<Signal> signals) {
      Set<String> reported =
          signals.stream().map(signal -> signal.key().digest()).collect(Collectors.toSet());
      cache
          .of(rotation)
          .filter(entry -> LogEntries.isOf(entry, kind))
          .filter(entry -> !EntryBuilder.isOverflow(entry))
          .filter(entry -> !reported.contains(keyOf(entry)))
          .filter(entry -> Sightings.of(entry).orElseThrow().firing())
          .toList()
          .forEach(
              entry -> {
                Decision decision =
                    Triage.decide(
                        Observation.NOTHING_LEFT, Optional.of(logged(entry)), () -> true, now);
                if (decision instanceof Decision.Update update) {
                  update(entry, update);
                }
              });
    }

    /** What is decided of a signal, by the entry that there is about it. */
    private record Decided(
        Signal signal, Optional<OnCallLogEntry> entry, Decision decision, boolean always) {}

    /** Decided one after the other, so that they share the room that there is; then written. */
    private void triage(Collection<Signal> signals) {
      List<Decided> all = signals.stream().map(signal -> decided(signal, false)).toList();
      writing.each(
          all,
          one -> {
            try {
              conclude(one.signal(), act(one));
            } catch (NameTaken e) {
              refuse(e);
            }
          });
    }

    private synchronized void conclude(Signal signal, Decision decision) {
      if (decision instanceof Decision.Overflow over) {
        overflow.add(signal.key().digest(), over);
      } else {
        overflow.remove(signal.key().digest());
      }
    }

    private synchronized void refuse(NameTaken name) {
      taken.add(name);
      tally.count(kind, "refused");
    }

    private Decided decided(Signal signal, boolean always) {
      Optional<OnCallLogEntry> entry = newest(rotation, signal.key());
      Decision decision =
          Triage.decide(
              Sightings.asWritten(signal.observation()),
              entry.map(this::logged),
              () -> always || takeRoom(),
              now);
      return new Decided(signal, entry, decision, always);
    }

    /** Again and again where somebody else writes at the same time. */
    private Decision act(Decided first) {
      Decided one = first;
      for (int attempt = 1; !isDone(one); attempt++) {
        if (attempt == ATTEMPTS) {
          throw new KubernetesClientException(
              "the entry about " + one.signal().key() + " is written by others again and again");
        }
        one = decided(one.signal(), one.always());
      }
      tally.count(kind, outcome(one.decision()));
      return one.decision();
    }

    private boolean isDone(Decided one) {
      if (one.decision() instanceof Decision.Create create) {
        return create(one.signal(), create);
      }
      return !(one.decision() instanceof Decision.Update update)
          || update(one.entry().orElseThrow(), update);
    }

    private boolean create(Signal signal, Decision.Create create) {
      OnCallLogEntry wanted = EntryBuilder.entry(rotation, signal, create);
      ResourceID id = ResourceID.fromResource(wanted);
      beingWritten.add(id);
      try {
        return create(wanted, create);
      } finally {
        beingWritten.remove(id);
      }
    }

    private boolean create(OnCallLogEntry wanted, Decision.Create create) {
      OnCallLogEntry created;
      try {
        created = client.resource(wanted).create();
      } catch (KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
          throw e;
        }
        giveRoomBack();
        return learn(wanted);
      }
      cache.put(created);
      Optional<OnCallLogEntry> shown =
          StatusPatch.send(
              client,
              created,
              statuses.of(
                  created,
                  Optional.of(rotation),
                  Optional.of(create.sighting()),
                  create.previous(),
                  lastTime(created, create.previous()),
                  similar(created),
                  statuses.standing(
                      created, Optional.of(rotation), Optional.of(create.sighting()), now),
                  now));
      // Somebody may have been faster, such as a second leader: then what fires is told next.
      shown.ifPresentOrElse(cache::put, () -> readAgain(created));
      return shown.isPresent();
    }

    /** The name is taken: by what was wanted, which is then known, or by something else. */
    private boolean learn(OnCallLogEntry wanted) {
      OnCallLogEntry there = client.resource(wanted).get();
      if (there == null) {
        return false;
      }
      if (!isOfTheSame(there, wanted)) {
        throw new NameTaken(there, wanted);
      }
      cache.put(there);
      return false;
    }

    /** What is written beside it, such as a link, need not be alike. */
    private boolean isOfTheSame(OnCallLogEntry there, OnCallLogEntry wanted) {
      return LogEntries.isOf(there, kind)
          && wanted.getSpec().rotation().equals(there.getSpec().rotation())
          && keyOf(wanted).equals(keyOf(there));
    }

    private boolean update(OnCallLogEntry entry, Decision.Update update) {
      Optional<OnCallLogEntry> written =
          StatusPatch.send(
              client,
              entry,
              statuses.of(
                  entry,
                  Optional.of(rotation),
                  Optional.of(update.sighting()),
                  previous(entry),
                  lastTime(entry, previous(entry)),
                  similar(entry),
                  statuses.standing(
                      entry, Optional.of(rotation), Optional.of(update.sighting()), now),
                  now));
      written.ifPresentOrElse(cache::put, () -> readAgain(entry));
      return written.isPresent();
    }

    private void readAgain(OnCallLogEntry entry) {
      OnCallLogEntry there = client.resource(entry).get();
      if (there == null) {
        cache.remove(entry);
      } else {
        cache.put(there);
      }
    }

    private Logged logged(OnCallLogEntry entry) {
      return new Logged(
          entry.getMetadata().getName(),
          entry.getSpec().resolved(),
          Sightings.of(entry).orElseThrow());
    }

    /** Whether there was room for one more open entry, which is then taken. */
    private synchronized boolean takeRoom() {
      if (room < 0) {
        room = Math.max(0, limit - open());
      }
      boolean there = room > 0;
      room -= there ? 1 : 0;
      return there;
    }

    /** It was there already, and so is none more. */
    private synchronized void giveRoomBack() {
      room++;
    }

    private int open() {
      return (int)
          cache
              .of(rotation)
              .filter(LogEntries::isProblem)
              .filter(entry -> entry.getSpec().source() != null)
              .filter(entry -> !entry.getSpec().resolved())
              .filter(entry -> !EntryBuilder.isOverflow(entry))
              .count();
    }
  }

  /** Something else has the name of an entry, which therefore is not stored. */
  private static final class NameTaken extends KubernetesClientException {

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

  private static String outcome(Decision decision) {
    if (decision instanceof Decision.Create) {
      return "created";
    }
    if (decision instanceof Decision.Update) {
      return "updated";
    }
    if (decision instanceof Decision.Overflow) {
      return "overflow";
    }
    return switch (((Decision.Ignore) decision).reason()) {
      case MUTED -> "muted";
      case OVER -> "over";
      case KNOWN -> "deduplicated";
    };
  }
}
