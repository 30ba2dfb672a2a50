package io.operatefirst.oncall.logentry;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.api.EscalationStatus;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.log.Escalation;
import io.operatefirst.oncall.log.Escalation.Next;
import io.operatefirst.oncall.log.Escalation.Step;
import io.operatefirst.oncall.log.Escalation.Taken;
import io.operatefirst.oncall.status.Conditions;
import io.operatefirst.oncall.text.Moment;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far an entry has gone that nobody acknowledged.
 *
 * @param steps that were taken, in order
 * @param rule by which it goes on, if nobody acknowledges it; empty where it does not
 * @param since when somebody could have taken note
 * @param zone in which times are told
 */
record Escalated(
    List<EscalationStatus> steps, Optional<Escalation> rule, Instant since, ZoneId zone) {

  /** As an entry's status says, with nothing to follow; without steps that are not known here. */
  static Escalated shownIn(OnCallLogEntryStatus status) {
    return new Escalated(
        Optional.ofNullable(status)
            .map(OnCallLogEntryStatus::escalations)
            .map(steps -> steps.stream().filter(step -> step.step() != null).toList())
            .orElse(List.of()),
        Optional.empty(),
        Instant.EPOCH,
        ZoneOffset.UTC);
  }

  /** The step that follows, if nobody acknowledges it before; empty where none does. */
  Optional<Next> next() {
    return rule.flatMap(
        known ->
            known.next(
                since,
                steps.stream()
                    .map(
                        step ->
                            new Taken(Step.valueOf(step.step().name()), Instant.parse(step.at())))
                    .toList()));
  }

  Escalated with(EscalationStatus step) {
    return new Escalated(
        Stream.concat(steps.stream(), Stream.of(step)).toList(), rule, since, zone);
  }

  Escalated by(Optional<Escalation> known, Instant from, ZoneId in) {
    return new Escalated(steps, known, from, in);
  }

  /** Whether others were told than whom it concerns. */
  boolean isEscalated() {
    return steps.stream().anyMatch(step -> step.step() != EscalationStatus.Step.REMINDED);
  }

  /** For the status: null where no step was taken. */
  List<EscalationStatus> written() {
    return steps.isEmpty() ? null : steps;
  }

  /** Empty where it neither has gone anywhere nor would. */
  Optional<Condition> condition() {
    if (steps.isEmpty()) {
      return next()
          .map(step -> Conditions.no(Conditions.ESCALATED, Conditions.NOT_ESCALATED, ahead(step)));
    }
    EscalationStatus last = steps.get(steps.size() - 1);
    String message = inWords(last) + next().map(step -> " " + ahead(step)).orElse("");
    return Optional.of(
        switch (last.step()) {
          case REMINDED -> Conditions.no(Conditions.ESCALATED, Conditions.REMINDED, message);
          case NEXT_ENGINEER ->
              Conditions.yes(Conditions.ESCALATED, Conditions.NEXT_ENGINEER_TOLD, message);
          case EVERYBODY ->
              Conditions.yes(Conditions.ESCALATED, Conditions.EVERYBODY_TOLD, message);
        });
  }

  /** Of a step that was taken, in one sentence. */
  String inWords(EscalationStatus step) {
    String names = step.to().isEmpty() ? "Nobody" : String.join(", ", step.to());
    String verb = step.step() == EscalationStatus.Step.REMINDED ? "reminded" : "told";
    return "%s %s %s %s, as nobody had acknowledged it."
        .formatted(
            names,
            step.to().size() > 1 ? "were" : "was",
            verb,
            Moment.of(Instant.parse(step.at()), zone));
  }

  private String ahead(Next step) {
    String who =
        switch (step.step()) {
          case REMINDED -> "whoever is on call is reminded";
          case NEXT_ENGINEER -> "the next engineer on the list is told";
          case EVERYBODY -> "everybody on the list is told";
        };
    return "If nobody acknowledges it, %s %s.".formatted(who, Moment.of(step.due(), zone));
  }
}
