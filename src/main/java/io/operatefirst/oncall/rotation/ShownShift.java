package io.operatefirst.oncall.rotation;

import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.override.CoverRecords;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Shown;
import io.operatefirst.oncall.schedule.Stint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads from a status what people were shown of the running shift. */
final class ShownShift {

  private ShownShift() {}

  /** Nothing, where the status is about another shift than that of the last handover. */
  static Shown of(OnCallRotationStatus status, Optional<Handover> last, Instant now) {
    if (status == null || status.shift() == null || status.lastHandover() == null) {
      return Shown.NOTHING;
    }
    long shown = status.lastHandover().sequence();
    if (last.filter(handover -> handover.sequence() == shown).isEmpty()) {
      return Shown.NOTHING;
    }
    List<Stint> covered =
        Optional.ofNullable(status.covers()).orElse(List.of()).stream()
            .map(CoverRecords::read)
            .toList();
    Instant end = Instant.parse(status.shift().end());
    return last.flatMap(handover -> handover.state().duty())
        .map(duty -> Shown.of(duty.endingAt(end), covered, now))
        .orElse(Shown.NOTHING);
  }
}
