package io.operatefirst.oncall.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.operatefirst.oncall.api.OnCallRotation;
import io.operatefirst.oncall.api.OnCallRotationStatus;
import io.operatefirst.oncall.notify.kubernetes.EventRecorder.News;
import io.operatefirst.oncall.schedule.Cover;
import io.operatefirst.oncall.schedule.Covers;
import io.operatefirst.oncall.schedule.Handover;
import io.operatefirst.oncall.schedule.Planner;
import io.operatefirst.oncall.schedule.Roster;
import io.operatefirst.oncall.schedule.Shown;
import io.operatefirst.oncall.schedule.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose shifts move is told when an edit moves them, and at no other time. */
class ShiftsMovedTest {

  private static final Instant MONDAY = Instant.parse("2026-11-23T10:00:00Z");
  private static final Instant LATER = Instant.parse("2026-11-23T11:00:00Z");

  private Covers covers = Covers.NONE;

  @Test
  void whoLeavesMovesTheShiftsOfOthers() {
    assertThat(told(edit("  - name: carol\n", "")))
        .isEqualTo(
            "Of the coming shifts that were shown, these move: Tue 2026-11-24 09:00 CET bob instead"
                + " of carol (carol is no longer on the list); Wed 2026-11-25 09:00 CET alice instead"
                + " of bob; Thu 2026-11-26 09:00 CET bob instead of carol (carol is no longer on the"
                + " list); and 3 more.");
  }

  @Test
  void aFewAreToldOneByOne() {
    News news =
        edit(
                "  - name: carol\n",
                "  - name: carol\n    timeOff: [{from: \"2026-12-04\", to: \"2026-12-04\"}]\n")
            .get(0);

    assertThat(news.reason()).isEqualTo("ShiftsMoved");
    assertThat(news.key()).isEqualTo("moved-2");
    assertThat(news.message())
        .endsWith(
            "move: Fri 2026-12-04 09:00 CET bob instead of carol (carol is away then (time off on"
                + " Fri 2026-12-04)); Mon 2026-12-07 09:00 CET carol instead of bob.");
  }

  @Test
  void aHolidayIsToldOfTheDayAndAnotherZoneOfNone() {
    assertThat(told(edit("{country: CZ}", "{country: CZ, add: [\"2026-11-24\"]}")))
        .contains("alice instead of carol (Tue 2026-11-24 is not a working day any more); ");
    // By that clock the shift of Tuesday began on Monday night.
    assertThat(told(edit("Europe/Prague", "Pacific/Honolulu")))
        .contains("alice instead of carol; ")
        .doesNotContain("working day");
  }

  @Test
  void anEditThatMovesNothingIsNoNews() {
    assertThat(edit("reason: parental leave", "reason: leave")).isEmpty();
  }

  @Test
  void thePassingOfTimeIsNoNews() {
    OnCallRotation seen = shown(Rotations.SRE, MONDAY);

    assertThat(news(seen, Rotations.SRE, 1, Instant.parse("2026-11-24T10:00:00Z"))).isEmpty();
    assertThat(news(seen, Rotations.SRE, 1, Instant.parse("2027-03-24T10:00:00Z"))).isEmpty();
  }

  @Test
  void timeThatPassesBeforeAnEditIsSeenIsNoNews() {
    OnCallRotation seen = shown(Rotations.SRE, MONDAY);

    assertThat(news(seen, Rotations.SRE, 2, Instant.parse("2026-11-25T10:00:00Z"))).isEmpty();
    assertThat(news(seen, Rotations.SRE, 2, Instant.parse("2027-03-24T10:00:00Z"))).isEmpty();
  }

  @Test
  void aCoverIsNoNewsOfTheList() {
    OnCallRotation seen = shown(Rotations.SRE, MONDAY);
    LocalDate day = LocalDate.parse("2026-11-24");
    covers =
        new Covers(
            List.of(
                new Cover(
                    "dentist",
                    Instant.EPOCH,
                    "bob",
                    Optional.of("carol"),
                    new Window.Dates(day, day),
                    false)));

    assertThat(news(seen, Rotations.SRE, 1, LATER)).isEmpty();
    assertThat(news(seen, Rotations.SRE, 2, LATER)).isEmpty();

    OnCallRotation covered = shown(Rotations.SRE, LATER);
    covers = Covers.NONE;
    assertThat(news(covered, Rotations.SRE, 2, LATER)).isEmpty();
  }

  @Test
  void whatNobodyWasShownDoesNotMove() {
    OnCallRotation never = Rotations.rotation();
    assertThat(news(never, Rotations.SRE, 1, MONDAY)).isEmpty();

    OnCallRotation lost = Rotations.rotation();
    lost.setStatus(OnCallRotationStatus.EMPTY);
    assertThat(news(lost, Rotations.SRE, 2, MONDAY)).isEmpty();
  }

  /** The handover and the condition tell that nobody has a shift any more. */
  @Test
  void suspendingAndResumingAreNoNewsOfTheirOwn() {
    String suspended = Rotations.SRE + "  suspend: true\n";

    assertThat(news(shown(Rotations.SRE, MONDAY), suspended, 2, LATER)).isEmpty();
    assertThat(news(shown(suspended, MONDAY), Rotations.SRE, 2, LATER)).isEmpty();
  }

  @Test
  void whoIsOnCallAndLeavesIsToldByTheHandover() {
    String withoutAlice = Rotations.SRE.replaceFirst("(?s)  - name: alice.*?(?=  - name: bob)", "");

    assertThat(told(news(shown(Rotations.SRE, MONDAY), withoutAlice, 2, LATER)))
        .doesNotContain("Mon 2026-11-23")
        .contains("Tue 2026-11-24 09:00 CET bob instead of carol");
  }

  private List<News> edit(String from, String to) {
    String edited = Rotations.SRE.replace(from, to);
    assertThat(edited).isNotEqualTo(Rotations.SRE);
    return news(shown(Rotations.SRE, MONDAY), edited, 2, LATER);
  }

  private static String told(List<News> news) {
    assertThat(news).hasSize(1);
    return news.get(0).message();
  }

  /** The rotation with the status that the operator wrote at an instant. */
  private OnCallRotation shown(String yaml, Instant at) {
    OnCallRotation rotation = Rotations.parse(yaml);
    rotation.setStatus(
        status(rotation, Operated.last(planner(rotation), Optional.empty(), at), at));
    return rotation;
  }

  private List<News> news(OnCallRotation seen, String yaml, long generation, Instant at) {
    OnCallRotation rotation = Rotations.parse(yaml);
    rotation.getMetadata().setGeneration(generation);
    rotation.setStatus(seen.getStatus());
    Optional<Handover> known = Operated.last(planner(seen), Optional.empty(), MONDAY);
    Optional<Handover> last = Operated.last(planner(rotation), known, at);
    Outlook outlook = Outlook.of(planner(rotation), last, Shown.NOTHING, at);
    return Announcements.news(rotation, status(rotation, last, at), outlook).stream()
        .filter(news -> news.reason().equals("ShiftsMoved"))
        .toList();
  }

  private OnCallRotationStatus status(
      OnCallRotation rotation, Optional<Handover> last, Instant at) {
    return Operated.status(rotation, planner(rotation), last, at);
  }

  private Planner planner(OnCallRotation rotation) {
    Roster roster = Rotations.roster(rotation);
    return new Planner(roster.with(covers));
  }
}
