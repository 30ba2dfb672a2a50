package io.operatefirst.oncall.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.Golden;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rules on a list that real people kept, changed as often as they really changed it. */
class ReplayTest {

  private static final Replay REPLAY = Replay.run();

  @Test
  void theCheckerFindsNothing() {
    assertThat(REPLAY.violations()).isEmpty();
  }

  @Test
  void noShiftStartsOnADayOff() {
    assertThat(REPLAY.log()).map(Replay::date).allMatch(Replay::isWorkingDay);
  }

  @Test
  void nobodyIsOnCallTwiceRunning() {
    List<Handover> log = REPLAY.log();
    for (int i = 1; i < log.size(); i++) {
      assertThat(log.get(i).to()).as("handover %d", i + 1).isNotEqualTo(log.get(i - 1).to());
    }
  }

  @Test
  void nobodyWhoStaysChangesPlacesWithinACycle() {
    List<Handover> log = REPLAY.log();
    for (int i = 1; i < log.size(); i++) {
      RotationState before = log.get(i - 1).state();
      RotationState after = log.get(i).state();
      if (before.cycle().equals(after.cycle())) {
        List<String> stay = names(before).stream().filter(names(after)::contains).toList();
        assertThat(names(after))
            .as("handover %d", i + 1)
            .filteredOn(stay::contains)
            .isEqualTo(stay);
      }
    }
  }

  @Test
  void inACompletedCycleEverybodyPresentThroughoutHadOneTurn() {
    int last = REPLAY.log().get(REPLAY.log().size() - 1).state().cycle().number();
    for (int number = 1; number < last; number++) {
      int cycle = number;
      List<Handover> handovers =
          REPLAY.log().stream().filter(h -> h.state().cycle().number() == cycle).toList();
      List<String> throughout =
          names(handovers.get(0).state()).stream()
              .filter(name -> handovers.stream().allMatch(h -> names(h.state()).contains(name)))
              .toList();
      assertThat(throughout)
          .as("cycle %d", cycle)
          .isNotEmpty()
          .allMatch(
              name ->
                  handovers.stream().filter(h -> h.to().equals(Optional.of(name))).count() == 1);
    }
  }

  @Test
  void theResultIsWrittenDown() {
    Golden.assertMatches(Path.of("docs/replay.md"), new ReplayReport(REPLAY).render());
  }

  private static List<String> names(RotationState state) {
    return state.order().stream().map(Box::engineer).toList();
  }
}
