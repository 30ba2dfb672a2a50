package io.operatefirst.oncall.soak;

import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallOverrideStatus;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Whether the operator has looked at an instant, by what it shows and nothing else. What it shows
 * may be wrong: that is for the judge.
 *
 * @param now what its clock says
 * @param generations of each rotation, as it was written last
 * @param agreements the names of all overrides that there are
 * @param alerts the names of those that have fired
 */
record Settled(
    Instant now, Map<String, Long> generations, Set<String> agreements, List<String> alerts) {

  Settled {
    generations = Map.copyOf(generations);
    agreements = Set.copyOf(agreements);
    alerts = List.copyOf(alerts);
  }

  /** What does not show it yet, by its name, with what it shows. */
  Map<String, String> missing(Watched watched) {
    List<OnCallOverride> overrides = watched.overrides();
    Map<String, String> missing = new TreeMap<>();
    Stream.of(generations.keySet(), agreements, alerts)
        .flatMap(Collection::stream)
        .forEach(name -> missing.put(name, "nothing"));
    for (OnCallRotation rotation : watched.rotations()) {
      String name = rotation.getMetadata().getName();
      if (isSettled(rotation, activeOf(rotation, overrides), watched.log())) {
        missing.remove(name);
      } else {
        missing.put(name, String.valueOf(rotation.getStatus()));
      }
    }
    for (OnCallOverride override : overrides) {
      String name = override.getMetadata().getName();
      // One that was taken back is still to go.
      if (agreements.contains(name) && isSettled(override)) {
        missing.remove(name);
      } else {
        missing.put(name, override.getSpec() + " " + override.getStatus());
      }
    }
    watched.log().values().stream()
        .filter(entry -> entry.getStatus() != null)
        .forEach(entry -> alertOf(entry).ifPresent(missing::remove));
    return missing;
  }

  /** The alert that an entry is about; empty where it is about none. */
  static Optional<String> alertOf(OnCallLogEntry entry) {
    if (entry.getSpec().type() != OnCallLogEntrySpec.Type.ALERT) {
      return Optional.empty();
    }
    return entry.getSpec().source().alert().labels().stream()
        .filter(label -> label.name().equals("alertname"))
        .map(label -> label.value())
        .findFirst();
  }

  private static List<OnCallOverride> activeOf(
      OnCallRotation rotation, Collection<OnCallOverride> overrides) {
    return overrides.stream()
        .filter(override -> override.getSpec().rotation().equals(rotation.getMetadata().getName()))
        .filter(override -> override.getStatus() != null)
        .filter(override -> override.getStatus().phase() == OnCallOverrideStatus.Phase.ACTIVE)
        .toList();
  }

  private boolean isSettled(
      OnCallRotation rotation, List<OnCallOverride> active, Map<String, OnCallLogEntry> log) {
    OnCallRotationStatus status = rotation.getStatus();
    Long written = generations.get(rotation.getMetadata().getName());
    if (status == null || !Objects.equals(status.observedGeneration(), written)) {
      return false;
    }
    boolean knowsLog =
        status.lastHandover() == null || log.containsKey(status.lastHandover().entry());
    return knowsLog
        && (rotation.getSpec().suspend() || isAhead(status))
        && isCovered(status, active);
  }

  private boolean isAhead(OnCallRotationStatus status) {
    return status.shift() == null
        ? status.next() != null && isAhead(status.next().start())
        : isAhead(status.shift().end());
  }

  /** By one of those that say so of themselves, and by nobody where none does. */
  private boolean isCovered(OnCallRotationStatus status, List<OnCallOverride> active) {
    return active.isEmpty()
        ? Objects.equals(status.onCall(), status.scheduled())
        : active.stream()
            .flatMap(override -> override.getStatus().covers().stream())
            .filter(cover -> isNow(cover.start(), cover.end()))
            .anyMatch(cover -> cover.engineer().equals(status.onCall()));
  }

  /** What it says of its covers is of now, too. */
  private boolean isSettled(OnCallOverride override) {
    OnCallOverrideStatus status = override.getStatus();
    if (status == null) {
      return false;
    }
    return switch (status.phase()) {
      case ACTIVE -> status.covers().stream().anyMatch(cover -> isNow(cover.start(), cover.end()));
      case SCHEDULED -> status.covers().stream().allMatch(cover -> isAhead(cover.start()));
      default -> true;
    };
  }

  private boolean isNow(String start, String end) {
    return !Instant.parse(start).isAfter(now) && isAhead(end);
  }

  private boolean isAhead(String instant) {
    return Instant.parse(instant).isAfter(now);
  }
}
