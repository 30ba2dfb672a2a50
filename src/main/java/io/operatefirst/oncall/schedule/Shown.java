package io.operatefirst.oncall.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What people were last shown of the running shift, and so rely on: no later edit changes it.
 *
 * @param end when it ends
 * @param covered who covered in it until now, also by overrides that are gone
 */
public record Shown(Optional<Instant> end, List<Stint> covered) {

  public static final Shown NOTHING = new Shown(Optional.empty(), List.of());

  /** The stints of a shift, with what was covered in place of what would be now. */
  List<Stint> in(List<Stint> stints) {
    List<Stint> parts = stints;
    for (Stint past : covered) {
      parts = parts.stream().flatMap(stint -> with(past, stint)).toList();
    }
    return Covers.joined(parts);
  }

  private static Stream<Stint> with(Stint past, Stint stint) {
    if (stint.isAsIn(past)) {
      return Stream.of(stint);
    }
    return Stream.of(
            stint.within(new Shift(Instant.MIN, past.time().start())),
            past.within(stint.time()),
            stint.within(new Shift(past.time().end(), Instant.MAX)))
        .flatMap(Optional::stream);
  }
}
