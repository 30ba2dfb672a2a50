package io.operatefirst.oncall.logentry;

import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.schedule.WorkCalendar;
import io.operatefirst.oncall.schedule.WorkCalendar.DutyTime;
import io.operatefirst.oncall.status.LocalTimes;
import io.operatefirst.oncall.text.Moment;
import java.time.Instant;
import java.util.Optional;

/**
 * Who is on call, as the rotation's status says, in words for those who are not of the team.
 *
 * @param rotation whose
 * @param calendar of the rotation; empty where that is invalid
 * @param now the moment that is asked about
 */
public record WhoIsOnCall(OnCallRotation rotation, Optional<WorkCalendar> calendar, Instant now) {

  /** Who is on call now, also where nobody is expected to react. */
  public Optional<EngineerSpec> onCall() {
    return status().map(OnCallRotationStatus::onCall).flatMap(this::engineer);
  }

  /** Until when, and who is next; or when somebody is there again. */
  public String inWords() {
    if (calendar.isEmpty() || status().isEmpty()) {
      return "Nobody can say at present who is on call.";
    }
    if (!isCovered()) {
      Instant again = calendar.get().nextCovered(now);
      return "Nobody is on duty at this hour (%s). From %s on: %s."
          .formatted(
              LocalTimes.coverage(calendar.get()),
              moment(again),
              nameOf(Responsible.onCallAt(status().get(), again)));
    }
    return onCall()
            .map(
                engineer ->
                    status()
                        .map(OnCallRotationStatus::until)
                        .map(until -> "%s is on call until %s.".formatted(display(engineer), until))
                        .orElseGet(() -> "%s is on call.".formatted(display(engineer))))
            .orElse("Nobody is on call.")
        + next();
  }

  private String next() {
    return status()
        .map(OnCallRotationStatus::next)
        .filter(next -> next.engineer() != null)
        .map(
            next ->
                " Next: %s, from %s."
                    .formatted(
                        nameOf(Optional.of(next.engineer())), moment(Instant.parse(next.start()))))
        .orElse("");
  }

  private boolean isCovered() {
    return calendar.filter(days -> days.dutyTime(now) == DutyTime.IN_COVERAGE).isPresent();
  }

  private Optional<OnCallRotationStatus> status() {
    return Optional.ofNullable(rotation.getStatus());
  }

  private String moment(Instant instant) {
    return Moment.of(instant, calendar.orElseThrow().clock().zone());
  }

  private String nameOf(Optional<String> name) {
    return name.map(known -> engineer(known).map(WhoIsOnCall::display).orElse(known))
        .orElse("nobody yet");
  }

  private Optional<EngineerSpec> engineer(String name) {
    return rotation.getSpec().engineers().stream()
        .filter(one -> one.name().equals(name))
        .findFirst();
  }

  /** As people call them. */
  public static String display(EngineerSpec engineer) {
    return Optional.ofNullable(engineer.displayName())
        .filter(name -> !name.isBlank())
        .orElse(engineer.name());
  }
}
