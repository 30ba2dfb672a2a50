package io.operatefirst.oncall.override;

import io.operatefirst.oncall.api.CoverStatus;
import io.operatefirst.oncall.schedule.Cover;
import io.operatefirst.oncall.schedule.Shift;
import io.operatefirst.oncall.schedule.Stint;
import io.operatefirst.oncall.schedule.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes down who covered for whom when, and reads it back. */
public final class CoverRecords {

  private CoverRecords() {}

  /** Of a stint in which somebody covers. */
  public static CoverStatus write(Stint stint) {
    Cover cover = stint.lastCover().orElseThrow();
    return new CoverStatus(
        stint.engineer().orElseThrow(),
        stint.scheduled().orElse(null),
        stint.time().start().toString(),
        stint.time().end().toString(),
        cover.override(),
        cover.countsAsTurn() ? true : null);
  }

  /** The same, cut short. */
  static CoverStatus until(CoverStatus written, Instant end) {
    return new CoverStatus(
        written.engineer(),
        written.whose(),
        written.start(),
        end.toString(),
        written.override(),
        written.countsAsTurn());
  }

  /** The stint; whatever became of the override, it was as it is written here. */
  public static Stint read(CoverStatus written) {
    Shift time = new Shift(Instant.parse(written.start()), Instant.parse(written.end()));
    Optional<String> whose = Optional.ofNullable(written.whose());
    return new Stint(
        time,
        Optional.of(written.engineer()),
        whose,
        List.of(
            new Cover(
                written.override(),
                time.start(),
                written.engineer(),
                whose,
                new Window.Exactly(time),
                Boolean.TRUE.equals(written.countsAsTurn()))));
  }
}
