package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.operatefirst.oncall.api.OnCallOverride;
import io.operatefirst.oncall.api.OnCallRotationStatus.UpcomingShift;
import io.operatefirst.oncall.schedule.JollydayHolidays;
import io.operatefirst.oncall.schedule.Stint;
import io.operatefirst.oncall.spec.OverrideReader;
import io.operatefirst.oncall.spec.RosterReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is planned further than the status has room for. */
class ShiftsAheadTest {

  private static final int WEEKS = 6;
  private static final Instant MONDAY = Instant.parse("2026-11-23T10:00:00Z");
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  @Test
  void itBeginsAsTheStatusDoesAndGoesOnForSixWeeks() {
    Operated operated = Operated.of(Rotations.SRE, MONDAY);

    List<Stint> planned = operated.planned(WEEKS);

    List<String> upcoming =
        operated.rotation().getStatus().upcoming().stream().map(ShiftsAheadTest::shown).toList();
    assertThat(planned.stream().map(ShiftsAheadTest::shown))
        .startsWith(upcoming.toArray(new String[0]));
    // The fourth of January is six weeks later, and New Year's Day a holiday.
    assertThat(planned.get(planned.size() - 1).time().start()).isEqualTo("2027-01-04T08:00:00Z");
  }

  /** What will be and what comes to be are the same. */
  @Test
  void whatIsPlannedHappens() {
    Operated operated = Operated.of(Rotations.SRE, MONDAY);
    for (Stint stint : operated.planned(WEEKS)) {
      Operated then =
          operated.edited(Rotations.SRE, stint.time().start().plus(Duration.ofHours(1)));
      assertThat(then.rotation().getStatus().onCall()).isEqualTo(stint.engineer().orElse(null));
    }
  }

  @Test
  void aCoverThatLiesBeyondTheStatusIsInIt() {
    Operated operated = Operated.of(Rotations.SRE, MONDAY);
    OnCallOverride cover =
        YAML.unmarshal(
            """
            metadata: {name: concert, namespace: ops, creationTimestamp: "2026-11-23T09:00:00Z"}
            spec: {rotation: sre, engineer: carol, from: "2026-12-21T17:00:00Z", to: "2026-12-21T20:00:00Z"}
            """,
            OnCallOverride.class);

    assertThat(ahead(operated, List.of(cover)))
        .contains(
            "2026-12-21T08:00:00Z bob", "2026-12-21T17:00:00Z carol", "2026-12-21T20:00:00Z bob");
  }

  @Test
  void nothingIsPlannedOfWhatIsSuspendedOrInvalid() {
    Operated operated = Operated.of(Rotations.SRE, MONDAY);

    assertThat(operated.edited(Rotations.SRE + "  suspend: true\n", MONDAY).planned(WEEKS))
        .isEmpty();
    assertThat(
            operated
                .edited(Rotations.SRE.replace("Europe/Prague", "Nowhere/Never"), MONDAY)
                .planned(WEEKS))
        .isEmpty();
  }

  /** A log that was deleted is written again from the status, and so it goes on from there. */
  @Test
  void aLogThatIsLostMovesNothing() {
    Operated operated = Operated.of(Rotations.SRE, Instant.parse("2026-12-03T10:00:00Z"));
    Operated withoutLog = new Operated(operated.rotation(), List.of(), operated.now());

    assertThat(withoutLog.planned(WEEKS)).isEqualTo(operated.planned(WEEKS));
  }

  private static List<String> ahead(Operated operated, List<OnCallOverride> agreed) {
    Clock clock = Clock.fixed(operated.now(), ZoneOffset.UTC);
    return new ShiftsAhead(
            new RosterReader(YAML, new JollydayHolidays(), clock), new OverrideReader(YAML), clock)
        .of(operated.rotation(), operated.log(), agreed, WEEKS).stream()
            .map(ShiftsAheadTest::shown)
            .toList();
  }

  private static String shown(UpcomingShift shift) {
    return shift.start() + " " + shift.engineer();
  }

  private static String shown(Stint stint) {
    return stint.time().start() + " " + stint.engineer().orElse(null);
  }
}
