package io.operatefirst.oncall.logentry;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The entries of the log as the server has them, with those that were written a moment ago and that
 * the watch has not brought yet: who writes must not forget what it has written.
 */
final class LogCache {

  /** The watch brings what was written within moments, or is late, or it was deleted before. */
  private static final Duration MOMENTS = Duration.ofSeconds(10);

  private static final String BY_ROTATION = "log-by-rotation";
  private static final String BY_KEY = "log-by-key";

  private final IndexerResourceCache<OnCallLogEntry> entries;
  private final InformerEventSource<OnCallRotation, OnCallLogEntry> rotations;
  private final LongSupplier nanos;

  /** By UID, whose hash is known: in a storm each of thousands is looked up for each of them. */
  private final Map<String, Written> written = new ConcurrentHashMap<>();

  /** When something of it was last found to be brought, by the nanos. */
  private volatile long lastBrought;

  /**
   * What was written.
   *
   * @param since when the watch was first owed it, by the nanos
   */
  private record Written(OnCallLogEntry entry, long since) {}

  /**
   * @param nanos a clock that only ever goes on, such as {@link System#nanoTime()}
   */
  LogCache(
      IndexerResourceCache<OnCallLogEntry> entries,
      InformerEventSource<OnCallRotation, OnCallLogEntry> rotations,
      LongSupplier nanos) {
    this.entries = entries;
    this.rotations = rotations;
    this.nanos = nanos;
    this.lastBrought = nanos.getAsLong();
    entries.addIndexer(BY_ROTATION, entry -> rotationOf(entry).stream().toList());
    entries.addIndexer(BY_KEY, entry -> keyOf(entry).stream().toList());
  }

  /** Whether it has seen all that the server had when it began. */
  boolean isComplete() {
    return rotations.isRunning()
        && (!(entries instanceof AbstractEventSource<?, ?> source) || source.isRunning());
  }

  Stream<OnCallRotation> rotations() {
    return rotations.list();
  }

  Optional<OnCallRotation> rotation(ResourceID id) {
    return rotations.get(id);
  }

  /** An entry, if it is there. */
  Optional<OnCallLogEntry> entry(ResourceID id) {
    return written.values().stream()
        .map(Written::entry)
        .filter(entry -> ResourceID.fromResource(entry).equals(id))
        .findFirst()
        .or(() -> entries.get(id));
  }

  /** The entries of a rotation that the watch has brought. */
  static List<OnCallLogEntry> brought(
      IndexerResourceCache<OnCallLogEntry> entries, OnCallRotation rotation) {
    return entries.byIndex(
        BY_ROTATION,
        rotation.getMetadata().getNamespace() + "/" + rotation.getMetadata().getName());
  }

  /** All entries of a rotation. */
  Stream<OnCallLogEntry> of(OnCallRotation rotation) {
    return of(rotation.getMetadata().getNamespace(), rotation.getMetadata().getName());
  }

  Stream<OnCallLogEntry> of(String namespace, String rotation) {
    return current(BY_ROTATION, namespace + "/" + rotation);
  }

  /** The entries of a rotation about one happening. */
  Stream<OnCallLogEntry> about(OnCallRotation rotation, String digest) {
    return current(
        BY_KEY,
        "%s/%s/%s"
            .formatted(
                rotation.getMetadata().getNamespace(), rotation.getMetadata().getName(), digest));
  }

  private Stream<OnCallLogEntry> current(String index, String value) {
    // Before it looks at what was brought: what is forgotten here meanwhile is there by then.
    Map<String, OnCallLogEntry> own =
        written.values().stream()
            .map(Written::entry)
            .filter(entry -> valuesOf(index, entry).filter(value::equals).isPresent())
            .collect(
                Collectors.toMap(
                    LogCache::uid, Function.identity(), (one, same) -> one, HashMap::new));
    List<OnCallLogEntry> seen = entries.byIndex(index, value);
    if (own.isEmpty()) {
      return seen.stream();
    }
    for (OnCallLogEntry entry : seen) {
      isBrought(entry);
      own.computeIfPresent(
          uid(entry), (uid, latest) -> version(entry) >= version(latest) ? null : latest);
    }
    return Stream.concat(
        seen.stream().filter(entry -> !own.containsKey(uid(entry))), own.values().stream());
  }

  private static Optional<String> valuesOf(String index, OnCallLogEntry entry) {
    return index.equals(BY_KEY) ? keyOf(entry) : rotationOf(entry);
  }

  /** What the watch has brought, or something later, need not be remembered. */
  private void isBrought(OnCallLogEntry seen) {
    Written own = written.get(uid(seen));
    if (own != null && version(seen) >= version(own.entry())) {
      written.remove(uid(seen), own);
      lastBrought = nanos.getAsLong();
    }
  }

  private static String uid(OnCallLogEntry entry) {
    return entry.getMetadata().getUid();
  }

  private static long version(OnCallLogEntry entry) {
    return Long.parseLong(entry.getMetadata().getResourceVersion());
  }

  /** An entry was written, or read from the server. */
  void put(OnCallLogEntry entry) {
    tidy(entry);
    long now = nanos.getAsLong();
    written.merge(
        uid(entry),
        new Written(entry, now),
        (before, latest) -> new Written(entry, before.since()));
  }

  /** An entry is gone. */
  void remove(OnCallLogEntry entry) {
    written.remove(uid(entry));
  }

  /** Forgets here what the watch has brought meanwhile. */
  void tidy() {
    written.values().forEach(own -> tidy(own.entry()));
  }

  private void tidy(OnCallLogEntry own) {
    entries.get(ResourceID.fromResource(own)).ifPresent(this::isBrought);
  }

  /**
   * Forgets what the watch still owes and the server has not any more: somebody deleted it before
   * it was brought. It asks from the longest owed on, until one is there: in a storm thousands are.
   *
   * @param server reads an entry anew, if one of that name is there
   */
  void forgetDeleted(Function<OnCallLogEntry, Optional<OnCallLogEntry>> server) {
    tidy();
    owed()
        .takeWhile(own -> !isThere(own.entry(), server))
        .forEach(own -> written.remove(uid(own.entry()), own));
  }

  private static boolean isThere(
      OnCallLogEntry own, Function<OnCallLogEntry, Optional<OnCallLogEntry>> server) {
    return server.apply(own).filter(there -> uid(there).equals(uid(own))).isPresent();
  }

  /**
   * Whether the watch brings nothing any more: something has been owed for longer than the
   * patience, and for as long nothing else was brought. In a storm all comes late, but something
   * always does.
   */
  boolean isDeaf(Duration patience) {
    long now = nanos.getAsLong();
    long heard = lastBrought;
    return owed()
        .findFirst()
        .filter(own -> Math.min(now - own.since(), now - heard) > patience.toNanos())
        .isPresent();
  }

  /** What should have been brought by now, that of the longest ago first. */
  private Stream<Written> owed() {
    long now = nanos.getAsLong();
    return written.values().stream()
        .filter(own -> now - own.since() > MOMENTS.toNanos())
        .sorted(Comparator.comparingLong(own -> own.since() - now));
  }

  private static Optional<String> rotationOf(OnCallLogEntry entry) {
    return entry.getSpec() == null || entry.getSpec().rotation() == null
        ? Optional.empty()
        : Optional.of(entry.getMetadata().getNamespace() + "/" + entry.getSpec().rotation());
  }

  private static Optional<String> keyOf(OnCallLogEntry entry) {
    return rotationOf(entry)
        .filter(rotation -> entry.getSpec().source() != null)
        .map(rotation -> rotation + "/" + entry.getSpec().source().key());
  }
}
