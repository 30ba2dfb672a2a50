package io.operatefirst.oncall.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.schedule.JollydayHolidays;
import io.operatefirst.oncall.schedule.PlannedShift;
import io.operatefirst.oncall.schedule.Planner;
import io.operatefirst.oncall.schedule.Roster;
import io.operatefirst.oncall.spec.OverrideReader;
import io.operatefirst.oncall.spec.RosterReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Whatever is in a rotation file: each mistake is told in a line, or a month can be planned. */
class RotationFuzzTest {

  private static final Duration MONTH = Duration.ofDays(31);
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
  private static final RosterReader ROSTERS =
      new RosterReader(
          SERIALIZATION,
          new JollydayHolidays(),
          Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC));
  private static final OverrideReader OVERRIDES = new OverrideReader(SERIALIZATION);

  @FuzzTest
  void rotation(byte[] yaml) throws IOException {
    Path file = Files.createTempFile("rotation", ".yaml");
    try {
      Files.write(file, yaml);
      plan(file);
    } finally {
      Files.delete(file);
    }
  }

  private static void plan(Path file) {
    RotationFile files = new RotationFile(SERIALIZATION, ROSTERS, OVERRIDES);
    Roster roster;
    try {
      OnCallRotation rotation = files.rotation(file, false);
      roster = files.roster(rotation, false);
    } catch (InvalidInput e) {
      assertThat(e.mistakes())
          .isNotEmpty()
          .allSatisfy(mistake -> assertThat(mistake).isNotBlank().doesNotContain("\n"));
      return;
    }
    List<PlannedShift> shifts = month(roster);
    assertThat(month(roster)).isEqualTo(shifts);
    Optional<Instant> end = Optional.empty();
    for (PlannedShift planned : shifts) {
      end.ifPresent(before -> assertThat(planned.shift().start()).isEqualTo(before));
      end = Optional.of(planned.shift().end());
      assertThat(planned.stints())
          .allSatisfy(
              stint ->
                  stint.engineer().ifPresent(name -> assertThat(roster.names()).contains(name)));
    }
  }

  private static List<PlannedShift> month(Roster roster) {
    Instant until = roster.handovers().first(roster.startDate()).plus(MONTH);
    return new Planner(roster)
        .shifts(Optional.empty(), Instant.EPOCH)
        .takeWhile(planned -> planned.shift().start().isBefore(until))
        .toList();
  }
}
