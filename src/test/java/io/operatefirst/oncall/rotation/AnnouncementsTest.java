package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.schedule.Cover;
import io.operatefirst.oncall.schedule.Covers;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Planner;
import io.operatefirst.oncall.schedule.Shown;
import io.operatefirst.oncall.schedule.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a handover is called for ever, since nobody can edit its entry. */
class AnnouncementsTest {

  private static final Instant BEFORE = Instant.parse("2026-11-23T10:00:00Z");
  private static final Instant REMOVED = Instant.parse("2026-11-23T11:00:00Z");
  private static final String WITHOUT_ALICE =
      Rotations.SRE.replaceFirst("(?s)  - name: alice.*?(?=  - name: bob)", "");

  @Test
  void whoLeavesHandsOver() {
    assertThat(removed(Covers.NONE))
        .isEqualTo(
            "carol takes over from alice, who left the list, until Tue 2026-11-24 09:00 CET");
  }

  @Test
  void whoCoveredForThemHasNotLeft() {
    assertThat(removed(coveredBy("bob")))
        .isEqualTo(
            "carol takes over from bob, until Tue 2026-11-24 09:00 CET; alice left the list");
  }

  @Test
  void whoCoveredMayBeNext() {
    assertThat(removed(coveredBy("carol")))
        .isEqualTo("carol stays on call, until Tue 2026-11-24 09:00 CET; alice left the list");
  }

  private static Covers coveredBy(String engineer) {
    LocalDate monday = LocalDate.parse("2026-11-23");
    return new Covers(
        List.of(
            new Cover(
                "dentist",
                Instant.EPOCH,
                engineer,
                Optional.of("alice"),
                new Window.Dates(monday, monday),
                false)));
  }

  /** Alice is on call, and is taken off the list; what is agreed of her duty holds until then. */
  private static String removed(Covers covers) {
    Planner before = planner(Rotations.SRE, covers);
    Optional<Handover> first = before.next(Optional.empty(), Shown.NOTHING, BEFORE);
    Shown shown =
        first
            .flatMap(handover -> handover.state().duty())
            .map(duty -> Shown.of(duty, before.stints(duty, Shown.NOTHING), REMOVED))
            .orElseThrow();
    Handover handover =
        planner(WITHOUT_ALICE, Covers.NONE).next(first, shown, REMOVED).orElseThrow();
    assertThat(handover.reason()).isEqualTo(Handover.Reason.ENGINEER_REMOVED);
    return Announcements.summary(handover, ZoneId.of("Europe/Prague"));
  }

  private static Planner planner(String yaml, Covers covers) {
    return new Planner(Rotations.roster(Rotations.parse(yaml)).with(covers));
  }
}
