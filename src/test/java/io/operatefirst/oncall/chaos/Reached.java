package io.operatefirst.oncall.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** How far the clocks of the replicas have come: what was not due by any of them was early. */
final class Reached {

  /** From an instant on, by a clock that is right. */
  private record Setting(int replica, Instant from, Duration ahead) {}

  private final List<Setting> settings = new CopyOnWriteArrayList<>();

  /** The clock of a replica is set; none is before it has been. */
  void set(int replica, Instant at, Duration ahead) {
    settings.add(new Setting(replica, at, ahead));
  }

  /**
   * The latest that any of them has shown by an instant, also one that was set back since: who has
   * looked at it before may act on that late.
   *
   * @param instant by a clock that is right
   */
  Instant by(Instant instant) {
    return settings.stream()
        .filter(setting -> !setting.from().isAfter(instant))
        .map(setting -> end(setting, instant).plus(setting.ahead()))
        .max(Comparator.naturalOrder())
        .orElse(Instant.MIN);
  }

  private Instant end(Setting setting, Instant latest) {
    List<Setting> after = settings.subList(settings.indexOf(setting) + 1, settings.size());
    return after.stream()
        .filter(next -> next.replica() == setting.replica())
        .map(Setting::from)
        .filter(latest::isAfter)
        .findFirst()
        .orElse(latest);
  }
}
