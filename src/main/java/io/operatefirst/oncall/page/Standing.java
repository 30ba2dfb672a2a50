package io.operatefirst.oncall.page;

import io.fabric8.kubernetes.api.model.Condition;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.api.OnCallRotationStatus.Next;
import io.operatefirst.oncall.api.OnCallRotationStatus.Phase;
import io.operatefirst.oncall.api.ShiftTimes;
import io.operatefirst.oncall.status.Conditions;
import io.operatefirst.oncall.text.Moment;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the page says of the duty, for people who know no condition: who has it, who is next, and
 * what the plan is worth.
 *
 * @param status of the rotation
 * @param zone its own
 * @param known a person as others know them
 * @param now when it is said
 */
record Standing(
    OnCallRotationStatus status, ZoneId zone, UnaryOperator<String> known, Instant now) {

  private static final String MISTAKE =
      "The rotation has a mistake in it, and no duty passes on until its team has corrected it.";

  /** In place of messages, which are for the team: who is away and why, and what to type. */
  private static final Map<String, String> IN_WORDS =
      Map.ofEntries(
          Map.entry(Conditions.GAP_AHEAD, "Nobody is available for some of the shifts to come."),
          Map.entry(Conditions.TOO_MANY_TURNS, "Turns are not evenly spread."),
          Map.entry(Conditions.LIST_TOO_SHORT, "The list is too short for its own rules."),
          Map.entry(
              Conditions.AWAITING_ACKNOWLEDGEMENT,
              "Who is on call has not taken note of the handover yet."),
          Map.entry(
              Conditions.RUNBOOKS_OVERDUE, "Runbooks that are owed hold up the last handover."),
          Map.entry(Conditions.RUNBOOKS_MISSING, "Runbooks are owed."));

  /** Who is on call, until when; or why nobody is. */
  String duty() {
    String until = status.until() == null ? "" : " until " + status.until();
    if (isInvalid()) {
      return onCall().map(name -> name + " stays on call. ").orElse("Nobody is on call. ")
          + MISTAKE;
    }
    if (isOverdue()) {
      return "%s on call: the handover of %s has not been made yet."
          .formatted(
              onCall().map(name -> name + " stays").orElse("Nobody is"),
              moment(status.shift().end()));
    }
    return switch (ready().map(Condition::getReason).orElse("")) {
      case Conditions.SUSPENDED -> "Nobody is on call: the rotation is suspended.";
      case Conditions.NOT_STARTED -> "Nobody is on call: the first shift has not begun.";
      case Conditions.NOBODY_AVAILABLE ->
          "Nobody is on call%s: all on the list are away.".formatted(until);
      default ->
          onCall().map(name -> name + " is on call" + until + instead()).orElse("Nobody is on call")
              + ".";
    };
  }

  private String instead() {
    return status.scheduled() == null || status.scheduled().equals(status.onCall())
        ? ""
        : ", covering for " + known.apply(status.scheduled());
  }

  /** Empty where it is not known, or would not happen. */
  String next() {
    Next next = status.next();
    if (next == null || next.start() == null || isInvalid() || isOverdue()) {
      return "";
    }
    String start = moment(next.start());
    if (next.engineer() == null) {
      return "Nobody is available from %s on.".formatted(start);
    }
    return "%s %s on %s."
        .formatted(
            known.apply(next.engineer()), status.shift() == null ? "begins" : "takes over", start);
  }

  /** When somebody is expected to react; empty where that is not known, or nobody is. */
  String coverage() {
    return status.coverage() == null || status.phase() == Phase.SUSPENDED ? "" : status.coverage();
  }

  /** Whether a shift that was to begin then has not, since whoever was on call before stays. */
  boolean isMissed(Instant start) {
    return !start.isAfter(now) && endOfShift().filter(end -> !end.isAfter(start)).isPresent();
  }

  /** What the shifts to come can be relied on for. */
  String plan() {
    if (status.phase() == Phase.SUSPENDED) {
      return "No shift is planned while the rotation is suspended.";
    }
    if (isInvalid()) {
      return "What was planned before the mistake; it will not happen unless that is corrected in"
          + " time.";
    }
    if (status.upcoming() == null || status.upcoming().isEmpty()) {
      return "No shift is planned yet.";
    }
    return "As it is planned now; an edit of the rotation or a cover changes what is to come.";
  }

  /**
   * What a condition says, for those outside the team; for what is no matter of theirs, its reason.
   */
  static String words(Condition condition) {
    return IN_WORDS.getOrDefault(condition.getReason(), condition.getReason());
  }

  private Optional<String> onCall() {
    return Optional.ofNullable(status.onCall()).map(known);
  }

  private boolean isInvalid() {
    return ready().filter(ready -> ready.getReason().equals(Conditions.INVALID_SPEC)).isPresent();
  }

  /** The operator makes a handover within seconds. */
  private boolean isOverdue() {
    return endOfShift().filter(end -> !end.isAfter(now)).isPresent();
  }

  /** As it is by the calendar now. */
  private Optional<Instant> endOfShift() {
    return Optional.ofNullable(status.shift()).map(ShiftTimes::end).map(Instant::parse);
  }

  private Optional<Condition> ready() {
    return Conditions.find(
        Optional.ofNullable(status.conditions()).orElse(List.of()), Conditions.READY);
  }

  private String moment(String instant) {
    return Moment.of(Instant.parse(instant), zone);
  }
}
