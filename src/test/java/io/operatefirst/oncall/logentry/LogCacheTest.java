package io.operatefirst.oncall.logentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.operatefirst.oncall.api.OnCallLogEntry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A watch that is up and brings nothing is noticed, and no other. */
class LogCacheTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Server server = new Server();
  private final Brought brought = new Brought();
  private long nanos = Long.MAX_VALUE - 1;
  private final LogCache cache = new LogCache(brought, null, () -> nanos);

  @Test
  void aWatchThatBringsNothingIsDeaf() {
    write("a", 1);
    minutes(2);
    assertThat(isDeaf()).as("in time yet").isFalse();
    minutes(1);
    assertThat(isDeaf()).isTrue();
  }

  @Test
  void whatWasBroughtWasHeard() {
    brought.entry(write("a", 1));
    minutes(3);

    assertThat(isDeaf()).isFalse();
  }

  @Test
  void whatHasChangedSinceItWasBroughtWasNotHeard() {
    brought.entry(write("a", 1));
    minutes(3);
    write("a", 2);
    minutes(1);
    assertThat(isDeaf()).as("owed for a minute only").isFalse();
    minutes(2);
    assertThat(isDeaf()).isTrue();
  }

  /** By which a watch is not forgiven: what is seen again and again is written here each time. */
  @Test
  void whatIsReadAgainIsOwedSinceItWasWritten() {
    for (int minute = 0; minute < 3; minute++) {
      write("a", 1);
      minutes(1);
    }
    assertThat(isDeaf()).isTrue();
  }

  @Test
  void inAStormItComesLate() {
    for (int i = 0; i < 10; i++) {
      write("a" + i, i);
    }
    for (int i = 0; i < 9; i++) {
      minutes(1);
      brought.entry(server.entries.get("a" + i));
      assertThat(isDeaf()).as("after %d", i).isFalse();
    }
    minutes(3);
    assertThat(isDeaf()).as("when nothing comes any more").isTrue();
  }

  @Test
  void whatIsDeletedIsNotWaitedFor() {
    write("a", 1);
    write("b", 2);
    server.entries.remove("a");
    server.entries.put("b", entry("b", "another", 3));
    nanos += TimeUnit.SECONDS.toNanos(15);

    assertThat(isDeaf()).isFalse();
    assertThat(cache.entry(new ResourceID("a", "ns"))).isEmpty();
    assertThat(server.asked).isEqualTo(2);
    assertThat(isDeaf()).isFalse();
    assertThat(server.asked).as("asked again").isEqualTo(2);
  }

  @Test
  void nothingIsAskedWhereAllIsBrought() {
    brought.entry(write("a", 1));
    minutes(10);
    isDeaf();

    assertThat(server.asked).isZero();
  }

  /** Else a note of who takes it would be lost. */
  @Test
  void whatIsBroughtWhileSomebodyLooksIsThere() {
    OnCallLogEntry entry = writtenAndBroughtWhileSomebodyLooks(1);
    assertThat(cache.of("ns", "sre")).containsExactly(entry);

    OnCallLogEntry changed = writtenAndBroughtWhileSomebodyLooks(2);
    assertThat(cache.of("ns", "sre")).containsExactly(changed);
    assertThat(cache.of("ns", "sre")).containsExactly(changed);
  }

  private OnCallLogEntry writtenAndBroughtWhileSomebodyLooks(int version) {
    OnCallLogEntry entry = write("a", version);
    brought.afterwards =
        () -> {
          brought.entry(entry);
          cache.tidy();
        };
    return entry;
  }

  private boolean isDeaf() {
    cache.forgetDeleted(server);
    return cache.isDeaf(PATIENCE);
  }

  private OnCallLogEntry write(String name, int version) {
    OnCallLogEntry entry = entry(name, "uid-of-" + name, version);
    server.entries.put(name, entry);
    cache.put(entry);
    return entry;
  }

  private static OnCallLogEntry entry(String name, String uid, int version) {
    OnCallLogEntry entry =
        new KubernetesSerialization()
            .unmarshal("kind: OnCallLogEntry\nspec: {rotation: sre}", OnCallLogEntry.class);
    entry.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("ns")
            .withName(name)
            .withUid(uid)
            .withResourceVersion(Integer.toString(version))
            .build());
    return entry;
  }

  private void minutes(int number) {
    nanos += TimeUnit.MINUTES.toNanos(number);
  }

  private static final class Server implements Function<OnCallLogEntry, Optional<OnCallLogEntry>> {
    private final Map<String, OnCallLogEntry> entries = new HashMap<>();
    private int asked;

    @Override
    public Optional<OnCallLogEntry> apply(OnCallLogEntry entry) {
      asked++;
      return Optional.ofNullable(entries.get(entry.getMetadata().getName()));
    }
  }

  /** What the watch has brought. */
  private static final class Brought implements IndexerResourceCache<OnCallLogEntry> {
    private final Map<ResourceID, OnCallLogEntry> entries = new HashMap<>();

    /** What others do while somebody looks. */
    private Runnable afterwards = () -> {};

    void entry(OnCallLogEntry entry) {
      entries.put(ResourceID.fromResource(entry), entry);
    }

    @Override
    public Optional<OnCallLogEntry> get(ResourceID id) {
      return Optional.ofNullable(entries.get(id));
    }

    @Override
    public Stream<ResourceID> keys() {
      return entries.keySet().stream();
    }

    @Override
    public Stream<OnCallLogEntry> list(Predicate<OnCallLogEntry> predicate) {
      return entries.values().stream().filter(predicate);
    }

    @Override
    public Stream<OnCallLogEntry> list(String namespace, Predicate<OnCallLogEntry> predicate) {
      throw new UnsupportedOperationException(namespace);
    }

    @Override
    public List<OnCallLogEntry> byIndex(String index, String value) {
      List<OnCallLogEntry> found = List.copyOf(entries.values());
      afterwards.run();
      return found;
    }

    @Override
    public void addIndexers(Map<String, Function<OnCallLogEntry, List<String>>> indexers) {}
  }
}
