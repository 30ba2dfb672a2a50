package io.operatefirst.oncall.logentry;

import io.operatefirst.oncall.api.LastTimeStatus;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.SimilarStatus;
import io.operatefirst.oncall.log.EntryLifecycle;
import io.operatefirst.oncall.log.Sighting;
import io.operatefirst.oncall.schedule.Roster;
import io.operatefirst.oncall.schedule.WorkCalendar;
import io.operatefirst.oncall.spec.RosterReader;
import io.operatefirst.oncall.spec.RosterReader.Reading;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The status of a problem: one answer, whether an intake or the controller writes it. */
public final class EntryStatus {

  /**
   * What of a rotation entries go by.
   *
   * @param roster the last that was valid, where the mistake is elsewhere too: none silences
   *     anybody
   * @param escalates whether its rules for that are valid
   */
  private record Known(Long generation, Optional<Roster> roster, boolean escalates) {}

  private final RosterReader rosters;
  private final Map<String, Known> rosterByRotation = new ConcurrentHashMap<>();

  public EntryStatus(RosterReader rosters) {
    this.rosters = rosters;
  }

  /**
   * Works it out.
   *
   * @param rotation that it names; empty where there is none
   * @param seen what was seen of it; empty where a person made it
   * @param previous the entry about the last time; empty where there is none
   * @param lastTime what is known from then; empty where nothing is
   * @param similar earlier entries that may help; null where there are none
   * @param escalated how far it has gone unacknowledged
   */
  OnCallLogEntryStatus of(
      OnCallLogEntry entry,
      Optional<OnCallRotation> rotation,
      Optional<Sighting> seen,
      Optional<String> previous,
      Optional<LastTimeStatus> lastTime,
      List<SimilarStatus> similar,
      Escalated escalated,
      Instant now) {
    return ProblemView.of(
        entry,
        responsible(entry, rotation, LogEntries.cameIn(entry, seen, now), now),
        rotation,
        seen,
        previous.orElse(null),
        lastTime,
        similar,
        escalated,
        now);
  }

  private Responsible responsible(
      OnCallLogEntry entry, Optional<OnCallRotation> rotation, Instant cameIn, Instant now) {
    Responsible shown = Responsible.shownIn(entry.getStatus());
    if (isDecided(entry, now)) {
      return shown;
    }
    return rotation
        .filter(found -> found.getStatus() != null)
        .map(found -> Responsible.of(found.getStatus(), waitingHours(found), cameIn, now))
        .orElse(shown);
  }

  /** Outside which things wait; empty where nothing does, or where the rotation was never valid. */
  private Optional<WorkCalendar> waitingHours(OnCallRotation rotation) {
    return calendar(rotation).filter(hours -> !Escalations.isAroundTheClock(rotation));
  }

  /** Whether it is decided whom an entry concerns. */
  static boolean isDecided(OnCallLogEntry entry, Instant now) {
    return Responsible.shownIn(entry.getStatus())
        .isDecided(EntryLifecycle.phaseOf(LogEntries.read(entry)), now);
  }

  /** How far a problem has gone unacknowledged, with nothing done about it here. */
  Escalated standing(
      OnCallLogEntry entry,
      Optional<OnCallRotation> rotation,
      Optional<Sighting> seen,
      Instant now) {
    return escalations(rotation)
        .map(rules -> rules.of(entry, seen, now))
        .orElse(Escalated.shownIn(entry.getStatus()));
  }

  /** By which rules entries escalate; empty where the rotation, or a valid rule, is not there. */
  Optional<Escalations> escalations(Optional<OnCallRotation> rotation) {
    return rotation
        .filter(found -> known(found).escalates())
        .flatMap(found -> roster(found).map(list -> new Escalations(found, list)));
  }

  /** Whom entries are told to; empty where nobody is, beyond Events. */
  Optional<EntryNotices> notices(Optional<OnCallRotation> rotation) {
    return rotation
        .filter(found -> found.getStatus() != null)
        .filter(
            found -> found.getSpec().notifications() != null || found.getSpec().questions() != null)
        .flatMap(found -> roster(found).map(list -> new EntryNotices(found, list)));
  }

  /** The working time of a rotation; empty where it was never valid. */
  public Optional<WorkCalendar> calendar(OnCallRotation rotation) {
    return roster(rotation).map(Roster::calendar);
  }

  /** In which times are told; empty where the rotation was never valid. */
  Optional<ZoneId> zone(OnCallRotation rotation) {
    return roster(rotation).map(list -> list.calendar().clock().zone());
  }

  private Optional<Roster> roster(OnCallRotation rotation) {
    return known(rotation).roster();
  }

  /** Read once for each edit: a storm asks for it with each entry. */
  private Known known(OnCallRotation rotation) {
    Long generation = rotation.getMetadata().getGeneration();
    return rosterByRotation.compute(
        rotation.getMetadata().getUid(),
        (uid, known) ->
            known != null && known.generation().equals(generation)
                ? known
                : read(rotation, Optional.ofNullable(known).flatMap(Known::roster)));
  }

  private Known read(OnCallRotation rotation, Optional<Roster> lastValid) {
    Long generation = rotation.getMetadata().getGeneration();
    Reading reading = rosters.read(rotation, true);
    if (reading instanceof Reading.Invalid invalid) {
      return new Known(
          generation,
          rosters.despite(invalid, rotation).or(() -> lastValid),
          invalid.spares("spec.escalation"));
    }
    return new Known(generation, Optional.of(((Reading.Valid) reading).roster()), true);
  }
}
