package io.operatefirst.oncall.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Remembers a bounded number of things for a short time; the oldest go first. */
final class Recent<K, V> {

  private record Remembered<V>(V value, long at) {}

  private final long time;
  private final LongSupplier nanos;
  private final Map<K, Remembered<V>> values;

  /**
   * @param nanos a clock that only ever goes on, such as {@link System#nanoTime()}
   */
  Recent(int most, Duration time, LongSupplier nanos) {
    this.time = time.toNanos();
    this.nanos = nanos;
    this.values =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Remembered<V>> eldest) {
            return size() > most;
          }
        };
  }

  synchronized Optional<V> get(K key) {
    Remembered<V> found = values.get(key);
    return found == null || nanos.getAsLong() - found.at() >= time
        ? Optional.empty()
        : Optional.of(found.value());
  }

  synchronized void put(K key, V value) {
    // What is renewed is young again.
    values.remove(key);
    values.put(key, new Remembered<>(value, nanos.getAsLong()));
  }
}
