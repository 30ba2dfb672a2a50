package io.operatefirst.oncall.intake.mail;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was learned of the last so many mails; what is not used for longest is forgotten first. */
final class Known<V> {

  private final Map<String, V> values;

  Known(int most) {
    values =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > most;
          }
        };
  }

  Optional<V> of(String id) {
    return Optional.ofNullable(values.get(id));
  }

  /** Where nothing else is known of it. */
  void learn(String id, V value) {
    values.putIfAbsent(id, value);
  }

  void forget(String id) {
    values.remove(id);
  }

  int size() {
    return values.size();
  }
}
