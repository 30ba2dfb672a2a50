package io.operatefirst.oncall.feed;

import io.operatefirst.oncall.api.CoverStatus;
import io.operatefirst.oncall.api.OnCallLogEntry;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.api.OnCallRotationStatus.UpcomingShift;
import io.operatefirst.oncall.api.ShiftTimes;
import io.operatefirst.oncall.calendar.DutyCalendar;
import io.operatefirst.oncall.override.CoverRecords;
import io.operatefirst.oncall.schedule.Duty;
import io.operatefirst.oncall.schedule.Shift;
import io.operatefirst.oncall.schedule.Stint;
import io.operatefirst.oncall.spec.Zones;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a rotation's calendar shows: the past by its log, the running and the next shifts by its
 * status, as every other surface has them, and those after them as they are planned. No shift is
 * computed here.
 */
public final class FeedView {

  /** How far ahead it goes: a month, whatever day of it and of the week it is. */
  public static final int WEEKS = 6;

  /**
   * A handover takes seconds, and minutes where another replica has to take the lead first: a
   * calendar that is read meanwhile is not read again for an hour.
   */
  static final Duration LATE = Duration.ofMinutes(5);

  private FeedView() {}

  /**
   * The calendar.
   *
   * @param handovers of the rotation
   * @param planned who will be on call when; what the status shows counts where it shows something
   * @param now what was to begin before it and has not is left out: whoever was on call before
   *     stays
   */
  public static DutyCalendar of(
      OnCallRotation rotation, Stream<OnCallLogEntry> handovers, List<Stint> planned, Instant now) {
    OnCallRotationStatus status =
        Optional.ofNullable(rotation.getStatus()).orElse(OnCallRotationStatus.EMPTY);
    Optional<Shift> running = Optional.ofNullable(status.shift()).map(FeedView::read);
    // The log may be a moment ahead of the status.
    Instant pastEnds = running.map(Shift::start).orElse(Instant.MAX);
    Instant comingBegins = running.map(Shift::end).orElse(Instant.MIN);
    List<Stint> next =
        orNone(status.upcoming()).stream()
            .map(FeedView::read)
            .filter(stint -> !stint.time().start().isBefore(comingBegins))
            .toList();
    List<Stint> stints =
        Stream.of(
                PastShifts.in(handovers).stream()
                    .filter(stint -> stint.time().start().isBefore(pastEnds)),
                running.stream().flatMap(shift -> running(shift, status).stream()),
                Stream.concat(next.stream(), after(next, planned))
                    .filter(stint -> stint.time().start().isAfter(now.minus(LATE))))
            .flatMap(part -> part)
            .toList();
    return new DutyCalendar(
        rotation.getMetadata().getNamespace(),
        rotation.getMetadata().getName(),
        zone(rotation.getSpec().schedule().timeZone()),
        DutyCalendar.displayNames(rotation.getSpec().engineers()),
        revised(status, stints),
        stints);
  }

  /** Nothing, where the operator has not said anything of the rotation yet. */
  private static Stream<Stint> after(List<Stint> next, List<Stint> planned) {
    Instant shown = next.isEmpty() ? Instant.MAX : next.get(next.size() - 1).time().end();
    return planned.stream().filter(stint -> !stint.time().start().isBefore(shown));
  }

  private static List<Stint> running(Shift shift, OnCallRotationStatus status) {
    return PastShifts.stints(
        new Duty(shift, Optional.ofNullable(status.scheduled())),
        orNone(status.covers()).stream().map(CoverRecords::read).toList());
  }

  private static Shift read(ShiftTimes times) {
    return new Shift(Instant.parse(times.start()), Instant.parse(times.end()));
  }

  private static Stint read(UpcomingShift coming) {
    if (coming.override() != null) {
      return CoverRecords.read(
          new CoverStatus(
              coming.engineer(),
              coming.scheduled(),
              coming.start(),
              coming.end(),
              coming.override(),
              null));
    }
    Optional<String> engineer = Optional.ofNullable(coming.engineer());
    return new Stint(
        read(new ShiftTimes(coming.start(), coming.end())), engineer, engineer, List.of());
  }

  /** The last handover, and before the first what is planned to be it. */
  private static Instant revised(OnCallRotationStatus status, List<Stint> stints) {
    return Optional.ofNullable(status.lastHandover())
        .map(handover -> Instant.parse(handover.at()))
        .or(() -> stints.stream().findFirst().map(stint -> stint.time().start()))
        .orElse(Instant.EPOCH);
  }

  /** Of a rotation that is not valid it may be anything. */
  private static ZoneId zone(String written) {
    return Zones.isKnown(written) ? ZoneId.of(written) : ZoneOffset.UTC;
  }

  private static <T> List<T> orNone(List<T> list) {
    return list == null ? List.of() : list;
  }
}
