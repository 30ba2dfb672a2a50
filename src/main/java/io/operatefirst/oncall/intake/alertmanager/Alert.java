package io.operatefirst.oncall.intake.alertmanager;

import io.operatefirst.oncall.log.Member;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * An alert as Alertmanager tells of it.
 *
 * @param fingerprint tells it from others, whatever it is called: the same for the same labels, in
 *     each replica
 * @param labels what identifies it
 * @param annotations what is said of it, for people
 * @param startsAt when it began
 * @param state whether it fires, is silenced or inhibited, or is over
 * @param link where it came from, such as a graph; empty where unknown
 */
record Alert(
    String fingerprint,
    Map<String, String> labels,
    Map<String, String> annotations,
    Instant startsAt,
    Member.State state,
    Optional<String> link) {

  /** Fires always, so that its absence tells that alerts do not come through. */
  static final String WATCHDOG = "Watchdog";

  Alert {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    // The API tells milliseconds, a message nanoseconds: both mean the same beginning.
    startsAt = startsAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Empty where it has none. */
  String label(String name) {
    return labels.getOrDefault(name, "");
  }

  String name() {
    return label("alertname");
  }

  boolean isWatchdog() {
    return name().equals(WATCHDOG);
  }
}
