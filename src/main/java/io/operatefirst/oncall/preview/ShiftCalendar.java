package io.operatefirst.oncall.preview;

import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.calendar.DutyCalendar;
import io.operatefirst.oncall.calendar.ICalendar;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.PlannedShift;
import io.operatefirst.oncall.schedule.Roster;
import java.util.List;
import java.util.Optional;

/** Shifts as a calendar, for calendar programs. */
final class ShiftCalendar {

  private ShiftCalendar() {}

  static String render(
      OnCallRotation rotation, Roster roster, Optional<Handover> last, List<PlannedShift> shifts) {
    return ICalendar.text(
        new DutyCalendar(
            rotation.getMetadata().getNamespace(),
            rotation.getMetadata().getName(),
            roster.calendar().clock().zone(),
            DutyCalendar.displayNames(rotation.getSpec().engineers()),
            last.map(Handover::at).orElseGet(() -> roster.handovers().first(roster.startDate())),
            shifts.stream().flatMap(planned -> planned.stints().stream()).toList()));
  }
}
