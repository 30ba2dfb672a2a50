package io.operatefirst.oncall.logentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.OnCallLogEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An entry is in memory once, however many caches have it. */
class EntryStoreTest {

  private static final String KEY = "team/disk";

  private final String uid = UUID.randomUUID().toString();
  private final EntryStore one = new EntryStore();
  private final EntryStore other = new EntryStore();

  @Test
  void theSameVersionIsOneObject() {
    one.put(KEY, read("1"));
    other.put(KEY, read("1"));
    assertThat(other.get(KEY)).isSameAs(one.get(KEY));
  }

  @Test
  void whoeverIsBehindStaysWhatItIsUntilItCatchesUp() {
    one.put(KEY, read("1"));
    other.put(KEY, read("1"));
    one.put(KEY, read("2"));
    assertThat(version(one)).isEqualTo("2");
    assertThat(version(other)).isEqualTo("1");

    other.put(KEY, read("2"));
    assertThat(other.get(KEY)).isSameAs(one.get(KEY));
  }

  @Test
  void whatIsGoneFromOneIsStillInTheOther() {
    one.put(KEY, read("1"));
    other.put(KEY, read("1"));
    assertThat(one.remove(KEY)).isSameAs(other.get(KEY));
    assertThat(one.get(KEY)).isNull();
    assertThat(version(other)).isEqualTo("1");
    assertThat(other.remove(KEY)).isNotNull();
    assertThat(other.remove(KEY)).isNull();
  }

  @Test
  void whatItsStatusTellsIsNotThereAsItsFirstSightToo() {
    one.put(KEY, firstSeen("1"));
    assertThat(one.get(KEY).getMetadata().getAnnotations()).containsKey(FirstSight.ANNOTATION);

    OnCallLogEntry shown = firstSeen("2");
    shown.setStatus(
        new KubernetesSerialization()
            .unmarshal(
                """
                metadata: {name: disk}
                status: {firing: true, latestStart: "2026-11-23T09:00:00Z"}
                """,
                OnCallLogEntry.class)
            .getStatus());
    one.put(KEY, shown);
    assertThat(one.get(KEY).getMetadata().getAnnotations()).containsOnlyKeys("team");
  }

  private OnCallLogEntry firstSeen(String version) {
    OnCallLogEntry entry = read(version);
    entry
        .getMetadata()
        .setAnnotations(new HashMap<>(Map.of(FirstSight.ANNOTATION, "{}", "team", "blue")));
    return entry;
  }

  private static String version(EntryStore store) {
    return store.get(KEY).getMetadata().getResourceVersion();
  }

  private OnCallLogEntry read(String version) {
    OnCallLogEntry entry = new OnCallLogEntry();
    entry.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("team")
            .withName("disk")
            .withUid(uid)
            .withResourceVersion(version)
            .build());
    return entry;
  }
}
