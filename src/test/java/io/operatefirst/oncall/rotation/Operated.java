package io.operatefirst.oncall.rotation;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.JollydayHolidays;
import io.operatefirst.oncall.schedule.Planner;
import io.operatefirst.oncall.schedule.Shown;
import io.operatefirst.oncall.schedule.Stint;
import io.operatefirst.oncall.spec.OverrideReader;
import io.operatefirst.oncall.spec.RosterReader;
import io.operatefirst.oncall.spec.RosterReader.Reading;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * A rotation as the operator shows it, without a server: its handovers are worked off until an
 * instant, and its status is written by the code that writes it.
 *
 * @param rotation with its status
 * @param log its last handover; empty where there was none
 * @param now the instant
 */
public record Operated(OnCallRotation rotation, List<OnCallLogEntry> log, Instant now) {

  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  /** What a user wrote, as it stands at an instant. */
  public static Operated of(String yaml, Instant now) {
    return of(yaml, Optional.empty(), now);
  }

  /** The same after an edit, and after some time. */
  public Operated edited(String yaml, Instant later) {
    return of(yaml, Optional.of(this), later);
  }

  /** What is planned of it. */
  public List<Stint> planned(int weeks) {
    return new ShiftsAhead(reader(now), new OverrideReader(YAML), Clock.fixed(now, ZoneOffset.UTC))
        .of(rotation, log, List.of(), weeks);
  }

  private static Operated of(String yaml, Optional<Operated> before, Instant now) {
    OnCallRotation rotation = YAML.unmarshal(yaml, OnCallRotation.class);
    rotation.setStatus(before.map(seen -> seen.rotation().getStatus()).orElse(null));
    List<OnCallLogEntry> log = before.map(Operated::log).orElse(List.of());
    Memory memory = Memory.of(rotation, log);
    Reading reading = reader(now).read(rotation, !log.isEmpty());
    if (reading instanceof Reading.Invalid invalid) {
      rotation.setStatus(
          StatusView.ofInvalid(rotation, Backlog.of(rotation, log), invalid.problems(), now));
      return new Operated(rotation, log, now);
    }
    Planner planner = new Planner(((Reading.Valid) reading).roster());
    Optional<Handover> last = last(planner, memory.last(), now);
    rotation.setStatus(status(rotation, planner, last, now));
    return new Operated(rotation, entry(rotation, last).stream().toList(), now);
  }

  private static RosterReader reader(Instant now) {
    return new RosterReader(YAML, new JollydayHolidays(), Clock.fixed(now, ZoneOffset.UTC));
  }

  /** With all that is due. */
  static Optional<Handover> last(Planner planner, Optional<Handover> known, Instant now) {
    Optional<Handover> last = known;
    for (Optional<Handover> next = planner.next(last, Shown.NOTHING, now);
        next.filter(handover -> !handover.at().isAfter(now)).isPresent();
        next = planner.next(last, Shown.NOTHING, now)) {
      last = next;
    }
    return last;
  }

  /** Of a rotation with an empty log. */
  static OnCallRotationStatus status(
      OnCallRotation rotation, Planner planner, Optional<Handover> last, Instant at) {
    return StatusView.of(
        rotation,
        new Assessment(
            rotation,
            Outlook.of(planner, last, Shown.NOTHING, at),
            entry(rotation, last),
            Optional.empty()),
        new Backlog(0, 0, List.of()),
        List.of(),
        List.of(),
        List.of());
  }

  private static Optional<OnCallLogEntry> entry(OnCallRotation rotation, Optional<Handover> last) {
    return last.map(
        handover ->
            HandoverEntries.entry(
                rotation, HandoverEntries.write(handover, rotation.getMetadata().getUid()), "any"));
  }
}
