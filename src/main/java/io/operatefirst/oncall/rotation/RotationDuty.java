package io.operatefirst.oncall.rotation;

import io.operatefirst.oncall.api.EngineerSpec;
import io.operatefirst.oncall.api.NotificationsSpec;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.logentry.WhoIsOnCall;
import io.operatefirst.oncall.notify.Duty;
import io.operatefirst.oncall.notify.Duty.Headline;
import io.operatefirst.oncall.schedule.Stint;
import io.operatefirst.oncall.schedule.WorkCalendar.DutyTime;
import io.operatefirst.oncall.text.Moment;
import java.util.Optional;

/**
 * What signs show of a rotation. Everybody is told something only while somebody is expected to
 * react, and is told names only where the team wants that.
 *
 * @param unanswered how many critical problems nobody has acknowledged
 */
record RotationDuty(OnCallRotation rotation, Outlook outlook, int unanswered) {

  Duty duty() {
    return new Duty(
        outlook.onCall().flatMap(this::engineer),
        Optional.ofNullable(rotation.getSpec().notifications())
            .map(NotificationsSpec::console)
            .flatMap(this::headline));
  }

  private Optional<Headline> headline(NotificationsSpec.Console console) {
    if (outlook.roster().calendar().dutyTime(outlook.now()) != DutyTime.IN_COVERAGE) {
      return Optional.empty();
    }
    return outlook
        .current()
        .flatMap(
            stint -> {
              boolean alarm = stint.engineer().isEmpty() || unanswered > 0;
              return alarm || console.onCall()
                  ? Optional.of(new Headline(alarm, text(stint, console.onCall())))
                  : Optional.empty();
            });
  }

  private String text(Stint stint, boolean named) {
    StringBuilder text =
        new StringBuilder(
            "On-call rotation %s in %s:"
                .formatted(
                    rotation.getMetadata().getName(), rotation.getMetadata().getNamespace()));
    if (named || stint.engineer().isEmpty()) {
      String who =
          stint
              .engineer()
              .map(name -> engineer(name).map(WhoIsOnCall::display).orElse(name))
              .orElse("nobody");
      String end = Moment.of(stint.time().end(), outlook.zone());
      text.append(" %s is on call until %s.".formatted(who, end));
    }
    if (unanswered > 0) {
      text.append(
          unanswered == 1
              ? " One critical problem is not acknowledged."
              : " %d critical problems are not acknowledged.".formatted(unanswered));
    }
    return text.toString();
  }

  private Optional<EngineerSpec> engineer(String name) {
    return rotation.getSpec().engineers().stream()
        .filter(engineer -> engineer.name().equals(name))
        .findFirst();
  }
}
