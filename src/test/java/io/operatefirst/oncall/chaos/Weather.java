package io.operatefirst.oncall.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * How bad the connection to the API server is for a while.
 *
 * @param percent of the requests that fare badly
 * @param faults how; one that is there twice is as frequent as two
 * @param delay of an answer that is late, and of all that is watched
 */
record Weather(int percent, List<Fault> faults, Duration delay) {

  static final Weather CALM = new Weather(0, List.of(), Duration.ZERO);

  Weather {
    faults = List.copyOf(faults);
  }

  static Weather drawn(Random random) {
    List<Fault> all = List.of(Fault.values());
    return new Weather(
        20 + random.nextInt(60),
        random.ints(3, 0, all.size()).mapToObj(all::get).toList(),
        Duration.ofMillis(100 + random.nextInt(1400)));
  }

  /** What becomes of the next request; empty where nothing does. */
  Optional<Fault> next(Random random) {
    return random.nextInt(100) < percent
        ? Optional.of(faults.get(random.nextInt(faults.size())))
        : Optional.empty();
  }
}
