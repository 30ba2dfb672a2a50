package io.operatefirst.oncall.logentry;

import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.api.EscalationSpec;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallLogEntryStatus;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.SourceSpec;
import io.operatefirst.oncall.notify.Text;
import io.operatefirst.oncall.schedule.WorkCalendar;
import io.operatefirst.oncall.status.LocalTimes;
import io.operatefirst.oncall.text.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What those who asked are told: nothing that only the team knows.
 *
 * @param status as it is about to be written
 */
record AnswerText(
    OnCallLogEntry entry,
    OnCallLogEntryStatus status,
    OnCallRotation rotation,
    WorkCalendar calendar) {

  /** Who looks at it and when, and what is known already. */
  Text taken() {
    List<String> paragraphs = new ArrayList<>();
    List<String> answers =
        LogEntries.questionOf(entry).map(SourceSpec.Question::answers).orElse(List.of());
    if (!answers.isEmpty()) {
      paragraphs.add("This may answer it already:\n- " + String.join("\n- ", answers));
    }
    paragraphs.add(
        waitsUntil()
            .map(
                until ->
                    "Nobody is on duty at this hour (%s). %s from %s on."
                        .formatted(
                            LocalTimes.coverage(calendar),
                            name().map(who -> who + " looks at it").orElse("It is looked at"),
                            Moment.of(until, calendar.clock().zone())))
            .orElseGet(
                () ->
                    name().map(who -> who + " is on call and looks at it.").orElse("It is noted.")
                        + expected()));
    return text(paragraphs);
  }

  /** That it is answered, as far as the team knows. */
  Text answered() {
    String who =
        Optional.ofNullable(entry.getSpec().acknowledgedBy())
            .flatMap(this::engineer)
            .map(WhoIsOnCall::display)
            .or(this::name)
            .orElse("The team");
    return text(List.of(who + " says that this is answered. If it is not, please say so here."));
  }

  private String expected() {
    return Optional.ofNullable(rotation.getSpec().escalation())
        .map(EscalationSpec::acknowledgeWithin)
        .map(EscalationSpec.Within::info)
        .map(
            within ->
                " Expect somebody to look within %s of working time (%s)."
                    .formatted(within, hours()))
        .orElseGet(() -> " Working time: %s.".formatted(hours()));
  }

  private String hours() {
    return LocalTimes.coverage(calendar);
  }

  private Optional<Instant> waitsUntil() {
    return Optional.ofNullable(status.waitsUntil()).map(Instant::parse);
  }

  private Optional<String> name() {
    return Optional.ofNullable(status.onCall()).flatMap(this::engineer).map(WhoIsOnCall::display);
  }

  private Optional<EngineerSpec> engineer(String person) {
    return rotation.getSpec().engineers().stream()
        .filter(one -> person.equals(one.name()) || person.equals(one.username()))
        .findFirst();
  }

  private Text text(List<String> paragraphs) {
    String summary =
        Optional.ofNullable(entry.getSpec().summary()).orElse(entry.getMetadata().getName());
    return new Text(summary, String.join("\n\n", paragraphs));
  }
}
