package io.operatefirst.oncall.logentry;

import static io.operatefirst.oncall.status.Conditions.no;
import static io.operatefirst.oncall.status.Conditions.yes;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.api.LastTimeStatus;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntrySpec;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.SimilarStatus;
import io.operatefirst.oncall.log.Documentation;
import io.operatefirst.oncall.log.Entry;
import io.operatefirst.oncall.log.EntryLifecycle;
import io.operatefirst.oncall.log.Sighting;
import io.operatefirst.oncall.status.Conditions;
import io.operatefirst.oncall.text.Excerpt;
import io.operatefirst.oncall.text.OneLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows of a problem whom it concerns, where it stands, and what is to be done next. */
final class ProblemView {

  private static final int TOLD = 200;

  private ProblemView() {}

  /**
   * @param rotation that it names; empty where there is none
   * @param seen what was seen of it; empty where a person made it
   * @param previous the entry about the last time; null where there is none
   * @param lastTime what is known from then; empty where nothing is
   * @param similar earlier entries that may help; null where there are none
   * @param escalated how far it has gone unacknowledged
   */
  static OnCallLogEntryStatus of(
      OnCallLogEntry entry,
      Responsible responsible,
      Optional<OnCallRotation> rotation,
      Optional<Sighting> seen,
      String previous,
      Optional<LastTimeStatus> lastTime,
      List<SimilarStatus> similar,
      Escalated escalated,
      Instant now) {
    OnCallLogEntrySpec spec = entry.getSpec();
    Entry problem = LogEntries.read(entry, seen.map(Sighting::severity), escalated, lastTime);
    Long generation = entry.getMetadata().getGeneration();
    String created = entry.getMetadata().getCreationTimestamp();
    return new OnCallLogEntryStatus(
        generation,
        OnCallLogEntryStatus.Phase.valueOf(EntryLifecycle.phaseOf(problem).name()),
        responsible.engineer().orElse(null),
        responsible.waitsUntil().map(Instant::toString).orElse(null),
        seen.map(Sighting::severity).map(Sightings::write).orElse(LogEntries.severityOf(spec)),
        seen.map(Sighting::firstSeen).map(Instant::toString).orElse(created),
        seen.map(Sighting::lastSeen).map(Instant::toString).orElse(created),
        seen.map(Sighting::count).orElse(1),
        seen.map(Sighting::firing).orElse(null),
        seen.map(Sighting::latestStart).map(Instant::toString).orElse(null),
        seen.map(Sighting::members)
            .filter(members -> !members.isEmpty())
            .map(members -> members.stream().map(Sightings::write).toList())
            .orElse(null),
        seen.map(Sighting::more).filter(more -> more > 0).orElse(null),
        previous,
        lastTime.orElse(null),
        similar,
        escalated.written(),
        null,
        LogEntries.noticesShown(entry),
        Conditions.merge(
            LogEntries.conditionsOf(entry),
            Stream.of(
                    Optional.of(acknowledged(entry, responsible, rotation, lastTime)),
                    escalated.condition(),
                    Optional.of(resolved(entry, seen)),
                    Optional.of(documented(entry, problem)))
                .flatMap(Optional::stream)
                .toList(),
            generation,
            now));
  }

  private static Condition acknowledged(
      OnCallLogEntry entry,
      Responsible responsible,
      Optional<OnCallRotation> rotation,
      Optional<LastTimeStatus> lastTime) {
    OnCallLogEntrySpec spec = entry.getSpec();
    if (rotation.isEmpty() && !spec.acknowledged()) {
      return no(
          Conditions.ACKNOWLEDGED,
          Conditions.UNKNOWN_ROTATION,
          "spec.rotation: there is no OnCallRotation %s in namespace %s."
              .formatted(spec.rotation(), entry.getMetadata().getNamespace()));
    }
    String before = lastTime.map(LastTimeStatus::resolution).map(ProblemView::before).orElse("");
    return spec.acknowledged()
        ? yes(
            Conditions.ACKNOWLEDGED,
            Conditions.ACKNOWLEDGED,
            spec.acknowledgedBy()
                + (spec.helpWanted() ? " looks after it, and asks for help." : " looks after it.")
                + before)
        : no(
            Conditions.ACKNOWLEDGED,
            Conditions.AWAITING_ACKNOWLEDGEMENT,
            responsible
                    .engineer()
                    .map(
                        name ->
                            "%s has not acknowledged it yet: %s"
                                .formatted(
                                    name, patch(entry, Acknowledging.by(rotation.get(), name))))
                    .orElse("Nobody is on call who could acknowledge it.")
                + before);
  }

  private static String before(String resolution) {
    return " Last time: " + Excerpt.of(OneLine.of(resolution), TOLD);
  }

  private static Condition resolved(OnCallLogEntry entry, Optional<Sighting> seen) {
    boolean firing = seen.filter(Sighting::firing).isPresent();
    if (entry.getSpec().resolved()) {
      return yes(
          Conditions.RESOLVED,
          Conditions.RESOLVED,
          firing && !LogEntries.isQuestion(entry)
              ? "Somebody says that it is over; it still fires."
              : "It is over.");
    }
    return seen.isPresent() && !firing
        ? no(
            Conditions.RESOLVED,
            Conditions.UNRESOLVED,
            "It does not fire any more. If it is over: "
                + patch(entry, "\"resolved\":true,\"resolution\":\"what was done\""))
        : no(
            Conditions.RESOLVED,
            Conditions.UNRESOLVED,
            "Once it is over: "
                + patch(entry, "\"resolved\":true,\"resolution\":\"what was done\""));
  }

  private static Condition documented(OnCallLogEntry entry, Entry problem) {
    return switch (Documentation.of(problem)) {
      case RUNBOOK_LINKED ->
          yes(
              Conditions.DOCUMENTED,
              Conditions.RUNBOOK_LINKED,
              "What to do is written at " + entry.getSpec().runbook());
      case RUNBOOK_FROM_LAST_TIME ->
          yes(
              Conditions.DOCUMENTED,
              Conditions.RUNBOOK_FROM_LAST_TIME,
              "It has happened before, and what to do was written at "
                  + problem.runbookOfLastTime().orElseThrow());
      case RUNBOOK_FROM_ALERT ->
          yes(
              Conditions.DOCUMENTED,
              Conditions.RUNBOOK_FROM_ALERT,
              "What to do is written at " + problem.runbookOfSource().orElseThrow());
      case NOT_NEEDED ->
          yes(
              Conditions.DOCUMENTED,
              Conditions.NOT_NEEDED,
              LogEntries.isQuestion(entry)
                  ? "An answer needs no runbook. Where others will ask the same, write one, and link it: "
                      + patch(entry, "\"runbook\":\"https://…\"")
                  : "It is for information only.");
      case RUNBOOK_OUTDATED ->
          no(
              Conditions.DOCUMENTED,
              Conditions.RUNBOOK_OUTDATED,
              "The runbook that came with it did not help. Bring it up to date, and link it: "
                  + patch(entry, "\"runbook\":\"https://…\""));
      case RUNBOOK_MISSING ->
          no(
              Conditions.DOCUMENTED,
              Conditions.RUNBOOK_MISSING,
              "What to do is written nowhere. Write a runbook, and link it: "
                  + patch(entry, "\"runbook\":\"https://…\""));
    };
  }

  private static String patch(OnCallLogEntry entry, String fields) {
    return "oc patch ocl %s --type merge -p '{\"spec\":{%s}}'"
        .formatted(entry.getMetadata().getName(), fields);
  }
}
