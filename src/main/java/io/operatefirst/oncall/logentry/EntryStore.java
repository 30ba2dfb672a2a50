package io.operatefirst.oncall.logentry;

import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.operatefirst.oncall.api.OnCallLogEntry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a cache of entries keeps them in. Two controllers watch the log, each with a cache of its
 * own: what both have read in the same version is one object, so that a log is in memory once; and
 * what the status of an entry tells is not there as its first sight too.
 */
public final class EntryStore extends BasicItemStore<OnCallLogEntry> {

  /**
   * A long log is listed in parts: all of it in one answer would be the most that a start needs.
   */
  public static final long LISTED_AT_ONCE = 500;

  private static final Map<String, OnCallLogEntry> SHARED = new ConcurrentHashMap<>();

  public EntryStore() {
    super(Cache::metaNamespaceKeyFunc);
  }

  @Override
  public OnCallLogEntry put(String key, OnCallLogEntry entry) {
    if (!Sightings.isLost(entry)) {
      FirstSight.forget(entry);
    }
    return super.put(
        key, SHARED.merge(uid(entry), entry, (known, read) -> isSame(known, read) ? known : read));
  }

  @Override
  public OnCallLogEntry remove(String key) {
    OnCallLogEntry removed = super.remove(key);
    if (removed != null) {
      SHARED.remove(uid(removed), removed);
    }
    return removed;
  }

  private static String uid(OnCallLogEntry entry) {
    return entry.getMetadata().getUid();
  }

  private static boolean isSame(OnCallLogEntry one, OnCallLogEntry other) {
    return one.getMetadata().getResourceVersion().equals(other.getMetadata().getResourceVersion());
  }
}
