package io.operatefirst.oncall.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What people were last shown of the running shift, and so rely on: no later edit changes it.
 *
 * @param end when it ends
 * @param past who was on call in it until now, also by overrides that are gone
 */
public record Shown(Optional<Instant> end, List<Stint> past) {

  public static final Shown NOTHING = new Shown(Optional.empty(), List.of());

  /**
   * What was shown of a shift.
   *
   * @param duty the shift to the end that was shown
   * @param covered its covered stints, those to come included: they are not decided yet
   * @param now until when it is past
   */
  public static Shown of(Duty duty, List<Stint> covered, Instant now) {
    Shift shift = duty.shift();
    Optional<Shift> past =
        shift.start().isBefore(now)
            ? shift.overlap(new Shift(shift.start(), now))
            : Optional.empty();
    List<Stint> stints =
        past.map(time -> new Stint(time, duty.engineer(), duty.engineer(), List.of())).stream()
            .toList();
    for (Stint cover : covered) {
      stints = stints.stream().flatMap(stint -> replaced(stint, cover)).toList();
    }
    return new Shown(Optional.of(shift.end()), stints);
  }

  /** The stints of a shift, with what was shown in place of what would be now. */
  List<Stint> in(List<Stint> stints) {
    List<Stint> parts = stints;
    for (Stint shown : past) {
      parts = parts.stream().flatMap(stint -> with(shown, stint)).toList();
    }
    return Covers.joined(parts);
  }

  private static Stream<Stint> with(Stint shown, Stint stint) {
    return stint.isAsIn(shown) || isYounger(stint, shown)
        ? Stream.of(stint)
        : replaced(stint, shown);
  }

  /**
   * Agreed while nobody covered, and never looked at since: until now, nobody could be shown it.
   */
  private static boolean isYounger(Stint stint, Stint shown) {
    return !shown.isCovered()
        && stint
            .lastCover()
            .filter(cover -> !cover.answered() && cover.made().isAfter(shown.time().start()))
            .isPresent();
  }

  private static Stream<Stint> replaced(Stint stint, Stint by) {
    return Stream.of(
            stint.within(new Shift(Instant.MIN, by.time().start())),
            by.within(stint.time()),
            stint.within(new Shift(by.time().end(), Instant.MAX)))
        .flatMap(Optional::stream);
  }
}
