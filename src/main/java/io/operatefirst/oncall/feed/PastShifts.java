package io.operatefirst.oncall.feed;

import io.operatefirst.oncall.api.HandoverSpec;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.override.CoverRecords;
import io.operatefirst.oncall.schedule.Duty;
import io.operatefirst.oncall.schedule.Shift;
import io.operatefirst.oncall.schedule.Shown;
import io.operatefirst.oncall.schedule.Stint;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who was on call, as the log has it: each handover tells of the shift that it ends. */
final class PastShifts {

  private PastShifts() {}

  /**
   * The shifts that are over, in their order.
   *
   * @param handovers of one rotation; where one is missing, so is the shift that it ended
   */
  static List<Stint> in(Stream<OnCallLogEntry> handovers) {
    List<HandoverSpec> log =
        handovers
            .map(entry -> entry.getSpec().handover())
            .sorted(Comparator.comparingLong(HandoverSpec::sequence))
            .toList();
    List<Stint> past = new ArrayList<>();
    for (int i = 1; i < log.size(); i++) {
      HandoverSpec begun = log.get(i - 1);
      HandoverSpec ended = log.get(i);
      if (ended.sequence() == begun.sequence() + 1 && begun.shift() != null) {
        past.addAll(between(begun, ended));
      }
    }
    return past;
  }

  private static List<Stint> between(HandoverSpec begun, HandoverSpec ended) {
    try {
      Instant start = Instant.parse(begun.shift().start());
      Instant end = Instant.parse(ended.at());
      return start.isBefore(end)
          ? stints(
              new Duty(new Shift(start, end), Optional.ofNullable(begun.to())),
              ended.covers().stream().map(CoverRecords::read).toList())
          : List.of();
    } catch (DateTimeException | IllegalArgumentException e) {
      // Not as the operator writes it; the other shifts are to be seen all the same.
      return List.of();
    }
  }

  /** A shift with those who covered in it. */
  static List<Stint> stints(Duty duty, List<Stint> covered) {
    return Shown.of(duty, covered, duty.shift().end()).past();
  }
}
