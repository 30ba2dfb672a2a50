package io.operatefirst.oncall.rotation;

import io.operatefirst.oncall.api.CoverStatus;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.override.CoverRecords;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Shift;
import io.operatefirst.oncall.schedule.Shown;
import io.operatefirst.oncall.schedule.Stint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
            .flatMap(cover -> until(now, cover))
            .toList();
    return new Shown(Optional.of(Instant.parse(status.shift().end())), covered);
  }

  /** What is still to come is not decided yet. */
  private static Stream<Stint> until(Instant now, CoverStatus cover) {
    Instant start = Instant.parse(cover.start());
    Instant end = Instant.parse(cover.end());
    if (!start.isBefore(now)) {
      return Stream.empty();
    }
    Shift past = new Shift(start, end.isBefore(now) ? end : now);
    return CoverRecords.read(cover).within(past).stream();
  }
}
